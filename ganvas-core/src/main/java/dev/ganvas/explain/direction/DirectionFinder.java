package dev.ganvas.explain.direction;

import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.evaluate.distribution.PrincipalAxes;
import dev.ganvas.features.RandomFeatures;
import dev.ganvas.generate.Generator;
import dev.ganvas.generate.Latent;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The three ways to find directions worth looking at. Each returns vectors of length 1, the most promising first. */
final class DirectionFinder {
    private static final int BATCH = 64;

    /** Batches that the mean metric is taken over. */
    private static final int METRIC_BATCHES = 24;

    private static final double REGRESSION_PENALTY = 0.01;

    private final Generator generator;
    private final Seed seed;
    private final OptionalInt label;

    /** @param label of the class to look in; all in turn when absent */
    DirectionFinder(Generator generator, Seed seed, OptionalInt label) {
        this.generator = generator;
        this.seed = seed;
        this.label = label;
    }

    /**
     * Closed form: the eigenvectors of {@code A' A}, with {@code A} the matrix that latent vectors meet first (SeFa: Shen
     * and Zhou, 2021, equation 5). Empty where the network has no such matrix.
     */
    Optional<List<float[]>> ofFirstLayer(int count) {
        int size = generator.latentSize();
        return generator.latentWeight().map(weight -> {
            double[] product = new double[size * size];
            for (int row = 0; row < weight.length; row += size) {
                addOuterProduct(weight, row, product, size);
            }
            return PrincipalAxes.of(product, size, count);
        });
    }

    /**
     * From what the pictures do: the eigenvectors of the mean of {@code J' J}, with {@code J} the Jacobian of what is seen of
     * a picture (its pixels and every stage of the random features, each scaled to the same size) by its latent
     * vector (Wang and Ponce, "The geometry of deep generative image models and its applications", 2021). {@code J' J} is
     * estimated without bias from products with vectors of random signs (Hutchinson, 1989), one a picture.
     */
    List<float[]> ofPictures(int count) {
        int size = generator.latentSize();
        double[] metric = new double[size * size];
        RandomStream signs = seed.child("signs").stream();
        List<Latent> points =
                generator.latents(new Generator.Request(METRIC_BATCHES * BATCH, seed.child("metric"), 1, label));
        double[] scales = null;
        try (RandomFeatures features = RandomFeatures.create()) {
            features.to(generator.device());
            for (int first = 0; first < points.size(); first += BATCH) {
                try (Scope scope = Scope.open()) {
                    List<Latent> batch = points.subList(first, first + BATCH);
                    Tensor latent = tensor(batch).requiresGrad(true);
                    Tensor pictures = generator.forward(latent, labels(batch));
                    List<Tensor> seen = new ArrayList<>(List.of(pictures));
                    seen.addAll(features.maps(pictures));
                    scales = scales == null ? scales(seen) : scales;
                    Tensor sum = generator.device().zeros(DType.F32);
                    for (int k = 0; k < seen.size(); k++) {
                        sum = sum.add(
                                seen.get(k).mul(signs(seen.get(k), signs)).sum().mul(scales[k]));
                    }
                    float[] gradients =
                            Autograd.gradients(sum, List.of(latent)).get(0).toFloats();
                    for (int row = 0; row < gradients.length; row += size) {
                        addOuterProduct(gradients, row, metric, size);
                    }
                }
            }
        }
        return PrincipalAxes.of(metric, size, count);
    }

    /**
     * From names: for each measure the direction of its steepest linear growth, by ridge regression from latent vectors
     * (as InterFaceGAN, Shen et al. 2020, separates attributes by planes).
     *
     * @param points latent points
     * @param values the measures of their pictures
     */
    List<float[]> ofMeasures(List<Latent> points, double[][] values) {
        double[][] inputs = points.stream()
                .map(point -> {
                    double[] row = new double[point.values().length];
                    Arrays.setAll(row, i -> point.values()[i]);
                    return row;
                })
                .toArray(double[][]::new);
        RidgeRegression regression = new RidgeRegression(inputs, values, REGRESSION_PENALTY);
        List<float[]> directions = new ArrayList<>();
        for (int k = 0; k < values[0].length; k++) {
            double square = 0;
            for (int i = 0; i < generator.latentSize(); i++) {
                square += regression.weight(i, k) * regression.weight(i, k);
            }
            float[] direction = new float[generator.latentSize()];
            for (int i = 0; i < direction.length; i++) {
                direction[i] = (float) (regression.weight(i, k) / Math.sqrt(Math.max(square, Double.MIN_NORMAL)));
            }
            directions.add(direction);
        }
        return directions;
    }

    private static void addOuterProduct(float[] rows, int at, double[] to, int size) {
        for (int i = 0; i < size; i++) {
            double value = rows[at + i];
            for (int j = 0; j < size; j++) {
                to[i * size + j] += value * rows[at + j];
            }
        }
    }

    /** One over the root of the summed squares a picture, so that no stage counts for more because it is larger. */
    private static double[] scales(List<Tensor> seen) {
        return seen.stream()
                .mapToDouble(x -> 1 / Math.sqrt(x.square().sum().item() / x.size(0) + 1e-12))
                .toArray();
    }

    private static Tensor signs(Tensor like, RandomStream random) {
        float[] values = new float[Math.toIntExact(like.count())];
        long bits = 0;
        for (int i = 0; i < values.length; i++) {
            bits = i % Long.SIZE == 0 ? random.nextLong() : bits >>> 1;
            values[i] = (bits & 1) == 0 ? -1 : 1;
        }
        return like.device().of(values, like.shape());
    }

    private Tensor tensor(List<Latent> points) {
        int size = points.get(0).values().length;
        float[] all = new float[points.size() * size];
        for (int i = 0; i < points.size(); i++) {
            System.arraycopy(points.get(i).values(), 0, all, i * size, size);
        }
        return generator.device().of(all, points.size(), size);
    }

    private Optional<Tensor> labels(List<Latent> points) {
        long[] numbers =
                points.stream().mapToLong(point -> point.label().orElse(-1)).toArray();
        return points.get(0).label().isEmpty()
                ? Optional.empty()
                : Optional.of(generator.device().ofLongs(numbers, numbers.length));
    }
}
