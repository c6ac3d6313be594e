package dev.ganvas.evaluate;

import dev.ganvas.evaluate.distribution.Features;
import dev.ganvas.evaluate.distribution.PictureSet;
import dev.ganvas.evaluate.distribution.Proportion;
import dev.ganvas.features.FeatureClassifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
public record ConditionalAccuracy(
        String classifier, String sha256, Proportion overall, Proportion real, List<OfClass> classes) {
    /** The accuracy of one class. */
    public record OfClass(String name, Proportion share) {}

    public ConditionalAccuracy {
        classes = List.copyOf(classes);
    }

    /**
     * The accuracy, when classifier, generated and real pictures have the same classes by name; else nothing.
     *
     * @param generatedFeatures the classifier's of all of {@code generated}, in its order
     * @param realFeatures the same of {@code real}
     */
    static Optional<ConditionalAccuracy> of(
            FeatureClassifier classifier,
            Features generatedFeatures,
            PictureSet generated,
            Features realFeatures,
            PictureSet real) {
        Set<String> names = Set.copyOf(classifier.classes());
        if (names.isEmpty()
                || !names.equals(Set.copyOf(generated.classes()))
                || !names.equals(Set.copyOf(real.classes()))) {
            return Optional.empty();
        }
        int[] labelled = labelled(generated);
        PictureSet evaluated = generated.select(labelled);
        List<String> seen = classified(classifier, generatedFeatures.select(labelled));
        List<OfClass> classes = new ArrayList<>();
        for (String name : classifier.classes()) {
            int[] members = IntStream.range(0, evaluated.count())
                    .filter(i -> evaluated.className(i).equals(name))
                    .toArray();
            if (members.length > 0) {
                int hits = (int) IntStream.of(members)
                        .filter(i -> seen.get(i).equals(name))
                        .count();
                classes.add(new OfClass(name, Proportion.of(hits, members.length)));
            }
        }
        classes.sort(Comparator.comparingDouble(c -> c.share().value()));
        int[] others = labelled(real);
        return Optional.of(new ConditionalAccuracy(
                classifier.name(),
                classifier.sha256(),
                share(evaluated, seen),
                share(real.select(others), classified(classifier, realFeatures.select(others))),
                classes));
    }

    private static int[] labelled(PictureSet set) {
        return IntStream.range(0, set.count())
                .filter(i -> !set.className(i).isEmpty())
                .toArray();
    }

    private static Proportion share(PictureSet set, List<String> seen) {
        int hits = (int) IntStream.range(0, set.count())
                .filter(i -> seen.get(i).equals(set.className(i)))
                .count();
        return Proportion.of(hits, set.count());
    }

    private static List<String> classified(FeatureClassifier classifier, Features features) {
        return Arrays.stream(classifier.classesOf(features.values()))
                .mapToObj(classifier.classes()::get)
                .toList();
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
