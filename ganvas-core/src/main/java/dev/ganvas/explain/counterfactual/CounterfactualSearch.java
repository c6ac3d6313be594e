package dev.ganvas.explain.counterfactual;

import dev.ganvas.data.PixelTensors;
import dev.ganvas.engine.optim.Adam;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.FusedOperators.AdamRates;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.Require;
import dev.ganvas.features.DifferentiableClassifier;
import dev.ganvas.generate.Generator;
import dev.ganvas.generate.Latent;
import dev.ganvas.generate.LatentKind;
import dev.ganvas.generate.latent.LatentInversion;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.random.Seed;
import dev.ganvas.vision.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds what would have to change in a picture for another class, in pictures that a generator draws: the picture is projected,
 * and its latent point moved by Adam until the classifier changes its mind, while the picture is held near (Wachter et al.,
 * "Counterfactual explanations without opening the black box", 2017, equation 1: the loss of the wanted answer plus the distance,
 * the latter weighed ever less until the answer is reached). Weights are tried beside each other, each in the class that the
 * point has and, where the generator has it, in the wanted class; of all that reach it, the picture changed least is taken.
 */
public final class CounterfactualSearch implements AutoCloseable {
    private static final double[] DISTANCE_WEIGHTS = {30, 10, 3, 1};
    /** Above the answer's threshold, so that rounding to 8 bits and another way of resizing do not undo it. */
    private static final double AIM = 0.6;

    private static final double RATE = 0.05;
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final DifferentiableClassifier classifier;
    private final Generator generator;
    private final LatentInversion inversion;
    private final int classifierSide;

    /**
     * How hard to look.
     *
     * @param projecting steps of the projection
     * @param changing steps of the change
     */
    public record Settings(int projecting, int changing, Seed seed) {
        public Settings {
            Require.within(projecting, 0, 100_000, "steps");
            Require.within(changing, 1, 100_000, "steps");
        }

        /** 300 and 150 steps. */
        public static Settings defaults(Seed seed) {
            return new Settings(300, 150, seed);
        }
    }

    /**
     * @param classifier stays the caller's to close
     * @param generator stays the caller's to close; draws squares of the classifier's size, or of a whole multiple or part of it
     */
    public CounterfactualSearch(DifferentiableClassifier classifier, Generator generator) {
        this.classifier = classifier;
        this.generator = generator;
        int width = generator.layout().size().width();
        int height = generator.layout().size().height();
        Picture seen = classifier.seen(new Picture(width, height, new byte[3 * width * height]));
        classifierSide = seen.width();
        Require.that(
                width == height
                        && seen.height() == classifierSide
                        && (width % classifierSide == 0 || classifierSide % width == 0),
                "the generator draws " + width + "x" + height + " and the classifier sees " + seen.width() + "x"
                        + seen.height() + "; these must be squares, one side a multiple of the other");
        inversion = new LatentInversion(generator);
    }

    /** Changes one picture of any size into a class of the classifier. */
    public Counterfactual towards(int label, Picture picture, Settings settings) {
        Require.within(label, 0, classifier.classes().size() - 1, "class number");
        int given = answer(picture);
        OptionalInt ownClass = labelOf(classifier.classes().get(given));
        LatentInversion.Projection projection = inversion.project(
                picture,
                LatentInversion.Settings.defaults(settings.seed(), ownClass).withSteps(settings.projecting()));
        List<Latent> starts = starts(projection.latent(), label);
        List<Latent> ends = changed(starts, projection.picture(), label, settings.changing());
        List<Picture> drawn = generator.draw(ends);
        List<Prediction> answers = classifier.predict(drawn);
        int best = 0;
        for (int i = 1; i < ends.size(); i++) {
            best = isBetter(i, best, drawn, answers, projection.picture(), label) ? i : best;
        }
        return new Counterfactual(
                projection,
                given,
                answer(projection.picture()),
                label,
                ends.get(best),
                drawn.get(best),
                answers.get(best).probabilities().get(label));
    }

    private static boolean isBetter(
            int i, int best, List<Picture> drawn, List<Prediction> answers, Picture from, int label) {
        double one = answers.get(i).probabilities().get(label);
        double other = answers.get(best).probabilities().get(label);
        boolean reached = one >= Counterfactual.REACHED;
        if (reached != other >= Counterfactual.REACHED) {
            return reached;
        }
        return reached
                ? Pictures.rootMeanSquaredError(drawn.get(i), from)
                        < Pictures.rootMeanSquaredError(drawn.get(best), from)
                : one > other;
    }

    private int answer(Picture picture) {
        return classifier.classify(List.of(picture))[0];
    }

