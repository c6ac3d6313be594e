package dev.ganvas.explain.counterfactual;

import dev.ganvas.data.PictureSource;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Picture;
import dev.ganvas.image.label.Origin;
import dev.ganvas.vision.Embedder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The pictures of two classes that are nearest to a picture as a network sees them.
 *
 * @param own of the class that the picture was taken for; empty when there is none among the pictures
 * @param other of the class that it is held against
 * @param unreadable pictures of either class that could not be read
 */
public record NearestExamples(Optional<Example> own, Example other, int unreadable) {
    private static final int BATCH = 64;

    /** Nearer ones are taken for the very picture. */
    private static final double SAME = 1e-6;

    /**
     * A picture near another.
     *
     * @param name within its source
     * @param distance one less the cosine of the angle between the feature vectors, 0 to 2
     * @param origin what its file says of it
     */
    public record Example(String name, Picture picture, double distance, Origin.Kind origin) {}

    /**
     * Looks for them; the picture itself is passed over where it is among them.
     *
     * @param among pictures with classes
     * @param own name of the class the picture was taken for; need not be one of {@code among}
     * @param other name of the class it is held against
     * @throws UsageException when {@code among} has no readable picture of the class {@code other}
     */
    public static NearestExamples of(Embedder extractor, Picture picture, PictureSource among, String own, String other)
            throws IOException {
        int label = label(among, other);
        float[] wanted = extractor.embed(List.of(picture));
        Search others = search(extractor, wanted, among, label);
        Search same = search(extractor, wanted, among, among.classes().indexOf(own));
        return new NearestExamples(
                same.nearest,
                others.nearest.orElseThrow(
                        () -> new UsageException(among.name() + " has no other picture of the class '" + other + "'.")),
                others.unreadable + same.unreadable);
    }

    /**
     * The number of a class.
     *
     * @throws UsageException naming the classes there are
     */
    public static int label(PictureSource among, String name) {
        int label = among.classes().indexOf(name);
        if (label < 0) {
            throw new UsageException(among.name() + " has no class '" + name + "'; "
                    + (among.classes().isEmpty()
                            ? "it has no classes: sort the pictures into sub-folders."
                            : "it has " + String.join(", ", among.classes()) + "."));
        }
        return label;
    }

    private static final class Search {
        private Optional<Example> nearest = Optional.empty();
        private int unreadable;
    }

    private static Search search(Embedder extractor, float[] wanted, PictureSource among, int label)
            throws IOException {
        Search search = new Search();
        List<Integer> batch = new ArrayList<>();
        for (int i = 0; i < among.count(); i++) {
            if (label >= 0 && among.label(i).equals(OptionalInt.of(label))) {
                batch.add(i);
            }
            if (batch.size() == BATCH || i == among.count() - 1) {
                look(extractor, wanted, among, batch, search);
                batch.clear();
            }
        }
        return search;
    }

    private static void look(
            Embedder extractor, float[] wanted, PictureSource among, List<Integer> numbers, Search search)
            throws IOException {
        List<Picture> pictures = new ArrayList<>();
        List<Integer> read = new ArrayList<>();
        for (int number : numbers) {
            try {
                pictures.add(among.read(number));
                read.add(number);
            } catch (MalformedFileException e) {
                search.unreadable++;
            }
        }
        float[] vectors = extractor.embed(pictures);
        for (int i = 0; i < pictures.size(); i++) {
            double distance = distance(wanted, vectors, i * wanted.length);
            double best = search.nearest.map(Example::distance).orElse(Double.MAX_VALUE);
            if (distance > SAME && distance < best) {
                search.nearest = Optional.of(
                        new Example(among.itemName(read.get(i)), pictures.get(i), distance, among.origin(read.get(i))));
            }
        }
    }

    private static double distance(float[] a, float[] all, int from) {
        double product = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * all[from + i];
            first += (double) a[i] * a[i];
            second += (double) all[from + i] * all[from + i];
        }
        return first == 0 || second == 0 ? 1 : 1 - product / Math.sqrt(first * second);
    }
}
