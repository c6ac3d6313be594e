package dev.ganvas.recognize.learn;

import dev.ganvas.data.PixelShape;
import dev.ganvas.data.PixelTensors;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.features.FeatureNetwork;
import dev.ganvas.random.Seed;
import dev.ganvas.train.DataOrder;
import dev.ganvas.train.Trainable.Position;
import java.util.Arrays;
import java.util.List;

/**
 * What pictures without labels teach: of one changed weakly and one changed strongly, the second should be taken for what the first is
 * surely taken for (FixMatch; Sohn et al., 2020). How sure is sure grows for each class with how much of it was learned (FlexMatch;
 * Zhang et al., 2021, with the mapping {@code x / (2 - x)}).
 */
final class Consistency implements AutoCloseable {
    /** Pictures without labels for each with one; the papers use 7, for which a processor has less time. */
    static final int EACH = 3;

    /** What a picture of a batch of both kinds costs beside one of a batch of labelled ones: the weak change's pass of three quarters. */
    static final double COST = 1 + EACH / (EACH + 1.0) / 3;

    private static final double SURE = 0.95;
    private static final int NOT_SEEN = -1;

    private final LabelledPictures pictures;
    private final double from;
    private final Seed seed;
    private final DType dtype;
    private final DataOrder order;
    private final PictureChange weak;
    private final PictureChange strong;
    private final Tensor seen;

    /** @param from progress of the training from which on pictures without labels teach */
    Consistency(LabelledPictures pictures, double from, boolean mirrored, Seed seed, DType dtype) {
        this.pictures = pictures;
        this.from = from;
        this.seed = seed.child("consistency");
        this.dtype = dtype;
        this.order = new DataOrder(pictures.unlabelled().length, this.seed.child("order"));
        this.weak = new PictureChange.Moved(mirrored);
        this.strong = new StrongChange(weak);
        this.seen = Scope.making(() ->
                Tensor.full(NOT_SEEN, DType.F32, pictures.unlabelled().length).keep());
    }

    /** F32, for a checkpoint: the class that each picture without label was last surely taken for, or -1. */
    Tensor seen() {
        return seen;
    }

    /** Whether pictures without labels teach by now. */
    boolean joined(Position position) {
        return position.progress() >= from;
    }

    /** How many of so many pictures of a batch have labels: all, or one for each {@value #EACH} without. */
    int labelled(int count, Position position) {
        return joined(position) ? Math.max(1, count / (EACH + 1)) : count;
    }

    /**
     * The loss of labelled pictures and of others, a scalar in the open scope.
     *
     * @param labelled {@code [n, 3, side, side]}, changed
     * @param items numbers of these pictures
     * @param first number of the first of these within its batch
     */
    Loss loss(FeatureNetwork network, Tensor labelled, int[] items, int first, Position position) {
        int count = EACH * items.length;
        int[] places = new int[count];
        for (int i = 0; i < count; i++) {
            places[i] = order.at(position.images() + first + i);
        }
        Guess guess = guess(network, places, first, position);
        Tensor unlabelled = changed(strong, places, first, position).to(labelled.device());
        Tensor all = Tensor.cat(List.of(labelled, unlabelled), 0);
        Tensor logits = network.outputs(network.features(all));
        int[] labels = pictures.labels(items);
        Tensor known = logits.narrow(0, 0, items.length)
                .crossEntropy(
                        logits.device()
                                .ofLongs(Arrays.stream(labels).asLongStream().toArray(), labels.length),
                        0);
        Tensor taken = logits.narrow(0, items.length, count)
                .logSoftmax()
                .gather(logits.device().ofLongs(guess.labels(), count))
                .mul(logits.device().of(guess.weights(), count));
        return new Loss(known.sub(taken.mean()), guess.surely(), guess.sure());
    }

    /**
     * What a part of a batch comes to.
     *
     * @param total a scalar
     * @param surely for {@link #note}, F64 {@code [n, 2]}
     * @param sure proportion of the pictures without labels that were sure
     */
    record Loss(Tensor total, Tensor surely, double sure) {}

    /** Takes note of what was surely taken for what in a whole batch. @param surely F64 {@code [n, 2]}: places, and classes or -1 */
    void note(Tensor surely) {
        double[] pairs = surely.toDoubles();
        float[] now = seen.toFloats();
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1] >= 0) {
                now[(int) pairs[i]] = (float) pairs[i + 1];
            }
        }
        try (Scope scope = Scope.open()) {
            seen.copyFrom(Tensor.of(now, now.length));
        }
    }

    /** What weakly changed pictures are taken for; weight 1 where it is sure enough, else 0. */
    private record Guess(long[] labels, float[] weights, Tensor surely, double sure) {}

    private Guess guess(FeatureNetwork network, int[] places, int first, Position position) {
        int classes = pictures.classes().size();
        double[] logs;
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            logs = network.outputs(network.features(
                            changed(weak, places, first, position).to(network.device())))
                    .logSoftmax()
                    .toDoubles();
        }
        double[] thresholds = thresholds(seen.toFloats(), classes);
        double[] surely = new double[2 * places.length];
        long[] labels = new long[places.length];
        float[] weights = new float[places.length];
        int sure = 0;
        for (int i = 0; i < places.length; i++) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                best = logs[i * classes + c] > logs[i * classes + best] ? c : best;
            }
            double probability = Math.exp(logs[i * classes + best]);
            labels[i] = best;
            weights[i] = probability >= thresholds[best] ? 1 : 0;
            sure += (int) weights[i];
            surely[2 * i] = places[i];
            surely[2 * i + 1] = probability >= SURE ? best : NOT_SEEN;
        }
        return new Guess(labels, weights, Tensor.ofDoubles(surely, places.length, 2), (double) sure / places.length);
    }

    private static double[] thresholds(float[] seen, int classes) {
        int[] counts = new int[classes];
        int unseen = 0;
        for (float label : seen) {
            if (label < 0) {
                unseen++;
            } else {
                counts[(int) label]++;
            }
        }
        double most = Math.max(unseen, Arrays.stream(counts).max().orElse(0));
        double[] thresholds = new double[classes];
        for (int c = 0; c < classes; c++) {
            double learned = counts[c] / most;
            thresholds[c] = SURE * learned / (2 - learned);
        }
        return thresholds;
    }

    private Tensor changed(PictureChange change, int[] places, int first, Position position) {
        PixelShape shape = pictures.shape();
        byte[] original = new byte[shape.values()];
        byte[] changed = new byte[places.length * shape.values()];
        Seed here = seed.child(change == strong ? "strong" : "weak").child(position.images());
        for (int i = 0; i < places.length; i++) {
            pictures.read(pictures.unlabelled()[places[i]], original, 0);
            long pass = (position.images() + first + i) / pictures.unlabelled().length;
            change.apply(original, shape, pass, here.child(first + i).stream(), changed, i * shape.values());
        }
        return PixelTensors.toTensor(changed, places.length, shape, dtype);
    }

    @Override
    public void close() {
        seen.close();
    }
}
