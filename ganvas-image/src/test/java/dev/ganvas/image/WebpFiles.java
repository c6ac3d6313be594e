package dev.ganvas.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** WebP files, and the containers around them made in memory. */
public final class WebpFiles {
    /** {@code PictureFiles.gradient(64, 64)} at quality 60; libwebp gives it back with a mean error of 3.0 levels. */
    static final byte[] LOSSY_GRADIENT = Base64.getDecoder()
            .decode(
                    "UklGRvYAAABXRUJQVlA4IOoAAADwBwCdASpAAEAAPrVWo0w/v7KiKBQLU/AWiWYtgBNgGwiJJQXvX46fkB8m1w8AEBvInlbvx0n/0zwY70IHp9+wX9/Aa///6YAA/vAmweSJH0Rf+cO/PR2nF/ww+2SsYC9FwXtJ0Qk5wKOjDOgKZ72Qjb/W5uvU3Ur0Ojkp35E6fs+a7+LG/lEW/s5yi2OVHkSrq3RrNyiXAUt33/aDa9AfczJ2210hScfQU+YxLPv+14fYkhz8v+AtsJttUJKM3kmigokahd+KS1XydKlVwll09MbpCHWgmqSVB8i0LrYeJNzOuvEEBOQkQAA=");

    /** 16 x 16 of (201, 60, 30), lossy, with an alpha of 17 x in column x. */
    static final byte[] LOSSY_ALPHA = Base64.getDecoder()
            .decode(
                    "UklGRmYAAABXRUJQVlA4WAoAAAAQAAAADwAADwAAQUxQSBQAAAABuQpE9D8gJCBc8H+wqEZMQFKFXVZQOCAsAAAAsAEAnQEqEAAQAAKAQiWgAnS6AARmgAD+6mX/9izlsC8f/z0z+tv4/8ZAAAA=");

    private static final int SIMPLE_HEADER_BYTES = 12;

    private WebpFiles() {}

    static byte[] chunk(String type, byte[] body) {
        ByteBuffer framed =
                ByteBuffer.allocate(8 + body.length + body.length % 2).order(ByteOrder.LITTLE_ENDIAN);
        framed.put(type.getBytes(StandardCharsets.US_ASCII)).putInt(body.length).put(body);
        return framed.array();
    }

    static byte[] riff(byte[]... chunks) {
        byte[] body = PictureFiles.joined("WEBP".getBytes(StandardCharsets.US_ASCII), PictureFiles.joined(chunks));
        return chunk("RIFF", body);
    }

    /** The chunk that states the size of the canvas. */
    static byte[] extended(int width, int height) {
        byte[] body = new byte[10];
        putTriple(body, 4, width - 1);
        putTriple(body, 7, height - 1);
        return chunk("VP8X", body);
    }

    /** The only chunk of a simple WebP. */
    static byte[] picture(byte[] simple) {
        return Arrays.copyOfRange(simple, SIMPLE_HEADER_BYTES, simple.length);
    }

    /** A frame of an animation; its offsets are even. */
    static byte[] frame(int left, int top, int width, int height, byte[]... chunks) {
        byte[] header = new byte[16];
        putTriple(header, 0, left / 2);
        putTriple(header, 3, top / 2);
        putTriple(header, 6, width - 1);
        putTriple(header, 9, height - 1);
        putTriple(header, 12, 100);
        return chunk("ANMF", PictureFiles.joined(header, PictureFiles.joined(chunks)));
    }

    /** An animation on a canvas of 20 x 16 whose first frame is the lossless picture of 6 x 4 at (8, 10). */
    public static byte[] animation() {
        byte[] first = frame(8, 10, 6, 4, picture(PictureFiles.WEBP_LOSSLESS));
        byte[] second = frame(0, 0, 16, 16, picture(PictureFiles.WEBP_LOSSY));
        return riff(extended(20, 16), chunk("ANIM", new byte[6]), first, second);
    }

    private static void putTriple(byte[] into, int at, int value) {
        into[at] = (byte) value;
        into[at + 1] = (byte) (value >> 8);
        into[at + 2] = (byte) (value >> 16);
    }
}
