package dev.ganvas.explain.saliency;

import dev.ganvas.image.Interpolation;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Planes;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Maps by covering parts of the picture and asking again; for classifiers of any kind. What is covered becomes the mean colour. */
final class MaskSaliency {
    /** Masks of RISE; the paper takes 4,000 and more, for pictures of 224 pixels. */
    private static final int MASKS = 1000;

    /** Cells of a mask's side, as in the paper. */
    private static final int CELLS = 7;

    /** How likely a cell is left uncovered, as in the paper. */
    private static final double UNCOVERED = 0.5;

    /** Sides of the covering square that go into the picture's, and its steps that go into its own. */
    private static final int SQUARES_A_SIDE = 4;

    private static final int STEPS_A_SQUARE = 4;
    private static final int BATCH = 64;

    private final BlackBox classifier;

    MaskSaliency(BlackBox classifier) {
        this.classifier = classifier;
    }

    SaliencyMap occlusion(Picture seen, int label) {
        int width = seen.width();
        int height = seen.height();
        int side = Math.max(1, Math.min(width, height) / SQUARES_A_SIDE);
        int stride = Math.max(1, side / STEPS_A_SQUARE);
        Picture plain = Baseline.meanColour(seen);
        List<float[]> masks = new ArrayList<>();
        for (int top = stride - side; top < height; top += stride) {
            for (int left = stride - side; left < width; left += stride) {
                float[] kept = new float[width * height];
                Arrays.fill(kept, 1);
                for (int y = Math.max(0, top); y < Math.min(height, top + side); y++) {
                    Arrays.fill(kept, y * width + Math.max(0, left), y * width + Math.min(width, left + side), 0);
                }
                masks.add(kept);
            }
        }
        float whole = classifier.probabilities(List.of(seen), label)[0];
        float[] left = answers(seen, plain, masks, label);
        float[] map = new float[width * height];
        float[] times = new float[map.length];
        for (int m = 0; m < left.length; m++) {
            float[] kept = masks.get(m);
            for (int i = 0; i < map.length; i++) {
                map[i] += (1 - kept[i]) * (whole - left[m]);
                times[i] += 1 - kept[i];
            }
        }
        for (int i = 0; i < map.length; i++) {
            map[i] /= times[i];
        }
        return SaliencyMap.positive(width, height, map);
    }

    /** From its least value on, since every mask leaves something: only how much more one place matters than another is meant. */
    SaliencyMap rise(Picture seen, int label, Seed seed) {
        Picture plain = Baseline.meanColour(seen);
        float[] map = new float[seen.width() * seen.height()];
        float[] times = new float[map.length];
        for (int first = 0; first < MASKS; first += BATCH) {
            List<float[]> masks = new ArrayList<>();
            for (int m = first; m < Math.min(MASKS, first + BATCH); m++) {
                masks.add(mask(seen.width(), seen.height(), seed.child(m).stream()));
            }
            float[] left = answers(seen, plain, masks, label);
            for (int m = 0; m < left.length; m++) {
                for (int i = 0; i < map.length; i++) {
                    map[i] += left[m] * masks.get(m)[i];
                    times[i] += masks.get(m)[i];
                }
            }
        }
        float least = Float.MAX_VALUE;
        for (int i = 0; i < map.length; i++) {
            map[i] /= Math.max(1, times[i]);
            least = Math.min(least, map[i]);
        }
        for (int i = 0; i < map.length; i++) {
            map[i] -= least;
        }
        return SaliencyMap.positive(seen.width(), seen.height(), map);
    }

    /** A small random mask, enlarged bilinearly by one cell too much and cut to the picture's size at a random place. */
    private static float[] mask(int width, int height, RandomStream random) {
        int cellWidth = (width + CELLS - 1) / CELLS;
        int cellHeight = (height + CELLS - 1) / CELLS;
        Planes cells = Planes.black(CELLS + 1, CELLS + 1, 1);
        for (int i = 0; i < cells.values().length; i++) {
            cells.values()[i] = random.nextDouble() < UNCOVERED ? 1 : 0;
        }
        return Interpolation.BILINEAR
                .resize(cells, (CELLS + 1) * cellWidth, (CELLS + 1) * cellHeight)
                .crop(random.nextInt(cellWidth), random.nextInt(cellHeight), width, height)
                .values();
    }

    private float[] answers(Picture seen, Picture plain, List<float[]> masks, int label) {
        float[] all = new float[masks.size()];
        for (int first = 0; first < all.length; first += BATCH) {
            List<Picture> batch = masks.subList(first, Math.min(all.length, first + BATCH)).stream()
                    .map(mask -> Baseline.mixed(seen, plain, mask))
                    .toList();
            System.arraycopy(classifier.probabilities(batch, label), 0, all, first, batch.size());
        }
        return all;
    }
}
