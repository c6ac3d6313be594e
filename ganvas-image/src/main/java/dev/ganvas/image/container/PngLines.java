package dev.ganvas.image.container;

import java.io.IOException;
import java.io.OutputStream;

/** The lines of a PNG, each through the filter that suits it best (ISO/IEC 15948, 9 and 12.8), on their way to be deflated. */
public final class PngLines {
    private static final int FILTERS = 5;

    private final OutputStream deflating;
    private final int bytesPerPixel;
    private final byte[][] candidates;
    private byte[] above;
    private byte[] line;

    /**
     * Nothing is written yet.
     *
     * @param deflating takes the filtered lines
     * @param lineBytes bytes of a line
     * @param bytesPerPixel bytes from a value to that of the pixel to the right
     */
    public PngLines(OutputStream deflating, int lineBytes, int bytesPerPixel) {
        this.deflating = deflating;
        this.bytesPerPixel = bytesPerPixel;
        this.candidates = new byte[FILTERS][lineBytes + 1];
        this.above = new byte[lineBytes];
        this.line = new byte[lineBytes];
    }

    /** Writes the next line, which begins at {@code at}. */
    public void write(byte[] pixels, int at) throws IOException {
        System.arraycopy(pixels, at, line, 0, line.length);
        deflating.write(best());
        byte[] done = above;
        above = line;
        line = done;
    }

    /** The filtered line with the least sum of absolute differences, the heuristic that the specification suggests. */
    private byte[] best() {
        int best = 0;
        long least = Long.MAX_VALUE;
        for (int filter = 0; filter < FILTERS; filter++) {
            byte[] out = candidates[filter];
            out[0] = (byte) filter;
            long sum = 0;
            for (int i = 0; i < line.length; i++) {
                int left = i < bytesPerPixel ? 0 : line[i - bytesPerPixel] & 0xff;
                int corner = i < bytesPerPixel ? 0 : above[i - bytesPerPixel] & 0xff;
                byte difference = (byte) (line[i] - predicted(filter, left, above[i] & 0xff, corner));
                out[i + 1] = difference;
                sum += Math.abs(difference);
            }
            if (sum < least) {
                least = sum;
                best = filter;
            }
        }
        return candidates[best];
    }

    private static int predicted(int filter, int left, int up, int corner) {
        return switch (filter) {
            case 0 -> 0;
            case 1 -> left;
            case 2 -> up;
            case 3 -> (left + up) / 2;
            default -> paeth(left, up, corner);
        };
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
}
