package dev.ganvas.image.raster;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Writes a JPEG row by row. The encoder asks for rows rather than taking them, so it runs in a thread of its own, which is given
 * a few rows ahead.
 */
final class JpegSink implements RasterSink {
    private static final int ROWS_AHEAD = 64;
    private static final int PATIENCE_MILLIS = 100;

    private final BlockingQueue<byte[]> rows = new ArrayBlockingQueue<>(ROWS_AHEAD);
    private final Thread encoder;
    private volatile Throwable failure;

    JpegSink(OutputStream out, RasterHeader header, Encoding.Jpeg encoding) {
        encoder = new Thread(() -> encode(out, header, encoding), "jpeg-encoder");
        encoder.setDaemon(true);
        encoder.start();
    }

    private void encode(OutputStream out, RasterHeader header, Encoding.Jpeg encoding) {
        try {
            JpegEncoder.encode(
                    new RowImage(header.width(), header.height(), header.channels(), rows::take),
                    header,
                    encoding,
                    out);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            failure = e;
        }
    }

    @Override
    public void row(byte[] row) throws IOException {
        byte[] own = row.clone();
        try {
            while (!rows.offer(own, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                requireWell();
                if (!encoder.isAlive()) {
                    throw new IOException("the encoder of JPEG ended before the last row");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void finish() throws IOException {
        try {
            encoder.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        requireWell();
    }

    private void requireWell() throws IOException {
        if (failure != null) {
            throw new IOException("the picture was not encoded as JPEG: " + failure.getMessage(), failure);
        }
    }

    /** The encoder ends where it waits for a row. */
    @Override
    public void close() {
        encoder.interrupt();
    }
}