    /** The generator's number of a class of the classifier's. */
    private OptionalInt labelOf(String name) {
        int number = generator.classes().indexOf(name);
        return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private List<Latent> starts(Latent from, int label) {
        List<Latent> starts = new ArrayList<>();
        OptionalInt wanted = labelOf(classifier.classes().get(label));
        for (int i = 0; i < DISTANCE_WEIGHTS.length; i++) {
            starts.add(from);
        }
        if (wanted.isPresent() && !wanted.equals(from.label())) {
            for (int i = 0; i < DISTANCE_WEIGHTS.length; i++) {
                starts.add(from.as(wanted.getAsInt()));
            }
        }
        return starts;
    }

    /** Moves all starts as one batch; each is taken as it was when it first reached the class, or else as it is at the end. */
    private List<Latent> changed(List<Latent> starts, Picture near, int label, int steps) {
        int size = starts.get(0).values().length;
        float[] all = new float[starts.size() * size];
        float[] weights = new float[starts.size()];
        for (int i = 0; i < starts.size(); i++) {
            System.arraycopy(starts.get(i).values(), 0, all, i * size, size);
            weights[i] = (float) DISTANCE_WEIGHTS[i % DISTANCE_WEIGHTS.length];
        }
        List<Latent> reached = new ArrayList<>(starts);
        boolean[] done = new boolean[starts.size()];
        try (Scope scope = Scope.open()) {
            Tensor points = generator.device().of(all, starts.size(), size).requiresGrad(true);
            Tensor pixels = PixelTensors.rgb(
                    PixelTensors.toTensor(List.of(near), generator.layout().channels(), DType.F32)
                            .to(generator.device()));
            Tensor weighing = generator.device().of(weights, weights.length);
            Optional<Tensor> labels = labels(starts);
            double rate = RATE * generator.latentKind().deviation();
            try (Adam adam = new Adam(Map.of("latent", points))) {
                for (int step = 0; step <= steps; step++) {
                    try (Scope inner = Scope.open()) {
                        Tensor drawn = PixelTensors.rgb(generator.forward(points, labels));
                        Tensor logs = classifier
                                .forward(sized(drawn))
                                .logits()
                                .logSoftmax()
                                .to(generator.device());
                        Tensor wanted = logs.narrow(1, label, 1).reshape(starts.size());
                        note(wanted.toFloats(), points.toFloats(), reached, done, step == steps);
                        Tensor distance = drawn.sub(pixels).square().mean(1, 2, 3);
                        Tensor loss = distance.mul(weighing).sub(wanted).sum();
                        adam.step(
                                Autograd.gradients(loss, List.of(points)), new AdamRates(rate, BETA1, BETA2, EPSILON));
                        stayInside(points);
                    }
                }
            }
        }
        return reached;
    }

    private void note(float[] logs, float[] points, List<Latent> reached, boolean[] done, boolean last) {
        for (int i = 0; i < done.length; i++) {
            if (!done[i] && (last || Math.exp(logs[i]) > AIM)) {
                int size = points.length / done.length;
                float[] values = new float[size];
                System.arraycopy(points, i * size, values, 0, size);
                reached.set(i, new Latent(values, reached.get(i).label()));
                done[i] = true;
            }
        }
    }

    private void stayInside(Tensor points) {
        if (generator.latentKind() == LatentKind.UNIFORM) {
            try (NoGrad off = Autograd.noGrad()) {
                points.copyFrom(points.detach().clamp(-1, 1));
            }
        }
    }

    private Optional<Tensor> labels(List<Latent> latents) {
        return latents.get(0).label().isEmpty()
                ? Optional.empty()
                : Optional.of(generator
                        .device()
                        .ofLongs(
                                latents.stream()
                                        .mapToLong(latent -> latent.label().getAsInt())
                                        .toArray(),
                                latents.size()));
    }

    /** In the classifier's size: means of squares where it is smaller, each pixel repeated where it is larger. */
    private Tensor sized(Tensor drawn) {
        int side = (int) drawn.size(2);
        if (side == classifierSide) {
            return drawn;
        }
        if (side > classifierSide) {
            return drawn.averagePool(side / classifierSide);
        }
        long[] repeated = new long[classifierSide];
        for (int i = 0; i < classifierSide; i++) {
            repeated[i] = (long) i * side / classifierSide;
        }
        Tensor index = drawn.device().ofLongs(repeated, classifierSide);
        return drawn.indexSelect(2, index).indexSelect(3, index);
    }

    @Override
    public void close() {
        inversion.close();
    }
}
