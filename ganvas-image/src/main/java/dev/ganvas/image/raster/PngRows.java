package dev.ganvas.image.raster;

import dev.ganvas.image.Planes;
import dev.ganvas.image.container.PngChunks;
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

    PngRows(byte[] png, RasterHeader header) {
        this.lines = new DataInputStream(new InflaterInputStream(new Content(png), new Inflater(), BUFFER_BYTES));
        this.header = header;
        this.pixelBytes = header.channels() * header.bits() / 8;
        this.line = new byte[(int) header.rowBytes()];
        this.above = new byte[(int) header.rowBytes()];
    }

    /** Whether it is one of those. */
    static boolean canRead(byte[] png) throws IOException {
        boolean whole = png.length > HEADER_BYTES && (bits(png) == 8 || bits(png) == 16) && channels(png) > 0;
        return whole
                && png[INTERLACE_AT] == 0
                && PngChunks.of(png).stream().noneMatch(chunk -> chunk.type().equals("tRNS"));
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
    private static final class Content extends InputStream {
        private static final int IDAT = 0x49444154;
        private static final int FRAME_BYTES = 12;

        private final byte[] png;
        private final ByteBuffer numbers;
        private int chunk = PngChunks.signature().length;
        private int at;
        private int end;

        Content(byte[] png) {
            this.png = png;
            this.numbers = ByteBuffer.wrap(png);
        }

        @Override
        public int read() throws IOException {
            return next() ? png[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (!next()) {
                return -1;
            }
            int count = Math.min(length, end - at);
            System.arraycopy(png, at, into, offset, count);
            at += count;
            return count;
        }

        private boolean next() throws EOFException {
            while (at == end) {
                if (chunk > png.length - FRAME_BYTES) {
                    throw new EOFException("no more chunks");
                }
                int length = numbers.getInt(chunk);
                if (length < 0) {
                    throw new EOFException("a chunk of negative length");
                }
                if (numbers.getInt(chunk + 4) == IDAT) {
                    at = chunk + 8;
                    // A chunk that is cut is read as far as it goes.
                    end = (int) Math.min((long) at + length, png.length);
                }
                chunk = (int) Math.min((long) chunk + FRAME_BYTES + length, png.length);
            }
            return true;
        }
    }
}
