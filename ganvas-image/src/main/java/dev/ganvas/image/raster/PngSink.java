package dev.ganvas.image.raster;

import dev.ganvas.image.container.PngChunks;
import dev.ganvas.image.container.PngLines;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes a PNG (ISO/IEC 15948) row by row. */
final class PngSink implements RasterSink {
    /** Bytes of an IDAT; readers take any. */
    private static final int PIECE_BYTES = 1 << 16;

    private final DataOutputStream out;
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
    private final DeflaterOutputStream deflating;
    private final PngLines lines;

    PngSink(OutputStream file, RasterHeader header) throws IOException {
        out = new DataOutputStream(file);
        out.write(PngChunks.signature());
        PngChunks.write(out, "IHDR", header(header));
        PngMetadata.write(out, header.metadata());
        deflating = new DeflaterOutputStream(new Pieces(out), deflater, PIECE_BYTES);
        lines = new PngLines(deflating, (int) header.rowBytes(), header.channels() * header.bits() / 8);
    }

    private static byte[] header(RasterHeader header) {
        int colourType =
                switch (header.channels()) {
                    case 1 -> 0;
                    case 2 -> 4;
                    case 3 -> 2;
                    default -> 6;
                };
        // Deflate, adaptive filters, not interlaced.
        return ByteBuffer.allocate(13)
                .putInt(header.width())
                .putInt(header.height())
                .put((byte) header.bits())
                .put((byte) colourType)
                .array();
    }

    @Override
    public void row(byte[] row) throws IOException {
        lines.write(row, 0);
    }

    @Override
    public void finish() throws IOException {
        deflating.finish();
        PngChunks.write(out, "IEND", new byte[0]);
        out.flush();
    }

    @Override
    public void close() {
        deflater.end();
    }

    /** Makes a chunk of each piece that the deflater gives. */
    private static final class Pieces extends OutputStream {
        private final DataOutputStream out;

        Pieces(DataOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            // The deflater's buffer is always given from its beginning.
            PngChunks.write(out, "IDAT", from == 0 ? bytes : Arrays.copyOfRange(bytes, from, from + length), length);
        }
    }
}
