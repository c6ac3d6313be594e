package dev.ganvas.vision;

import dev.ganvas.error.Require;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a {@link Classifier} makes of a picture.
 *
 * @param classes names in label order
 * @param probabilities one a class, each in [0, 1], with the sum 1
 */
public record Prediction(List<String> classes, List<Double> probabilities) {
    public Prediction {
        classes = List.copyOf(classes);
        probabilities = List.copyOf(probabilities);
        Require.that(
                !classes.isEmpty() && classes.size() == probabilities.size(),
                classes.size() + " classes, but " + probabilities.size() + " probabilities");
    }

    /** @param probabilities one a class */
    public static Prediction of(List<String> classes, double[] probabilities) {
        return new Prediction(
                classes,
                IntStream.range(0, probabilities.length)
                        .mapToObj(i -> probabilities[i])
                        .toList());
    }

    /** One class for sure. */
    public static Prediction certain(List<String> classes, int label) {
        return new Prediction(
                classes,
                IntStream.range(0, classes.size())
                        .mapToObj(i -> i == label ? 1.0 : 0.0)
                        .toList());
    }

    /** A class and its probability. */
    public record Answer(String name, double probability) {}

    /** The number of the most probable class; the first where several are. */
    public int label() {
        return IntStream.range(0, classes.size())
                .boxed()
                .max(Comparator.comparing((Integer i) -> probabilities.get(i)).thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
    }

    /** The most probable class. */
    public Answer best() {
        return answer(label());
    }

    /** The most probable classes, the best first. */
    public List<Answer> best(int count) {
        return IntStream.range(0, classes.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> -probabilities.get(i)))
                .limit(Require.positive(count, "answers"))
                .map(this::answer)
                .toList();
    }

    /** Whether the picture is none of the classes: the best one's probability lies below the threshold. */
    public boolean isNone(double threshold) {
        return best().probability() < threshold;
    }

    private Answer answer(int label) {
        return new Answer(classes.get(label), probabilities.get(label));
    }
}
