package dev.ganvas.image.watermark;

/**
 * What storing a picture as JPEG leaves of its luma: the cosine transform of blocks of 8 x 8, each coefficient rounded to a multiple of
 * its divisor (ITU-T T.81, A.3.3 and A.3.4). What is coded without loss is left out.
 *
 * @param divisors of the coefficients, 64 row by row; not copied
 * @param width of the picture
 * @param height of the picture
 */
record StoredLuma(int[] divisors, int width, int height) {
    private static final int BLOCK = 8;
    private static final float MIDDLE = 128;
    static final float WHITE = 255;

    /** Row {@code u} is the cosine of {@code u} half waves in a block, orthonormal. */
    private static final float[] COSINES = cosines();

    /** @param luma row by row, in levels of 255; what lies outside is cut off */
    float[] of(float[] luma) {
        float[] stored = new float[luma.length];
        float[] block = new float[BLOCK * BLOCK];
        float[] half = new float[block.length];
        for (int top = 0; top < height; top += BLOCK) {
            for (int left = 0; left < width; left += BLOCK) {
                for (int i = 0; i < block.length; i++) {
                    int y = Math.min(height - 1, top + i / BLOCK);
                    int x = Math.min(width - 1, left + i % BLOCK);
                    block[i] = Math.max(0, Math.min(WHITE, luma[y * width + x])) - MIDDLE;
                }
                transformed(block, half, true);
                for (int i = 0; i < block.length; i++) {
                    block[i] = Math.round(block[i] / divisors[i]) * divisors[i];
                }
                transformed(block, half, false);
                for (int i = 0; i < block.length; i++) {
                    int y = top + i / BLOCK;
                    int x = left + i % BLOCK;
                    if (y < height && x < width) {
                        stored[y * width + x] = Math.max(0, Math.min(WHITE, block[i] + MIDDLE));
                    }
                }
            }
        }
        return stored;
    }

    /** In place, rows and then columns; each pass lays the block on its side. @param half overwritten */
    private static void transformed(float[] block, float[] half, boolean forward) {
        turned(block, half, forward);
        turned(half, block, forward);
    }

    private static void turned(float[] from, float[] to, boolean forward) {
        for (int row = 0; row < BLOCK; row++) {
            for (int u = 0; u < BLOCK; u++) {
                float sum = 0;
                for (int x = 0; x < BLOCK; x++) {
                    sum += from[row * BLOCK + x] * (forward ? COSINES[u * BLOCK + x] : COSINES[x * BLOCK + u]);
                }
                to[u * BLOCK + row] = sum;
            }
        }
    }

    private static float[] cosines() {
        float[] cosines = new float[BLOCK * BLOCK];
        for (int u = 0; u < BLOCK; u++) {
            double length = Math.sqrt((u == 0 ? 1.0 : 2.0) / BLOCK);
            for (int x = 0; x < BLOCK; x++) {
                cosines[u * BLOCK + x] = (float) (length * StrictMath.cos(Math.PI * (2 * x + 1) * u / (2 * BLOCK)));
            }
        }
        return cosines;
    }
}
