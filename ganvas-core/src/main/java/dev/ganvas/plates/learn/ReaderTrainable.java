package dev.ganvas.plates.learn;

import dev.ganvas.data.CropBatches;
import dev.ganvas.data.PicturePool;
import dev.ganvas.engine.nn.Replicas;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.image.label.Origin;
import dev.ganvas.model.ModelFile;
import dev.ganvas.plates.PlateAlphabet;
import dev.ganvas.plates.ReaderModel;
import dev.ganvas.plates.StripInput;
import dev.ganvas.plates.network.ReaderNetwork;
import dev.ganvas.plates.render.PlateCrop;
import dev.ganvas.plates.render.PlateCrops;
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

/** A network that learns to read plates, as the training loop sees it. */
final class ReaderTrainable implements Trainable {
    /** Pixels of the part of a photograph behind a plate. */
    static final int SIDE = 96;

    private static final int BATCH = 32;
    private static final double RATE = 2e-3;

    /** Multiply-adds of a strip. */
    private static final double OPERATIONS = 72e6;

    /** How much the kind of a plate counts beside its text. */
    private static final double KIND_WEIGHT = 0.1;

    private static final double PLAN_CORRECTED_AT = 1.0 / 3;

    private final DType dtype;
    private final ReaderTrials trials;
    private final CropBatches<PlateCrop> batches;
    private final NetworkStep<ReaderNetwork> step;

    ReaderTrainable(PicturePool pool, int[] learned, ReaderTrials trials, NetworkStep.Start start) {
        this.dtype = start.dtype();
        this.trials = trials;
        this.step =
                NetworkStep.of(() -> ReaderModel.network(start.seed().child("weights")), RATE * start.rate(), BATCH);
        this.batches = new CropBatches<>(pool, learned, SIDE, start.seed().child("crops"), PlateCrops::draw);
    }

    @Override
    public Map<String, Double> step(Position position) {
        Replicas.Part here = step.here();
        List<PlateCrop> batch = batches.at(position.images() + here.first(), here.count(), BATCH);
        try (Scope scope = Scope.open()) {
            return step.on(position, (network, part) -> loss(network, part.of(batch)));
        }
    }

    private NetworkStep.Loss loss(ReaderNetwork network, List<PlateCrop> batch) {
        ReaderNetwork.Said said = network.forward(
                StripInput.of(batch.stream().map(PlateCrop::picture).toList()), dtype);
        Tensor text = said.characters()
                .ctcLoss(batch.stream()
                        .map(crop -> PlateAlphabet.classesOf(crop.text()))
                        .toList());
        long[] kinds = batch.stream().mapToLong(crop -> crop.kind().ordinal()).toArray();
        Tensor kind = said.kinds().crossEntropy(Tensor.ofLongs(kinds, kinds.length), 0);
        return new NetworkStep.Loss(text.add(kind.mul(KIND_WEIGHT)), Map.of("text", text.item(), "kind", kind.item()));
    }

    @Override
    public Map<String, Tensor> state() {
        return step.state();
    }

    @Override
    public Snapshot evaluate() throws IOException {
        ReaderTrials.Outcome outcome = trials.of(step.average(), dtype);
        return new Snapshot(
                outcome.figures(),
                outcome.samples(),
                new Snapshot.Model(
                        new ReaderModel(outcome.temperature()).toJson(),
                        ModelFile.weightsOf(step.average()),
                        Map.of(),
                        about()));
    }

    private Snapshot.About about() {
        return new Snapshot.About(
                "Reader of licence plates",
                String.format(
                        Locale.ROOT,
                        "A convolutional network with %,d parameters and %,.0f million multiply-adds a plate, trained by CTC on"
                                + " plates that Ganvas draws, in front of parts of the photographs.",
                        step.average().parameterCount(),
                        OPERATIONS / 1e6),
                "Exact match and character errors on drawn plates in front of photographs that are held out, without a grammar.",
                "Learned from drawn plates of China, Europe and the USA alone. Other countries, plates of the military, letters"
                        + " of other shapes and plates of fewer than some 60 pixels are another matter.");
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
        return 2 * 3 * OPERATIONS;
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
