package dev.ganvas.image.raster;

import dev.ganvas.image.Planes;
import dev.ganvas.image.container.PngChunks;
import dev.ganvas.io.Content;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** Decodes the rows of a PNG (ISO/IEC 15948, 9 and 10) of whole bytes, not interlaced, without a palette. */
final class PngRows {
    private static final int WIDTH_AT = 16;
    private static final int DEPTH_AT = 24;
    private static final int COLOUR_TYPE_AT = 25;
    private static final int INTERLACE_AT = 28;
    private static final int HEADER_BYTES = 33;
    private static final int BUFFER_BYTES = 1 << 16;

    private final DataInputStream lines;
    private final RasterHeader header;
    private final int pixelBytes;
    private byte[] line;
    private byte[] above;

    PngRows(Content png, RasterHeader header) {
        this.lines = new DataInputStream(new InflaterInputStream(new Deflated(png), new Inflater(), BUFFER_BYTES));
        this.header = header;
        this.pixelBytes = header.channels() * header.bits() / 8;
        this.line = new byte[(int) header.rowBytes()];
        this.above = new byte[(int) header.rowBytes()];
    }

    /**
     * Whether it is one of those.
     *
     * @param png its outline is enough
     */
    static boolean canRead(byte[] png) throws IOException {
        boolean whole = png.length > HEADER_BYTES && (bits(png) == 8 || bits(png) == 16) && channels(png) > 0;
        return whole
                && png[INTERLACE_AT] == 0
                && PngChunks.of(png).stream().noneMatch(chunk -> chunk.type().equals("tRNS"));
    }

    static int width(byte[] png) {
        return ByteBuffer.wrap(png).getInt(WIDTH_AT);
    }

    static int height(byte[] png) {
        return ByteBuffer.wrap(png).getInt(WIDTH_AT + 4);
    }

    static int bits(byte[] png) {
        return png[DEPTH_AT];
    }

    /** By colour type; 0 for a palette. */
    static int channels(byte[] png) {
        return switch (png[COLOUR_TYPE_AT]) {
            case 0 -> 1;
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 0;
        };
    }

    Planes next(int rows) throws IOException {
        Planes planes = Planes.black(header.width(), rows, header.channels());
        for (int y = 0; y < rows; y++) {
            int filter = lines.readUnsignedByte();
            lines.readFully(line);
            unfilter(filter);
            take(planes, y);
            byte[] done = above;
            above = line;
            line = done;
        }
        return planes;
    }

    private void take(Planes planes, int y) {
        int area = planes.area();
        int at = 0;
        for (int x = 0; x < planes.width(); x++) {
            for (int c = 0; c < planes.channels(); c++) {
                int to = c * area + y * planes.width() + x;
                if (header.bits() == 8) {
                    planes.values()[to] = (line[at++] & 0xff) / 255f;
                } else {
                    planes.values()[to] = ((line[at] & 0xff) << 8 | (line[at + 1] & 0xff)) / 65535f;
                    at += 2;
                }
            }
        }
    }

    private void unfilter(int filter) throws IOException {
        for (int i = 0; i < line.length; i++) {
            int left = i < pixelBytes ? 0 : line[i - pixelBytes] & 0xff;
            int up = above[i] & 0xff;
            int corner = i < pixelBytes ? 0 : above[i - pixelBytes] & 0xff;
            line[i] += (byte)
                    switch (filter) {
                        case 0 -> 0;
                        case 1 -> left;
                        case 2 -> up;
                        case 3 -> (left + up) / 2;
                        case 4 -> paeth(left, up, corner);
                        default -> throw new ZipException("a filter of number " + filter);
                    };
        }
    }

    private static int paeth(int left, int up, int corner) {
        int estimate = left + up - corner;
        int toLeft = Math.abs(estimate - left);
        int toUp = Math.abs(estimate - up);
        int toCorner = Math.abs(estimate - corner);
        if (toLeft <= toUp && toLeft <= toCorner) {
            return left;
        }
        return toUp <= toCorner ? up : corner;
    }

    /** What is in the chunks {@code IDAT}, one behind another. */
    private static final class Deflated extends InputStream {
        private static final int HEAD_BYTES = 8;
        private static final int FRAME_BYTES = 12;

        private final Content png;
        private final byte[] single = new byte[1];
        private long chunk = PngChunks.signature().length;
        private long at;
        private long end;

        Deflated(Content png) {
            this.png = png;
        }

        @Override
        public int read() throws IOException {
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            findMore();
            int count = png.read(at, into, offset, (int) Math.min(length, end - at));
            at += Math.max(0, count);
            return count;
        }

        private void findMore() throws IOException {
            while (at == end) {
                if (chunk > png.size() - FRAME_BYTES) {
                    throw new EOFException("no more chunks");
                }
                ByteBuffer head = ByteBuffer.wrap(png.read(chunk, HEAD_BYTES));
                int length = head.getInt(0);
                if (length < 0) {
                    throw new EOFException("a chunk of negative length");
                }
                if (head.getInt(4) == PngChunks.IDAT) {
                    at = chunk + HEAD_BYTES;
                    // A chunk that is cut is read as far as it goes.
                    end = Math.min(at + length, png.size());
                }
                chunk = Math.min(chunk + FRAME_BYTES + length, png.size());
            }
        }
    }
}
