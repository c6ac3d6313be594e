package dev.ganvas.recognize.learn;

import dev.ganvas.data.PixelShape;
import dev.ganvas.data.PixelTensors;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.features.Connection;
import dev.ganvas.features.FeatureNetwork;
import dev.ganvas.features.PrunableShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much the loss would change if a channel of a network were zero, to first order: the squared product of a gate behind each norm,
 * which is 1, and the loss's gradient by it, mean over batches (Molchanov et al., "Importance estimation for neural network pruning",
 * 2019, equation 8, with the gates of section 4.2). Layers whose outputs are added share a gate, whose gradients are added.
 */
final class ChannelImportance {
    private static final int BATCH = 64;
    private static final int MOST_BATCHES = 32;
    private static final double EPSILON = 1e-5;

    private ChannelImportance() {}

    /**
     * @param network of {@code shape}, in evaluation mode and not folded
     * @param items numbers of labelled pictures; the first 2,048 at most count, evenly chosen
     * @param labels the network's class of each of these
     * @return for each set of channels one number a channel, 0 or above
     */
    static List<double[]> of(
            FeatureNetwork network, PrunableShape shape, LabelledPictures pictures, int[] items, int[] labels) {
        List<double[]> importance = new ArrayList<>();
        shape.channels().forEach(count -> importance.add(new double[count]));
        int batches = Math.max(1, Math.min(MOST_BATCHES, items.length / BATCH));
        int used = Math.min(items.length, batches * BATCH);
        for (int from = 0; from < used; from += BATCH) {
            int count = Math.min(BATCH, used - from);
            try (Scope scope = Scope.open()) {
                List<double[]> gates = gates(network, shape, batch(pictures, items, labels, from, count, used));
                for (int set = 0; set < gates.size(); set++) {
                    for (int c = 0; c < gates.get(set).length; c++) {
                        double gradient = gates.get(set)[c];
                        importance.get(set)[c] += gradient * gradient / batches;
                    }
                }
            }
        }
        return importance;
    }

    private record Batch(Tensor pixels, Tensor labels) {}

    private static Batch batch(LabelledPictures pictures, int[] items, int[] labels, int from, int count, int used) {
        PixelShape shape = pictures.shape();
        byte[] bytes = new byte[count * shape.values()];
        long[] right = new long[count];
        for (int i = 0; i < count; i++) {
            int at = (int) ((long) (from + i) * items.length / used);
            pictures.read(items[at], bytes, i * shape.values());
            right[i] = labels[at];
        }
        return new Batch(PixelTensors.toTensor(bytes, count, shape, DType.F32), Tensor.ofLongs(right, count));
    }

    /** The gradient by the gate of each channel of each set. */
    private static List<double[]> gates(FeatureNetwork network, PrunableShape shape, Batch batch) {
        Tensor pixels = batch.pixels().to(network.device());
        Tensor labels = batch.labels().to(network.device());
        Tensor loss = network.outputs(network.features(pixels)).crossEntropy(labels, 0);
        Map<String, Tensor> parameters = network.namedParameters();
        List<Tensor> found = Autograd.gradients(loss, new ArrayList<>(parameters.values()));
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        int next = 0;
        for (String name : parameters.keySet()) {
            gradients.put(name, found.get(next++));
        }
        List<double[]> gates = new ArrayList<>();
        shape.channels().forEach(count -> gates.add(new double[count]));
        Map<String, Tensor> tensors = network.namedTensors();
        for (Connection one : shape.connections()) {
            if (one.to() != Connection.FIXED) {
                double[] gradient = gate(one.layer(), tensors, gradients);
                Arrays.setAll(gates.get(one.to()), c -> gates.get(one.to())[c] + gradient[c]);
            }
        }
        return gates;
    }

    /** A norm gives {@code scale * x + shift}; the gate multiplies both, of which the scale's part is that of the convolution's weights. */
    private static double[] gate(String layer, Map<String, Tensor> tensors, Map<String, Tensor> gradients) {
        String weight = layer + ".conv.weight";
        double[] gate = tensors.get(weight)
                .detach()
                .mul(gradients.get(weight))
                .sum(1, 2, 3)
                .toDoubles();
        double[] shift = tensors.get(layer + ".norm.bias").detach().toDoubles();
        double[] mean = tensors.get(layer + ".norm.running_mean").toDoubles();
        double[] variance = tensors.get(layer + ".norm.running_var").toDoubles();
        double[] slope = gradients.get(layer + ".norm.bias").toDoubles();
        Tensor scales = tensors.get(layer + ".norm.weight");
        double[] scale = scales == null ? ones(gate.length) : scales.detach().toDoubles();
        for (int c = 0; c < gate.length; c++) {
            gate[c] += (shift[c] - scale[c] * mean[c] / Math.sqrt(variance[c] + EPSILON)) * slope[c];
        }
        return gate;
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
