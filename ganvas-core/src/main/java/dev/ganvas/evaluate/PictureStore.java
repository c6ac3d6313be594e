package dev.ganvas.evaluate;

import dev.ganvas.error.Require;
import dev.ganvas.evaluate.distribution.PictureSet;
import dev.ganvas.image.Picture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Pictures of one size that were drawn one after another, kept in a temporary file to be looked at in any order. */
public final class PictureStore implements AutoCloseable {
    private final FileChannel file;
    private final int width;
    private final int height;
    private final int count;

    private PictureStore(FileChannel file, int width, int height, int count) {
        this.file = file;
        this.width = width;
        this.height = height;
        this.count = count;
    }

    /**
     * Keeps the next {@code count} pictures.
     *
     * @throws IOException when the folder for temporary files is full or refuses
     */
    public static PictureStore of(Iterator<Picture> pictures, int count) throws IOException {
        Require.positive(count, "number of pictures");
        Path path = Files.createTempFile("ganvas", ".pixels");
        FileChannel file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        try {
            Picture first = pictures.next();
            append(file, first);
            for (int i = 1; i < count; i++) {
                Picture picture = pictures.next();
                Require.that(
                        picture.width() == first.width() && picture.height() == first.height(),
                        "kept pictures must be of one size");
                append(file, picture);
            }
            return new PictureStore(file, first.width(), first.height(), count);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static void append(FileChannel file, Picture picture) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(picture.rgb());
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    /** Picture {@code i}; from any thread. */
    public Picture picture(int i) {
        Require.within(i, 0, count - 1, "picture number");
        ByteBuffer bytes = ByteBuffer.allocate(3 * width * height);
        long start = (long) i * bytes.capacity();
        try {
            while (bytes.hasRemaining()) {
                if (file.read(bytes, start + bytes.position()) < 0) {
                    throw new IOException("the temporary file of generated pictures was cut short by someone else");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Picture(width, height, bytes.array());
    }

    /** The kept pictures with their classes. */
    public PictureSet asSet(IntUnaryOperator labels, List<String> classes) {
        return new PictureSet(count, this::picture, labels, classes);
    }

    /** Deletes the file. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
