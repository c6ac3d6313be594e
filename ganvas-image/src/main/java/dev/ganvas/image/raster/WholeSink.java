package dev.ganvas.image.raster;

import java.io.IOException;
import java.io.OutputStream;

/** Gathers all rows before it writes, for WebP, whose encoder wants the whole picture, of 8 bits. */
final class WholeSink implements RasterSink {
    private final OutputStream out;
    private final Raster raster;
    private int rows;

    WholeSink(OutputStream out, RasterHeader header) {
        this.out = out;
        this.raster = Raster.black(header);
    }

    /** Takes a picture that is whole already. */
    WholeSink(OutputStream out, Raster raster) {
        this.out = out;
        this.raster = raster;
    }

    @Override
    public void row(byte[] row) {
        SampleStore samples = raster.samples();
        int at = rows++ * row.length;
        for (byte value : row) {
            samples.set(at++, value & 0xff);
        }
    }

    @Override
    public void finish() throws IOException {
        out.write(WebpEncoder.encode(raster, (Encoding.Webp) raster.encoding()));
    }
}
