package dev.ganvas.search;

import dev.ganvas.data.Fingerprint;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.Pictures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * What is kept of a picture until its features are found.
 *
 * @param shown its central square, of at most {@link #SIDE} pixels a side: all that an extractor sees of it, in little memory
 * @param look of the whole picture
 */
public record SeenPicture(Picture shown, IndexedPicture.Look look) {
    static final int SIDE = 256;

    /** Looks at a picture. */
    public static SeenPicture of(Picture picture) {
        boolean large = Math.min(picture.width(), picture.height()) > SIDE;
        return new SeenPicture(large ? Pictures.square(picture, SIDE) : picture.toRgb(), lookOf(picture));
    }

    /**
     * Decodes a file and looks at it.
     *
     * @throws dev.ganvas.error.MalformedFileException when it is no picture, damaged or beyond a limit
     */
    public static SeenPicture of(Path file) throws IOException {
        return of(PictureDecoder.decode(file));
    }

    private static IndexedPicture.Look lookOf(Picture picture) {
        MessageDigest sha256 = Fingerprint.sha256();
        sha256.update(ByteBuffer.allocate(2 * Integer.BYTES)
                .putInt(picture.width())
                .putInt(picture.height())
                .array());
        // Half of a SHA-256: no two different pictures ever share it by chance.
        ByteBuffer digest = ByteBuffer.wrap(sha256.digest(picture.rgb()));
        return new IndexedPicture.Look(digest.getLong(), digest.getLong(), PerceptualHash.of(picture));
    }
}
