package dev.ganvas.recognize.learn;

import dev.ganvas.data.Augmentation;
import dev.ganvas.data.PixelShape;
import dev.ganvas.random.RandomStream;

/** How a picture is changed before it is learned from, so that it still shows its class. */
interface PictureChange {
    /**
     * Changes one picture.
     *
     * @param pixels of {@code shape}, RGB
     * @param pass how often all pictures have been shown before
     * @param into receives as many from {@code offset} on
     */
    void apply(byte[] pixels, PixelShape shape, long pass, RandomStream random, byte[] into, int offset);

    /**
     * Moved by up to a sixteenth of the side, and mirrored in every other pass, so that two passes show all of both sides (Jordan,
     * 2024, section 3.6); what comes in is the mirror of what is at the edge.
     *
     * @param mirrored whether left and right may be exchanged
     */
    record Moved(boolean mirrored) implements PictureChange {
        private static final int MOVED = 16;

        @Override
        public void apply(byte[] pixels, PixelShape shape, long pass, RandomStream random, byte[] into, int offset) {
            int width = shape.width();
            int height = shape.height();
            int most = Math.max(1, width / MOVED);
            int right = random.nextInt(-most, most);
            int down = random.nextInt(-most, most);
            boolean mirror = mirrored && ((parity(pixels) ^ pass) & 1) == 1;
            for (int y = 0; y < height; y++) {
                int row = reflected(y + down, height) * width;
                for (int x = 0; x < width; x++) {
                    int from = (row + reflected((mirror ? width - 1 - x : x) + right, width)) * 3;
                    int to = offset + (y * width + x) * 3;
                    into[to] = pixels[from];
                    into[to + 1] = pixels[from + 1];
                    into[to + 2] = pixels[from + 2];
                }
            }
        }

        /** A bit that belongs to the picture, so that half of all begin mirrored. */
        private static long parity(byte[] pixels) {
            int hash = 0;
            for (int i = 0; i < pixels.length; i += 97) {
                hash = 31 * hash + pixels[i];
            }
            return Integer.bitCount(hash);
        }

        private static int reflected(int at, int length) {
            int inside = at < 0 ? -at : at;
            return inside < length ? inside : 2 * (length - 1) - inside;
        }
    }

    /** Enlarged parts in slightly other colours, for pictures that show their class in many places. */
    record Cropped(boolean mirrored) implements PictureChange {
        private static final double SMALLEST = 0.4;
        private static final double COLOUR = 0.2;

        @Override
        public void apply(byte[] pixels, PixelShape shape, long pass, RandomStream random, byte[] into, int offset) {
            new Augmentation(0, SMALLEST, COLOUR, 0, mirrored).apply(pixels, shape, random, into, offset);
        }
    }

    /** What is usual for pictures of a size. */
    static PictureChange usual(PixelShape shape, boolean mirrored) {
        return shape.width() < 48 ? new Moved(mirrored) : new Cropped(mirrored);
    }
}
