package dev.ganvas.recognize.learn;

import dev.ganvas.data.PixelCache;
import dev.ganvas.data.PixelShape;
import dev.ganvas.error.Require;
import dev.ganvas.image.Picture;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Pictures with labels to learn from, others with labels to measure by, and those without. The same for every seed of a training,
 * so that runs can be compared.
 *
 * @param cache of all real pictures
 * @param generated pictures of the same size, whose numbers follow those of {@code cache}; learned from alone
 * @param classes names in label order
 * @param labels the class of each picture; -1 where it has none
 * @param training numbers of the pictures whose labels are learned
 * @param heldOut numbers of the pictures to measure by
 * @param unlabelled numbers of the pictures to learn from without labels; none where they are fewer than those with
 */
record LabelledPictures(
        PixelCache cache,
        Optional<PixelCache> generated,
        List<String> classes,
        int[] labels,
        int[] training,
        int[] heldOut,
        int[] unlabelled) {
    /** More than these make a measurement no better than its purpose needs. */
    static final int MOST_HELD_OUT = 1000;

    /** From so many labelled pictures on, all that is learned comes from these. */
    static final int MANY = 10_000;

    /** Names of a folder whose pictures have no class. */
    private static final Set<String> NO_CLASS = Set.of("unlabelled", "unlabeled");

    private static final double EVEN = 1.5;
    private static final double MOST_APART = 10;
    private static final int FEW = 2000;
    private static final int ONE_OF_FEW = 5;
    private static final int ONE_OF_MANY = 10;

    /**
     * @param labelsEach how many labels of each class to use; absent for all
     * @throws dev.ganvas.error.UsageException when there are fewer than two classes, or one has a single picture
     */
    static LabelledPictures of(PixelCache cache, OptionalInt labelsEach) {
        List<String> classes = cache.classes().stream()
                .filter(name -> !NO_CLASS.contains(name.toLowerCase(Locale.ROOT)))
                .toList();
        Require.that(
                classes.size() > 1,
                cache.sourceName() + (classes.isEmpty() ? " has no classes to tell apart" : " has one class only")
                        + "; sort the pictures into sub-folders or name their labels in labels.csv, or train features,"
                        + " which need none.");
        int[] labels = new int[cache.count()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] =
                    cache.label(i) < 0 ? -1 : classes.indexOf(cache.classes().get(cache.label(i)));
        }
        return split(cache, classes, labels, labelsEach);
    }

    private static LabelledPictures split(
            PixelCache cache, List<String> classes, int[] labels, OptionalInt labelsEach) {
        List<List<Integer>> byClass = new ArrayList<>();
        for (int i = 0; i < classes.size(); i++) {
            byClass.add(new ArrayList<>());
        }
        List<Integer> unlabelled = new ArrayList<>();
        for (int i : shuffled(labels.length)) {
            (labels[i] < 0 ? unlabelled : byClass.get(labels[i])).add(i);
        }
        int labelled = labels.length - unlabelled.size();
        double part =
                labelled <= FEW ? 1.0 / ONE_OF_FEW : Math.min(1.0 / ONE_OF_MANY, (double) MOST_HELD_OUT / labelled);
        List<Integer> training = new ArrayList<>();
        List<Integer> heldOut = new ArrayList<>();
        for (int c = 0; c < classes.size(); c++) {
            List<Integer> members = byClass.get(c);
            Require.that(
                    members.size() > 1,
                    "the class " + classes.get(c) + " has one picture; one is learned from and one is measured by, so"
                            + " each class needs two at least");
            int aside = Math.max(1, (int) Math.round(part * members.size()));
            heldOut.addAll(members.subList(0, aside));
            List<Integer> others = members.subList(aside, members.size());
            int used = Math.min(others.size(), labelsEach.orElse(others.size()));
            training.addAll(others.subList(0, used));
            unlabelled.addAll(others.subList(used, others.size()));
        }
        // A few stray pictures teach nothing that many labels do not.
        boolean worthwhile = training.size() < MANY && unlabelled.size() >= training.size();
        return new LabelledPictures(
                cache,
                Optional.empty(),
                classes,
                labels,
                sorted(training),
                sorted(heldOut),
                sorted(worthwhile ? unlabelled : List.of()));
    }

    /** The same, with other pictures to measure by. */
    LabelledPictures measuredBy(int[] others) {
        return new LabelledPictures(cache, generated, classes, labels, training, others, unlabelled);
    }

    /**
     * The pictures to measure by in two parts, each class halved: some to choose by, and some to tell by what the choice comes to.
     *
     * @return the larger half of each class first
     */
    List<int[]> halvesHeldOut() {
        List<Integer> first = new ArrayList<>();
        List<Integer> second = new ArrayList<>();
        int[] seen = new int[classes.size()];
        for (int item : heldOut) {
            (seen[labels[item]]++ % 2 == 0 ? first : second).add(item);
        }
        return List.of(sorted(first), sorted(second));
    }

    /**
     * The same with generated pictures to learn from.
     *
     * @param pictures of the size of the real ones; classes are told by their names
     * @param perReal how many for each real picture of a class; fewer where there are not so many
     * @param realToo whether the real ones are learned from as well
     */
    LabelledPictures with(PixelCache pictures, double perReal, boolean realToo) {
        int[] all = Arrays.copyOf(labels, labels.length + pictures.count());
        int[] wanted = new int[classes.size()];
        for (int item : training) {
            wanted[labels[item]]++;
        }
        Arrays.setAll(wanted, c -> (int) Math.round(wanted[c] * perReal));
        List<Integer> learned = new ArrayList<>();
        if (realToo) {
            Arrays.stream(training).forEach(learned::add);
        }
        for (int i = 0; i < pictures.count(); i++) {
            int label = pictures.label(i) < 0
                    ? -1
                    : classes.indexOf(pictures.classes().get(pictures.label(i)));
            all[labels.length + i] = label;
            if (label >= 0 && wanted[label]-- > 0) {
                learned.add(labels.length + i);
            }
        }
        return new LabelledPictures(cache, Optional.of(pictures), classes, all, sorted(learned), heldOut, unlabelled);
    }

    /** Numbers of all pictures that are learned from, with labels and without. */
    int[] learnedFrom() {
        return IntStream.concat(Arrays.stream(training), Arrays.stream(unlabelled))
                .toArray();
    }

    /** How many of the pictures that are learned from with their labels are real. */
    int realOnes() {
        return (int)
                Arrays.stream(training).filter(item -> item < cache.count()).count();
    }

    /** What each picture is. */
    PixelShape shape() {
        return cache.shape();
    }

    /** Copies a picture's bytes to {@code into} from {@code offset} on, see {@link PixelCache#read}. */
    void read(int item, byte[] into, int offset) {
        if (item < cache.count()) {
            cache.read(item, into, offset);
        } else {
            generated.orElseThrow().read(item - cache.count(), into, offset);
        }
    }

    Picture picture(int item) {
        return item < cache.count()
                ? cache.picture(item)
                : generated.orElseThrow().picture(item - cache.count());
    }

    private static int[] shuffled(int count) {
        int[] order = new int[count];
        Arrays.setAll(order, i -> i);
        Seed.of(0).child("held out").stream().shuffle(order);
        return order;
    }

    private static int[] sorted(List<Integer> items) {
        List<Integer> copy = new ArrayList<>(items);
        Collections.sort(copy);
        return copy.stream().mapToInt(i -> i).toArray();
    }

    /** Labels of these pictures. */
    int[] labels(int[] items) {
        return Arrays.stream(items).map(item -> labels[item]).toArray();
    }

    /**
     * What the loss of a picture of each class is multiplied by: the inverse of how many there are, so that all classes weigh alike
     * together; 1 for all where none has more than one and a half times as many as another. At most 10 times apart.
     */
    double[] weights() {
        int[] counts = new int[classes.size()];
        for (int item : training) {
            counts[labels[item]]++;
        }
        double most = Arrays.stream(counts).max().orElseThrow();
        double[] weights = new double[counts.length];
        double sum = 0;
        for (int c = 0; c < counts.length; c++) {
            weights[c] = Math.min(MOST_APART, most / counts[c]);
            sum += weights[c] * counts[c];
        }
        boolean even = Arrays.stream(weights).max().orElseThrow() <= EVEN;
        for (int c = 0; c < counts.length; c++) {
            weights[c] = even ? 1 : weights[c] * training.length / sum;
        }
        return weights;
    }
}
