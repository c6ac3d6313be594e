package dev.ganvas.evaluate.distribution;

import dev.ganvas.features.FeatureClassifier;
import dev.ganvas.image.Picture;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import dev.ganvas.vision.Calibration;
import dev.ganvas.vision.Embedder;
import dev.ganvas.vision.InputContract;
import dev.ganvas.vision.Prediction;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Small noise pictures whose class is their brightness, an extractor that passes pixels on, and one that counts calls. */
public final class ToyPictures {
    public static final List<String> CLASSES = List.of("dark", "light");
    static final int SIDE = 2;

    private ToyPictures() {}

    /** Class {@code i % 2}; the levels of class 0 are about 60, of class 1 about 180. */
    public static PictureSet of(int count, long seed) {
        return new PictureSet(count, i -> picture(i % 2, Seed.of(seed).child(i)), i -> i % 2, CLASSES);
    }

    public static Picture picture(int label, Seed seed) {
        RandomStream stream = seed.stream();
        byte[] rgb = new byte[3 * SIDE * SIDE];
        for (int k = 0; k < rgb.length; k++) {
            rgb[k] = (byte) Math.max(0, Math.min(255, Math.round(60 + 120 * label + 15 * stream.nextGaussian())));
        }
        return new Picture(SIDE, SIDE, rgb);
    }

    /** Counts how often it is asked about a picture. */
    public static class Pixels implements Embedder {
        public final AtomicInteger seen = new AtomicInteger();
        private final String name;

        public Pixels(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String sha256() {
            return name.hashCode() + "0000000000000000";
        }

        @Override
        public int dimension() {
            return 3 * SIDE * SIDE;
        }

        @Override
        public float[] embed(List<Picture> pictures) {
            seen.addAndGet(pictures.size());
            float[] values = new float[pictures.size() * dimension()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (pictures.get(i / dimension()).rgb()[i % dimension()] & 0xff) / 64f;
            }
            return values;
        }

        @Override
        public void close() {}
    }

    /** Tells the classes, in the other order, by a threshold. */
    public static final class Brightness extends Pixels implements FeatureClassifier {
        private final List<String> classes;

        public Brightness(String... classes) {
            super("brightness");
            this.classes = List.of(classes);
        }

        @Override
        public List<String> classes() {
            return classes;
        }

        @Override
        public InputContract input() {
            return InputContract.rgb(SIDE);
        }

        @Override
        public Calibration calibration() {
            return Calibration.NONE;
        }

        @Override
        public List<Prediction> predict(List<Picture> pictures) {
            return IntStream.of(classesOf(embed(pictures)))
                    .mapToObj(label -> Prediction.certain(classes, label))
                    .toList();
        }

        @Override
        public int[] classesOf(float[] features) {
            return IntStream.range(0, features.length / dimension())
                    .map(i -> classes.indexOf(features[i * dimension()] * 64 < 120 ? "dark" : "light"))
                    .toArray();
        }
    }
}
