package dev.ganvas.image;

import dev.ganvas.image.container.PngChunks;
import dev.ganvas.image.label.Origin;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes animated PNG (PNG Specification, third edition, W3C 2025, section 11.3.6): a PNG whose first frame is its image,
 * with {@code acTL} before the pixels, an {@code fcTL} before each frame, and the later frames in {@code fdAT} chunks.
 * {@code fcTL} and {@code fdAT} share one count from zero.
 */
final class ApngEncoder {
    private static final int FOREVER = 0;
    private static final int MILLIS_PER_SECOND = 1000;

    private ApngEncoder() {}

    static byte[] encode(Animation animation, Origin origin) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
            DataOutputStream out = new DataOutputStream(bytes);
            out.write(PngChunks.signature());
            PngEncoder.head(out, animation.frames().get(0), origin);
            PngChunks.write(out, "acTL", ints(animation.frames().size(), FOREVER));
            int sequence = 0;
            for (int i = 0; i < animation.frames().size(); i++) {
                Picture frame = animation.frames().get(i);
                PngChunks.write(
                        out,
                        "fcTL",
                        control(sequence++, frame, animation.millis().get(i)));
                byte[] pixels = PngEncoder.pixels(frame);
                if (i == 0) {
                    PngChunks.write(out, "IDAT", pixels);
                } else {
                    ByteArrayOutputStream body = new ByteArrayOutputStream(pixels.length + 4);
                    body.writeBytes(ints(sequence++));
                    body.writeBytes(pixels);
                    PngChunks.write(out, "fdAT", body.toByteArray());
                }
            }
            PngChunks.write(out, "IEND", new byte[0]);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
    }

    /** The whole picture at the origin; it stays until the next, and replaces what is there. */
    private static byte[] control(int sequence, Picture frame, int millis) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(ints(sequence, frame.width(), frame.height(), 0, 0));
        out.writeShort(millis);
        out.writeShort(MILLIS_PER_SECOND);
        out.write(new byte[] {0, 0}); // Dispose: none. Blend: source.
        return bytes.toByteArray();
    }

    private static byte[] ints(int... values) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (int value : values) {
            out.writeInt(value);
        }
        return bytes.toByteArray();
    }
}
