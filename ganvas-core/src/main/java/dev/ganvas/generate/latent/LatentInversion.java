package dev.ganvas.generate.latent;

import dev.ganvas.data.PixelTensors;
import dev.ganvas.engine.optim.Adam;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.FusedOperators.AdamRates;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.Require;
import dev.ganvas.features.PerceptualDistance;
import dev.ganvas.features.RandomFeatures;
import dev.ganvas.generate.Generator;
import dev.ganvas.generate.Latent;
import dev.ganvas.generate.LatentKind;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds the latent point whose picture is nearest to a given one (Zhu et al., "Generative visual manipulation on the
 * natural image manifold", 2016): the best of many random points are improved together by Adam on the latent vector. The
 * loss is the squared pixel difference plus the {@link PerceptualDistance} plus a pull to the shell of radius
 * {@code sqrt(latentSize)} deviations, where nearly all points lie that the generator was trained on.
 *
 * <p>A generator cannot make every picture: what it was not trained on comes back as the nearest thing it knows.
 */
public final class LatentInversion implements AutoCloseable {
    private static final int BLOCK = 32;
    private static final double FEATURE_WEIGHT = 1;
    private static final double SHELL_WEIGHT = 0.3;
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final Generator generator;
    private final RandomFeatures features;
    private final PerceptualDistance perceptual;

    /** @param generator stays the caller's to close */
    public LatentInversion(Generator generator) {
        this.generator = generator;
        this.features = RandomFeatures.create();
        features.to(generator.device());
        this.perceptual = new PerceptualDistance(features);
    }

    /**
     * How hard to look.
     *
     * @param candidates random points to start from, classes in turn
     * @param starts the best of them, which are improved
     * @param steps of Adam
     * @param learningRate of the first step, in deviations of a latent number; falls to zero along a cosine
     * @param seed names the random points
     * @param label the class to look in; all of them when absent
     */
    public record Settings(int candidates, int starts, int steps, double learningRate, Seed seed, OptionalInt label) {
        public Settings {
            Require.within(candidates, 1, 1_000_000, "candidates");
            Require.within(starts, 1, Math.min(candidates, 256), "starts");
            Require.within(steps, 0, 100_000, "steps");
            Require.within(learningRate, 1e-6, 10, "learning rate");
        }

        /** 512 points, the best 8 of which take 300 steps. */
        public static Settings defaults(Seed seed, OptionalInt label) {
            return new Settings(512, 8, 300, 0.1, seed, label);
        }

        public Settings withSteps(int others) {
            return new Settings(candidates, starts, others, learningRate, seed, label);
        }
    }

    /**
     * What was found.
     *
     * @param latent the point
     * @param picture its picture
     * @param target the given picture as the generator could have made it: in its layout
     * @param pixelError root of the mean squared difference of {@code picture} and {@code target}, in levels of 0 to 255
     * @param featureDistance their {@link PerceptualDistance}
     * @param startPixelError the same as {@code pixelError} for the best random point
     */
    public record Projection(
            Latent latent,
            Picture picture,
            Picture target,
            double pixelError,
            double featureDistance,
            double startPixelError) {}

    /** Projects one picture of any size. */
    public Projection project(Picture picture, Settings settings) {
        Picture target = generator.layout().of(picture);
        try (Scope scope = Scope.open()) {
            Tensor wanted = PixelTensors.toTensor(
                            List.of(target), generator.layout().channels(), DType.F32)
                    .to(generator.device());
            List<Latent> starts = best(wanted, settings);
            Latent found = improved(starts, wanted, settings);
            Picture reached = generator.draw(List.of(found)).get(0);
            return new Projection(
                    found,
                    reached,
                    target,
                    Pictures.rootMeanSquaredError(reached, target),
                    perceptual
                            .between(
                                    PixelTensors.toTensor(List.of(reached), DType.F32)
                                            .to(generator.device()),
                                    PixelTensors.rgb(wanted))
                            .item(),
                    Pictures.rootMeanSquaredError(
                            generator.draw(starts.subList(0, 1)).get(0), target));
        }
    }

    private record Scored(Latent latent, double loss) {}

    private List<Latent> best(Tensor wanted, Settings settings) {
        List<Latent> candidates = generator.latents(
                new Generator.Request(settings.candidates(), settings.seed().child("candidates"), 1, settings.label()));
        List<Scored> scored = new ArrayList<>();
        for (int first = 0; first < candidates.size(); first += BLOCK) {
            List<Latent> block = candidates.subList(first, Math.min(first + BLOCK, candidates.size()));
            try (Scope scope = Scope.open();
                    NoGrad off = Autograd.noGrad()) {
                float[] losses = losses(points(block), labels(block), wanted).toFloats();
                for (int i = 0; i < losses.length; i++) {
                    scored.add(new Scored(block.get(i), losses[i]));
                }
            }
        }
        return scored.stream()
                .sorted(Comparator.comparingDouble(Scored::loss))
                .limit(settings.starts())
                .map(Scored::latent)
                .toList();
    }

    /** Improves all starts as one batch; every one keeps the class it began with. */
    private Latent improved(List<Latent> starts, Tensor wanted, Settings settings) {
        double deviation = generator.latentKind().deviation();
        Tensor points = points(starts).requiresGrad(true);
        Optional<Tensor> labels = labels(starts);
        try (Adam adam = new Adam(Map.of("latent", points))) {
            for (int step = 0; step < settings.steps(); step++) {
                double rate = settings.learningRate() * (1 + Math.cos(Math.PI * step / settings.steps())) / 2;
                try (Scope scope = Scope.open()) {
                    Tensor loss = losses(points, labels, wanted).sum();
                    adam.step(
                            Autograd.gradients(loss, List.of(points)),
                            new AdamRates(rate * deviation, BETA1, BETA2, EPSILON));
                    if (generator.latentKind() == LatentKind.UNIFORM) {
                        points.copyFrom(points.detach().clamp(-1, 1));
                    }
                }
            }
        }
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            float[] losses = losses(points, labels, wanted).toFloats();
            int best = 0;
            for (int i = 1; i < losses.length; i++) {
                best = losses[i] < losses[best] ? i : best;
            }
            float[] values = points.narrow(0, best, 1).toFloats();
            return new Latent(values, starts.get(best).label());
        }
    }

    /** {@code [N]}. */
    private Tensor losses(Tensor points, Optional<Tensor> labels, Tensor wanted) {
        Tensor pictures = generator.forward(points, labels);
        Tensor pixels = pictures.sub(wanted).square().mean(1, 2, 3);
        double radius = generator.latentKind().deviation() * Math.sqrt(generator.latentSize());
        Tensor shell = points.square()
                .sum(1)
                .add(EPSILON)
                .sqrt()
                .mul(1 / radius)
                .add(-1)
                .square();
        return pixels.add(perceptual
                        .between(PixelTensors.rgb(pictures), PixelTensors.rgb(wanted))
                        .mul(FEATURE_WEIGHT))
                .add(shell.mul(SHELL_WEIGHT));
    }

    private Tensor points(List<Latent> latents) {
        int size = latents.get(0).values().length;
        float[] all = new float[latents.size() * size];
        for (int i = 0; i < latents.size(); i++) {
            System.arraycopy(latents.get(i).values(), 0, all, i * size, size);
        }
        return generator.device().of(all, latents.size(), size);
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

    @Override
    public void close() {
        features.close();
    }
}
