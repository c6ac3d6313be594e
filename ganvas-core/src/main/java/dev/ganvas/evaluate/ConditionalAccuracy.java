package dev.ganvas.evaluate;

import dev.ganvas.features.PictureClassifier;
import dev.ganvas.image.Picture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How often a classifier sees in a generated picture the class it was asked for.
 *
 * @param classifier its name
 * @param sha256 its hash
 * @param overall all generated pictures that have a class
 * @param real the same of real pictures: what the classifier itself gets right
 * @param classes each class, the worst first; classes of which no picture was drawn are left out
 */
public record ConditionalAccuracy(String classifier, String sha256, Share overall, Share real, List<OfClass> classes) {
    private static final int BLOCK = 256;

    /** The accuracy of one class. */
    public record OfClass(String name, Share share) {}

    public ConditionalAccuracy {
        classes = List.copyOf(classes);
    }

    /** The accuracy, when classifier, generated and real pictures have the same classes by name; else nothing. */
    static Optional<ConditionalAccuracy> of(PictureClassifier classifier, PictureSet generated, PictureSet real) {
        Set<String> names = Set.copyOf(classifier.classes());
        if (names.isEmpty()
                || !names.equals(Set.copyOf(generated.classes()))
                || !names.equals(Set.copyOf(real.classes()))) {
            return Optional.empty();
        }
        PictureSet judged = labelled(generated);
        List<String> seen = classified(classifier, judged);
        List<OfClass> classes = new ArrayList<>();
        for (String name : classifier.classes()) {
            int[] members = IntStream.range(0, judged.count())
                    .filter(i -> judged.className(i).equals(name))
                    .toArray();
            if (members.length > 0) {
                int hits = (int) IntStream.of(members)
                        .filter(i -> seen.get(i).equals(name))
                        .count();
                classes.add(new OfClass(name, Share.of(hits, members.length)));
            }
        }
        classes.sort(Comparator.comparingDouble(c -> c.share().value()));
        PictureSet others = labelled(real);
        return Optional.of(new ConditionalAccuracy(
                classifier.name(),
                classifier.sha256(),
                share(judged, seen),
                share(others, classified(classifier, others)),
                classes));
    }

    private static PictureSet labelled(PictureSet set) {
        return set.select(IntStream.range(0, set.count())
                .filter(i -> !set.className(i).isEmpty())
                .toArray());
    }

    private static Share share(PictureSet set, List<String> seen) {
        int hits = (int) IntStream.range(0, set.count())
                .filter(i -> seen.get(i).equals(set.className(i)))
                .count();
        return Share.of(hits, set.count());
    }

    private static List<String> classified(PictureClassifier classifier, PictureSet set) {
        List<String> seen = new ArrayList<>();
        Iterator<Picture> pictures = set.stream();
        while (pictures.hasNext()) {
            List<Picture> block = new ArrayList<>();
            while (block.size() < BLOCK && pictures.hasNext()) {
                block.add(pictures.next());
            }
            for (int label : classifier.classify(block)) {
                seen.add(classifier.classes().get(label));
            }
        }
        return seen;
    }

    /** For people; names at most {@code most} classes. */
    String toText(int most) {
        String worst = classes.stream()
                .limit(most)
                .map(c -> String.format(
                        Locale.ROOT, "%s %.1f %%", c.name(), c.share().value() * 100))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "Classes as asked for: %s; real pictures: %s%n  lowest: %s%n  by %s (sha256 %s)%n",
                overall.toTextWithInterval(),
                real.toTextWithInterval(),
                worst,
                classifier,
                sha256.substring(0, Math.min(12, sha256.length())));
    }
}
