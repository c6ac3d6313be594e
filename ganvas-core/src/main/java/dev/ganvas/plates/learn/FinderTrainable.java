package dev.ganvas.plates.learn;

import dev.ganvas.data.CropBatches;
import dev.ganvas.data.PicturePool;
import dev.ganvas.engine.nn.Replicas;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.image.label.Origin;
import dev.ganvas.model.ModelFile;
import dev.ganvas.plates.FinderInput;
import dev.ganvas.plates.FinderModel;
import dev.ganvas.plates.network.FinderNetwork;
import dev.ganvas.plates.render.PlateScenes;
import dev.ganvas.train.Figure;
import dev.ganvas.train.Figure.Axis;
import dev.ganvas.train.Snapshot;
import dev.ganvas.train.Trainable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/** A network that learns to find plates, as the training loop sees it. */
final class FinderTrainable implements Trainable {
    /** Pixels of the part of a photograph that plates are drawn into. */
    static final int SIDE = 192;

    private static final int BATCH = 8;
    private static final double RATE = 1.5e-3;

    /** Multiply-adds of a pixel. */
    private static final double OPERATIONS = 2500;

    private static final double CORNER_WEIGHT = 1;
    private static final double PLAN_CORRECTED_AT = 1.0 / 3;

    private final DType dtype;
    private final FinderTrials trials;
    private final CropBatches<FinderExample> batches;
    private final NetworkStep<FinderNetwork> step;

    FinderTrainable(PicturePool pool, int[] learned, FinderTrials trials, NetworkStep.Start start) {
        this.dtype = start.dtype();
        this.trials = trials;
        this.step = NetworkStep.of(() -> new FinderNetwork(start.seed().child("weights")), RATE * start.rate(), BATCH);
        this.batches = new CropBatches<>(
                pool,
                learned,
                SIDE,
                start.seed().child("crops"),
                (crop, each) -> FinderExample.of(PlateScenes.draw(crop, each)));
    }

    @Override
    public Map<String, Double> step(Position position) {
        Replicas.Part here = step.here();
        List<FinderExample> batch = batches.at(position.images() + here.first(), here.count(), BATCH);
        try (Scope scope = Scope.open()) {
            return step.on(position, (network, part) -> loss(network, part.of(batch)));
        }
    }

    private NetworkStep.Loss loss(FinderNetwork network, List<FinderExample> batch) {
        Tensor map = network.forward(
                FinderInput.of(batch.stream().map(FinderExample::picture).toList()), dtype);
        Tensor heat = heatLoss(map.narrow(1, 0, 1), batch);
        Tensor corners = cornerLoss(map.narrow(1, 1, 8), batch);
        return new NetworkStep.Loss(
                heat.add(corners.mul(CORNER_WEIGHT)), Map.of("heat", heat.item(), "corners", corners.item()));
    }

    /** The focal loss of CenterNet (Zhou et al., 2019, equation 1), on logits. */
    private static Tensor heatLoss(Tensor logits, List<FinderExample> batch) {
        float[] heat = joined(batch, FinderExample::heat);
        float[] middles = new float[heat.length];
        float[] others = new float[heat.length];
        int plates = 0;
        for (int i = 0; i < heat.length; i++) {
            boolean middle = heat[i] == 1;
            plates += middle ? 1 : 0;
            middles[i] = middle ? 1 : 0;
            double away = 1 - heat[i];
            others[i] = (float) (away * away * away * away);
        }
        long[] shape = logits.shape();
        Tensor probability = logits.sigmoid();
        Tensor missed =
                probability.neg().add(1).square().mul(logits.neg().softplus()).mul(Tensor.of(middles, shape));
        Tensor invented = probability.square().mul(logits.softplus()).mul(Tensor.of(others, shape));
        return missed.add(invented).sum().mul(1.0 / Math.max(1, plates));
    }

    private static Tensor cornerLoss(Tensor corners, List<FinderExample> batch) {
        float[] weights = joined(batch, FinderExample::weights);
        double sum = 0;
        for (float weight : weights) {
            sum += weight;
        }
        Tensor wanted = Tensor.of(joined(batch, FinderExample::corners), corners.shape());
        Tensor counted = Tensor.of(weights, corners.size(0), 1, corners.size(2), corners.size(3));
        return corners.sub(wanted).abs().mul(counted).sum().mul(1 / Math.max(1, sum));
    }

    private static float[] joined(List<FinderExample> batch, Function<FinderExample, float[]> part) {
        int each = part.apply(batch.get(0)).length;
        float[] all = new float[batch.size() * each];
        for (int i = 0; i < batch.size(); i++) {
            System.arraycopy(part.apply(batch.get(i)), 0, all, i * each, each);
        }
        return all;
    }

    @Override
    public Map<String, Tensor> state() {
        return step.state();
    }

    @Override
    public Snapshot evaluate() throws IOException {
        FinderTrials.Outcome outcome = trials.of(step.average(), dtype);
        return new Snapshot(
                outcome.figures(),
                outcome.samples(),
                new Snapshot.Model(
                        new FinderModel(FinderTrials.THRESHOLD).toJson(),
                        ModelFile.weightsOf(step.average()),
                        Map.of(),
                        about()));
    }

    private Snapshot.About about() {
        return new Snapshot.About(
                "Finder of licence plates",
                String.format(
                        Locale.ROOT,
                        "A convolutional network with %,d parameters and %,.0f multiply-adds a pixel, without anchors, trained on"
                                + " plates that Ganvas draws into parts of the photographs.",
                        step.average().parameterCount(),
                        OPERATIONS),
                "Precision and recall at an overlap of 0.5, on plates drawn into photographs that are held out.",
                "Learned from drawn plates alone. It finds flat things that look like plates: signs and writing can be taken for"
                        + " them. Plates of fewer than some 24 pixels, and such as are cut by the picture's edge, are missed.");
    }

    /** Drawn by rule; photographs behind them. */
    @Override
    public Origin samplesOrigin() {
        return Origin.real();
    }

    @Override
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>(trials.figures());
        figures.add(Figure.named("rate", "learning rate").charted(Axis.LINEAR));
        return figures;
    }

    @Override
    public OptionalDouble planCorrectedAt() {
        return OptionalDouble.of(PLAN_CORRECTED_AT);
    }

    @Override
    public Map<String, List<Map<String, Tensor>>> transferable() {
        return Map.of(ModelFile.WEIGHTS, step.transferable());
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public double operationsPerImage() {
        return 2 * 3 * OPERATIONS * SIDE * SIDE;
    }

    @Override
    public Map<String, Long> parameterCounts() {
        return step.parameterCounts();
    }

    @Override
    public void close() {
        batches.close();
        step.close();
    }
}
