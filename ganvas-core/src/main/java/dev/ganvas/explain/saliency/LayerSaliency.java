package dev.ganvas.explain.saliency;

import dev.ganvas.data.PixelTensors;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.UsageException;
import dev.ganvas.features.DifferentiableClassifier;
import dev.ganvas.features.DifferentiableClassifier.Pass;
import dev.ganvas.image.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Maps from what a layer of a network gives, and by gradients of a class's logit. All but the principal component differ by class. */
final class LayerSaliency {
    /** Points on the way of integrated gradients; the paper finds 20 to 300 enough. */
    private static final int STEPS = 64;

    /** Times that a matrix is multiplied to find its first principal component. */
    private static final int POWER_ITERATIONS = 100;

    private final DifferentiableClassifier classifier;

    LayerSaliency(DifferentiableClassifier classifier) {
        this.classifier = classifier;
    }

    /** What a layer gives for one picture and, where asked for, the gradient of the class's logit; both {@code channels * h * w}. */
    private record Look(int channels, int height, int width, float[] values, float[] gradients) {
        int area() {
            return height * width;
        }
    }

    /**
     * The map of one picture.
     *
     * @param seen as the network sees it
     * @param layer the last one when absent
     * @throws UsageException naming the layers when there is none of this name
     */
    SaliencyMap map(Picture seen, int label, SaliencyMethod method, Optional<String> layer) {
        if (method == SaliencyMethod.INTEGRATED_GRADIENTS) {
            return SaliencyMap.positive(seen.width(), seen.height(), integrated(seen, label));
        }
        Look look = look(seen, label, layer);
        float[] values =
                switch (method) {
                    case GRADCAM -> weighed(look, means(look));
                    case GRADCAM_PLUS_PLUS -> weighed(look, plusPlus(look));
                    case LAYERCAM -> byPlace(look);
                    case EIGENCAM -> firstComponent(look);
                    default -> throw new IllegalArgumentException(method + " looks at no layer");
                };
        return SaliencyMap.positive(look.width(), look.height(), values).resized(seen.width(), seen.height());
    }

    private Look look(Picture seen, int label, Optional<String> layer) {
        try (Scope scope = Scope.open()) {
            Pass pass = classifier.forward(
                    PixelTensors.toTensor(List.of(seen), DType.F32).requiresGrad(true));
            List<String> names = new ArrayList<>(pass.activations().keySet());
            String name = layer.orElse(names.get(names.size() - 1));
            if (!names.contains(name)) {
                throw new UsageException(
                        "There is no layer '" + name + "'; this network has " + String.join(", ", names) + ".");
            }
            Tensor activation = pass.activations().get(name);
            Tensor gradient = Autograd.gradients(
                            pass.logits().narrow(1, label, 1).sum(), List.of(activation))
                    .get(0);
            return new Look(
                    (int) activation.size(1),
                    (int) activation.size(2),
                    (int) activation.size(3),
                    activation.toFloats(),
                    gradient.toFloats());
        }
    }

    private static double[] means(Look look) {
        double[] weights = new double[look.channels()];
        for (int k = 0; k < weights.length; k++) {
            for (int i = 0; i < look.area(); i++) {
                weights[k] += look.gradients()[k * look.area() + i] / look.area();
            }
        }
        return weights;
    }

    /** With the score's exponential as the paper has it, higher derivatives are powers of the gradient, and its factor is left out. */
    private static double[] plusPlus(Look look) {
        double[] weights = new double[look.channels()];
        for (int k = 0; k < weights.length; k++) {
            double sum = 0;
            for (int i = 0; i < look.area(); i++) {
                sum += look.values()[k * look.area() + i];
            }
            for (int i = 0; i < look.area(); i++) {
                double g = look.gradients()[k * look.area() + i];
                double divisor = 2 * g * g + sum * g * g * g;
                weights[k] += divisor == 0 ? 0 : g * g / divisor * Math.max(0, g);
            }
        }
        return weights;
    }

    private static float[] weighed(Look look, double[] weights) {
        float[] map = new float[look.area()];
        for (int k = 0; k < weights.length; k++) {
            for (int i = 0; i < map.length; i++) {
                map[i] += (float) (weights[k] * look.values()[k * map.length + i]);
            }
        }
        return map;
    }

    private static float[] byPlace(Look look) {
        float[] map = new float[look.area()];
        for (int k = 0; k < look.channels(); k++) {
            for (int i = 0; i < map.length; i++) {
                int at = k * map.length + i;
                map[i] += Math.max(0, look.gradients()[at]) * look.values()[at];
            }
        }
        return map;
    }

    /** What is projected on the first right singular vector of {@code [places, channels]}, its sign such that the sum is positive. */
    private static float[] firstComponent(Look look) {
        int area = look.area();
        double[] direction = new double[look.channels()];
        Arrays.fill(direction, 1);
        double[] projected = new double[area];
        for (int n = 0; n < POWER_ITERATIONS; n++) {
            Arrays.fill(projected, 0);
            for (int k = 0; k < direction.length; k++) {
                for (int i = 0; i < area; i++) {
                    projected[i] += direction[k] * look.values()[k * area + i];
                }
            }
            double square = 0;
            for (int k = 0; k < direction.length; k++) {
                direction[k] = 0;
                for (int i = 0; i < area; i++) {
                    direction[k] += projected[i] * look.values()[k * area + i];
                }
                square += direction[k] * direction[k];
            }
            double length = square == 0 ? 1 : Math.sqrt(square);
            for (int k = 0; k < direction.length; k++) {
                direction[k] /= length;
            }
        }
        double sum = 0;
        for (double value : projected) {
            sum += value;
        }
        float[] map = new float[area];
        for (int i = 0; i < area; i++) {
            map[i] = (float) (sum < 0 ? -projected[i] : projected[i]);
        }
        return map;
    }

    /**
     * Of each pixel the attributions of its three values summed; all of them sum to what the logit gains from the plain picture
     * of the mean colour on, by the paper's completeness.
     */
    float[] integrated(Picture seen, int label) {
        int area = seen.width() * seen.height();
        float[] map = new float[area];
        try (Scope scope = Scope.open()) {
            Tensor picture = PixelTensors.toTensor(List.of(seen), DType.F32);
            Tensor plain = picture.mul(0).add(picture.mean(2, 3).reshape(1, 3, 1, 1));
            Tensor way = picture.sub(plain);
            for (int step = 0; step < STEPS; step++) {
                try (Scope inner = Scope.open()) {
                    Tensor at =
                            plain.add(way.mul((step + 0.5) / STEPS)).detach().requiresGrad(true);
                    Tensor logit =
                            classifier.forward(at).logits().narrow(1, label, 1).sum();
                    float[] part = Autograd.gradients(logit, List.of(at))
                            .get(0)
                            .mul(way)
                            .sum(1)
                            .toFloats();
                    for (int i = 0; i < area; i++) {
                        map[i] += part[i] / STEPS;
                    }
                }
            }
        }
        return map;
    }
}
