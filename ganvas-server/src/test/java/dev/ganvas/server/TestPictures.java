package dev.ganvas.server;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures, good and bad. */
final class TestPictures {
    /** Of a PNG: where the chunk IHDR begins with its type, and where its checksum is. */
    private static final int IHDR = 12;

    private static final int IHDR_BYTES = 17;

    private TestPictures() {}

    static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }

    /** A small PNG whose header claims other sides, with the right checksum (PNG, third edition, 11.2.1). */
    static byte[] claiming(int width, int height) throws IOException {
        byte[] png = png(4, 4);
        ByteBuffer bytes = ByteBuffer.wrap(png);
        bytes.putInt(IHDR + 4, width);
        bytes.putInt(IHDR + 8, height);
        CRC32 checksum = new CRC32();
        checksum.update(png, IHDR, IHDR_BYTES);
        bytes.putInt(IHDR + IHDR_BYTES, (int) checksum.getValue());
        return png;
    }
}
