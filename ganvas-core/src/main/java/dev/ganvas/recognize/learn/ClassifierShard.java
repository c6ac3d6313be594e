package dev.ganvas.recognize.learn;

import dev.ganvas.data.PixelShape;
import dev.ganvas.data.PixelTensors;
import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.nn.PassGradients;
import dev.ganvas.engine.nn.Replicas;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.features.FeatureNetwork;
import dev.ganvas.random.Seed;
import dev.ganvas.train.DataOrder;
import dev.ganvas.train.Trainable.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A part of a batch's way through a step. Used by one thread. */
final class ClassifierShard implements Replicas.Replica {
    /** Pictures that are computed at once; a batch is some of these, so that they stay in the processor's caches. */
    private static final int AT_ONCE = 128;

    private final FeatureNetwork network;
    private final Material material;
    private final double[] weights;
    private final List<Tensor> kept = new ArrayList<>();
    private final List<Tensor> surely = new ArrayList<>();

    /** What all shards learn from. */
    record Material(
            LabelledPictures pictures,
            DataOrder order,
            PictureChange change,
            ClassifierTrainable.Start start,
            Optional<Consistency> consistency) {}

    ClassifierShard(FeatureNetwork network, Material material) {
        this.network = network;
        this.material = material;
        this.weights = material.pictures().weights();
    }

    @Override
    public List<ParameterTree> networks() {
        return List.of(network);
    }

    /** For {@link Consistency#note}, of what the last pass saw; without rows where it saw labelled pictures alone. */
    Tensor surely() {
        return surely.isEmpty() ? Tensor.ofDoubles(new double[0], 0, 2) : Tensor.cat(surely, 0);
    }

    /** What the network would learn. */
    Replicas.Pass pass(Replicas.Part of, Position position) {
        int[] items = new int[of.count()];
        for (int i = 0; i < items.length; i++) {
            items[i] = material.pictures().training()[material.order().at(position.images() + of.first() + i)];
        }
        List<Tensor> parameters = network.parameters();
        Map<String, Double> figures = new LinkedHashMap<>();
        if (items.length <= AT_ONCE) {
            Tensor mean = loss(items, of.first(), position, figures);
            figures.put("loss", mean.item());
            return new Replicas.Pass(PassGradients.of(mean, parameters), figures);
        }
        List<Tensor> sum = List.of();
        double loss = 0;
        for (int from = 0; from < items.length; from += AT_ONCE) {
            int[] part = Arrays.copyOfRange(items, from, Math.min(items.length, from + AT_ONCE));
            try (Scope scope = Scope.open()) {
                Tensor mean = loss(part, of.first() + from, position, figures).mul((double) part.length / items.length);
                List<Tensor> gradients = Autograd.gradients(mean, parameters);
                loss += mean.item();
                sum = added(sum, gradients);
            }
        }
        figures.put("loss", loss);
        kept.addAll(sum);
        return new Replicas.Pass(sum, figures);
    }

    /** @param first number of the first of the items within the batch */
    private Tensor loss(int[] items, int first, Position position, Map<String, Double> figures) {
        int labelled = material.consistency()
                .map(with -> with.labelled(items.length, position))
                .orElse(items.length);
        if (labelled == items.length) {
            return loss(network.outputs(network.features(changed(items, position, first))), items);
        }
        int[] known = Arrays.copyOf(items, labelled);
        Consistency.Loss loss =
                material.consistency().get().loss(network, changed(known, position, first), known, first, position);
        surely.add(loss.surely().keep());
        kept.add(loss.surely());
        figures.put("sure", loss.sure());
        return loss.total();
    }

    /** Kept beyond the open scope; {@code before} is let go. */
    private static List<Tensor> added(List<Tensor> before, List<Tensor> gradients) {
        List<Tensor> sum = new ArrayList<>();
        try (NoGrad off = Autograd.noGrad()) {
            for (int i = 0; i < gradients.size(); i++) {
                sum.add((before.isEmpty() ? gradients.get(i) : before.get(i).add(gradients.get(i))).keep());
            }
        }
        before.forEach(Tensor::close);
        return sum;
    }

    /** Cross-entropy with smoothed targets, each picture weighted by its class. */
    private Tensor loss(Tensor logits, int[] items) {
        int[] labels = material.pictures().labels(items);
        Tensor logs = logits.logSoftmax();
        Tensor right = logs.gather(
                logits.device().ofLongs(Arrays.stream(labels).asLongStream().toArray(), labels.length));
        double smoothing = material.start().recipe().smoothing();
        float[] weight = new float[labels.length];
        for (int i = 0; i < labels.length; i++) {
            weight[i] = (float) weights[labels[i]];
        }
        return right.mul(smoothing - 1)
                .sub(logs.mean(1).mul(smoothing))
                .mul(logits.device().of(weight, labels.length))
                .mean();
    }

    private Tensor changed(int[] items, Position position, int offset) {
        PixelShape shape = material.pictures().shape();
        byte[] original = new byte[shape.values()];
        byte[] changed = new byte[items.length * shape.values()];
        Seed seed = material.start().seed().child("changes").child(position.images());
        for (int i = 0; i < items.length; i++) {
            material.pictures().read(items[i], original, 0);
            long pass = (position.images() + offset + i) / material.pictures().training().length;
            material.change()
                    .apply(original, shape, pass, seed.child(offset + i).stream(), changed, i * shape.values());
        }
        return PixelTensors.toTensor(
                changed, items.length, shape, material.start().dtype(), network.device());
    }

    @Override
    public void end() {
        kept.forEach(Tensor::close);
        kept.clear();
        surely.clear();
    }
}
