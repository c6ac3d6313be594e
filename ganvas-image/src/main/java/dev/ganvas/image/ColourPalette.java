package dev.ganvas.image;

import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Up to 256 colours that stand for all colours of some pictures: median cut in the manner of Heckbert (1982), splitting
 * the box with the largest squared error across its longest spread at the mean (Wu, 1991), then some rounds of k-means. One palette for a
 * whole animation keeps still parts still.
 */
final class ColourPalette {
    private static final int SIZE = 256;
    private static final int BITS = 6;
    private static final int SHIFT = 8 - BITS;
    private static final int LEVELS = 1 << BITS;
    private static final int ROUNDS = 4;

    private final int[][] colours;

    /** The nearest colour by cell of the cube; -1 where nobody asked yet. */
    private final short[] nearest = new short[LEVELS * LEVELS * LEVELS];

    private ColourPalette(int[][] colours) {
        this.colours = colours;
        Arrays.fill(nearest, (short) -1);
    }

    /** Cells of the colour cube that lie together, with their count, and the sum and squared sum of each channel. */
    private static final class Box {
        private final List<double[]> cells;
        private final double[] mean = new double[3];
        private final double[] error = new double[3];

        /** @param cells each {red, green, blue, count} */
        Box(List<double[]> cells) {
            this.cells = cells;
            double count = cells.stream().mapToDouble(cell -> cell[3]).sum();
            for (int c = 0; c < 3; c++) {
                for (double[] cell : cells) {
                    mean[c] += cell[3] * cell[c] / count;
                }
                for (double[] cell : cells) {
                    error[c] += cell[3] * (cell[c] - mean[c]) * (cell[c] - mean[c]);
                }
            }
        }

        double worst() {
            return cells.size() < 2 ? -1 : Math.max(error[0], Math.max(error[1], error[2]));
        }

        List<Box> split() {
            int axis = error[0] >= error[1] && error[0] >= error[2] ? 0 : error[1] >= error[2] ? 1 : 2;
            List<double[]> low = new ArrayList<>();
            List<double[]> high = new ArrayList<>();
            for (double[] cell : cells) {
                (cell[axis] <= mean[axis] ? low : high).add(cell);
            }
            return high.isEmpty() ? List.of() : List.of(new Box(low), new Box(high));
        }
    }

    static ColourPalette of(List<Picture> pictures) {
        List<double[]> cells = cells(pictures);
        List<Box> boxes = new ArrayList<>(List.of(new Box(cells)));
        while (boxes.size() < Math.min(SIZE, cells.size())) {
            Box worst =
                    boxes.stream().max(Comparator.comparingDouble(Box::worst)).orElseThrow();
            List<Box> parts = worst.split();
            if (parts.isEmpty()) {
                break;
            }
            boxes.remove(worst);
            boxes.addAll(parts);
        }
        double[][] centres = boxes.stream().map(box -> box.mean.clone()).toArray(double[][]::new);
        for (int round = 0; round < ROUNDS; round++) {
            centres = moved(centres, cells);
        }
        int[][] colours = new int[centres.length][3];
        for (int i = 0; i < centres.length; i++) {
            for (int c = 0; c < 3; c++) {
                colours[i][c] = (int) Math.round(centres[i][c]);
            }
        }
        return new ColourPalette(colours);
    }

    /** The occupied cells of the cube: mean red, green and blue of the pixels in each, and their count. */
    private static List<double[]> cells(List<Picture> pictures) {
        double[][] all = new double[LEVELS * LEVELS * LEVELS][];
        for (Picture picture : pictures) {
            byte[] rgb = picture.rgb();
            for (int i = 0; i < rgb.length; i += 3) {
                int key = key(rgb, i);
                if (all[key] == null) {
                    all[key] = new double[4];
                }
                for (int c = 0; c < 3; c++) {
                    all[key][c] += rgb[i + c] & 0xff;
                }
                all[key][3]++;
            }
        }
        List<double[]> cells = new ArrayList<>();
        for (double[] cell : all) {
            if (cell != null) {
                for (int c = 0; c < 3; c++) {
                    cell[c] /= cell[3];
                }
                cells.add(cell);
            }
        }
        return cells;
    }

    private static int key(byte[] rgb, int i) {
        return ((rgb[i] & 0xff) >> SHIFT) << 2 * BITS
                | ((rgb[i + 1] & 0xff) >> SHIFT) << BITS
                | (rgb[i + 2] & 0xff) >> SHIFT;
    }

    /** One round of k-means: each centre goes to the mean of the cells it is nearest to. */
    private static double[][] moved(double[][] centres, List<double[]> cells) {
        double[][] sums = new double[centres.length][4];
        for (double[] cell : cells) {
            double[] sum = sums[nearest(centres, cell)];
            for (int c = 0; c < 3; c++) {
                sum[c] += cell[3] * cell[c];
            }
            sum[3] += cell[3];
        }
        double[][] moved = new double[centres.length][3];
        for (int i = 0; i < centres.length; i++) {
            for (int c = 0; c < 3; c++) {
                moved[i][c] = sums[i][3] == 0 ? centres[i][c] : sums[i][c] / sums[i][3];
            }
        }
        return moved;
    }

    private static int nearest(double[][] centres, double[] colour) {
        int best = 0;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < centres.length; i++) {
            double red = centres[i][0] - colour[0];
            double green = centres[i][1] - colour[1];
            double blue = centres[i][2] - colour[2];
            double distance = red * red + green * green + blue * blue;
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    int size() {
        return colours.length;
    }

    IndexColorModel toColorModel() {
        byte[][] channels = new byte[3][SIZE];
        for (int i = 0; i < SIZE; i++) {
            // Unused places repeat the last colour: a table of a power of two needs no other handling.
            int[] colour = colours[Math.min(i, colours.length - 1)];
            for (int c = 0; c < 3; c++) {
                channels[c][i] = (byte) colour[c];
            }
        }
        return new IndexColorModel(8, SIZE, channels[0], channels[1], channels[2]);
    }

    /** Writes the number of the nearest colour of each pixel, by cell of the colour cube. */
    void map(Picture picture, byte[] into) {
        byte[] rgb = picture.rgb();
        double[][] centres = Arrays.stream(colours)
                .map(colour -> Arrays.stream(colour).asDoubleStream().toArray())
                .toArray(double[][]::new);
        double middle = (1 << SHIFT) / 2.0 - 0.5;
        for (int i = 0; i < into.length; i++) {
            int key = key(rgb, 3 * i);
            if (nearest[key] < 0) {
                nearest[key] = (short) nearest(centres, new double[] {
                    (key >> 2 * BITS << SHIFT) + middle,
                    ((key >> BITS & (LEVELS - 1)) << SHIFT) + middle,
                    ((key & (LEVELS - 1)) << SHIFT) + middle
                });
            }
            into[i] = (byte) nearest[key];
        }
    }
}
