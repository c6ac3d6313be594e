package dev.ganvas.explain.direction;

import dev.ganvas.data.PictureSource;
import dev.ganvas.data.PixelLayout;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.Require;
import dev.ganvas.features.RandomFeatures;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Guesses attributes of pictures: ridge regressions from random features and an 8 x 8 thumbnail to each attribute's
 * value ({@code hair-color=black}: 1 or 0), learned from pictures whose attributes are known. Only attributes that it
 * guesses well on pictures held back from learning are kept.
 *
 * <p>It answers of any picture, even of a kind that it has never seen; {@link #familiarity} says whether to believe it.
 */
public final class AttributeProbe implements PictureMeasures, AutoCloseable {
    /** Pictures to learn from and to test on, at most. */
    public static final int MOST_PICTURES = 2400;

    /** Correlation of guess and truth on held-back pictures from which on an attribute is kept. */
    public static final double LEAST_CORRELATION = 0.6;

    /** A value that fewer, or all but fewer, of the pictures have tells too little. */
    private static final double RAREST = 0.06;

    private static final double PENALTY = 0.05;
    private static final int HELD_BACK = 4;
    private static final int THUMBNAIL = 8;

    private final RandomFeatures features;
    private final RidgeRegression regression;
    private final Map<String, Integer> columns;
    private final Map<String, Double> correlations;
    private final Familiarity.Reference reference;

    private AttributeProbe(
            RandomFeatures features,
            RidgeRegression regression,
            Map<String, Integer> columns,
            Map<String, Double> correlations,
            Familiarity.Reference reference) {
        this.features = features;
        this.regression = regression;
        this.columns = columns;
        this.correlations = correlations;
        this.reference = reference;
    }

    /**
     * Learns from a source; pictures that cannot be read are passed over.
     *
     * @param layout what pictures are made into, that of the pictures to be evaluated
     * @throws dev.ganvas.error.UsageException when the source knows no attributes and no classes
     */
    public static AttributeProbe learn(PictureSource source, PixelLayout layout) throws IOException {
        List<Picture> pictures = new ArrayList<>();
        List<Map<String, String>> attributes = new ArrayList<>();
        int count = Math.min(source.count(), MOST_PICTURES);
        for (int i = 0; i < count; i++) {
            int index = (int) ((long) i * source.count() / count);
            try {
                pictures.add(layout.of(source.read(index)));
                attributes.add(known(source, index));
            } catch (MalformedFileException unreadable) {
                // 'ganvas data inspect' lists such files; one more or less changes no regression.
                continue;
            }
        }
        List<String> names = values(attributes);
        Require.that(
                !names.isEmpty() && pictures.size() >= 2 * HELD_BACK,
                source.name() + " says nothing of its pictures that could be learned;"
                        + " give class folders, or a toybox such as toybox:face");
        double[][] targets = attributes.stream()
                .map(of -> names.stream()
                        .mapToDouble(name -> holds(of, name) ? 1 : 0)
                        .toArray())
                .toArray(double[][]::new);
        return Scope.making(() -> learn(RandomFeatures.create(), pictures, names, targets));
    }

    private static AttributeProbe learn(
            RandomFeatures features, List<Picture> pictures, List<String> names, double[][] targets) {
        double[][] inputs = inputs(features, pictures);
        RidgeRegression learned = new RidgeRegression(part(inputs, false), part(targets, false), PENALTY);
        double[][] guessed = learned.predict(part(inputs, true));
        Map<String, Integer> columns = new LinkedHashMap<>();
        Map<String, Double> correlations = new LinkedHashMap<>();
        for (int k = 0; k < names.size(); k++) {
            double correlation = RidgeRegression.correlation(guessed, part(targets, true), k);
            if (correlation >= LEAST_CORRELATION) {
                columns.put(names.get(k), k);
                correlations.put(names.get(k), correlation);
            }
        }
        return new AttributeProbe(
                features,
                learned,
                columns,
                correlations,
                new Familiarity.Reference(part(inputs, false), part(inputs, true)));
    }

    private static Map<String, String> known(PictureSource source, int index) {
        Map<String, String> known = new LinkedHashMap<>(source.attributes(index));
        source.label(index)
                .ifPresent(label -> known.put("class", source.classes().get(label)));
        return known;
    }

    /** Every {@code key=value} that is neither rare nor nearly everywhere. */
    private static List<String> values(List<Map<String, String>> attributes) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        attributes.forEach(of -> of.forEach((key, value) -> counts.merge(key + "=" + value, 1, Integer::sum)));
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= RAREST * attributes.size()
                        && entry.getValue() <= (1 - RAREST) * attributes.size())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean holds(Map<String, String> attributes, String name) {
        int equals = name.indexOf('=');
        return name.substring(equals + 1).equals(attributes.get(name.substring(0, equals)));
    }

    private static double[][] part(double[][] rows, boolean heldBack) {
        List<double[]> part = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            // Mixed first: classes often take turns, in step with any plain remainder.
            if ((i * 0x9e3779b1 >>> 16) % HELD_BACK == 0 == heldBack) {
                part.add(rows[i]);
            }
        }
        return part.toArray(double[][]::new);
    }

    private static double[][] inputs(RandomFeatures features, List<Picture> pictures) {
        float[] extracted = features.embed(pictures);
        int dimension = features.dimension();
        double[][] rows = new double[pictures.size()][dimension + 3 * THUMBNAIL * THUMBNAIL];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < dimension; j++) {
                rows[i][j] = extracted[i * dimension + j];
            }
            byte[] rgb = Pictures.resize(pictures.get(i), THUMBNAIL, THUMBNAIL).rgb();
            for (int j = 0; j < rgb.length; j++) {
                rows[i][dimension + j] = rgb[j] & 0xff;
            }
        }
        return rows;
    }

    /** Correlation of guess and truth on held-back pictures, by attribute. */
    public Map<String, Double> correlations() {
        return correlations;
    }

    /** Whether pictures are of the kind that this has learned from, which its answers presume. */
    public Familiarity familiarity(List<Picture> pictures) {
        return reference.of(inputs(features, pictures));
    }

    @Override
    public List<String> names() {
        return List.copyOf(columns.keySet());
    }

    @Override
    public double[][] of(List<Picture> pictures) {
        int[] wanted = columns.values().stream().mapToInt(Integer::intValue).toArray();
        return Arrays.stream(regression.predict(inputs(features, pictures)))
                .map(row -> Arrays.stream(wanted).mapToDouble(k -> row[k]).toArray())
                .toArray(double[][]::new);
    }

    @Override
    public void close() {
        features.close();
    }
}
