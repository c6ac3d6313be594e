package dev.ganvas.repair.learn;

import dev.ganvas.data.CropBatches;
import dev.ganvas.data.PicturePool;
import dev.ganvas.engine.nn.Replicas;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.image.label.Origin;
import dev.ganvas.model.ModelFile;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.RepairModel;
import dev.ganvas.train.Figure;
import dev.ganvas.train.Figure.Axis;
import dev.ganvas.train.MetricsLog;
import dev.ganvas.train.Snapshot;
import dev.ganvas.train.Trainable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** A network that learns to restore, as the training loop sees it. */
final class RepairTrainable implements Trainable {
    private static final Figure LEARNING_RATE =
            Figure.named("rate", "learning rate").charted(Axis.LINEAR);

    /** The rate has hardly begun to fall then. */
    private static final double PLAN_CORRECTED_AT = 1.0 / 3;

    private final RepairTask task;
    private final RepairEvaluation trials;
    private final Start start;
    private final CropBatches<Pair> batches;
    private final RepairStep step;

    /**
     * Where a trainable begins.
     *
     * @param seed names its weights and what it sees
     * @param dtype to compute in
     * @param adversarial whether a discriminator takes part
     */
    record Start(Seed seed, DType dtype, boolean adversarial) {}

    /** @param learned numbers of the pictures to learn from */
    RepairTrainable(RepairTask task, PicturePool pool, int[] learned, RepairEvaluation trials, Start start) {
        this.task = task;
        this.trials = trials;
        this.start = start;
        Seed weights = start.seed().child("weights");
        this.step = start.adversarial()
                ? AdversarialStep.of(task, weights, start.dtype())
                : FidelityStep.of(task, weights, start.dtype());
        this.batches =
                new CropBatches<>(pool, learned, task.side(), start.seed().child("crops"), task.pairs());
    }

    @Override
    public Map<String, Double> step(Position position) {
        Replicas.Part here = step.here();
        List<Pair> batch = batches.at(position.images() + here.first(), here.count(), RepairStep.BATCH);
        try (Scope scope = Scope.open()) {
            return step.on(batch, position);
        }
    }

    @Override
    public Map<String, Tensor> state() {
        return step.state();
    }

    @Override
    public Snapshot evaluate() throws IOException {
        RepairEvaluation.Outcome outcome = trials.of(step.average(), start.dtype());
        RepairModel model = new RepairModel(task.kind(), task.network(), start.adversarial());
        return new Snapshot(
                outcome.figures(),
                outcome.samples(),
                new Snapshot.Model(
                        model.toJson(step.average()), ModelFile.weightsOf(step.average()), Map.of(), about()));
    }

    private Snapshot.About about() {
        return new Snapshot.About(
                task.title(),
                String.format(
                        Locale.ROOT,
                        "A network of family `%s`, width %d, with %,d parameters and %,.0f multiply-adds a pixel of its input."
                                + " Learned from pairs of clean and damaged parts of %d x %d pixels by the %s loss%s.",
                        task.network().family().name().toLowerCase(Locale.ROOT),
                        task.network().width(),
                        step.average().parameterCount(),
                        step.average().operationsPerPixel(),
                        task.shown(),
                        task.shown(),
                        task.loss().toString(),
                        start.adversarial() ? ", and against a discriminator" : ""),
                trials.protocol(),
                start.adversarial()
                        ? task.limits()
                                + " Detail is made up where it is missing: it looks likely and need not be true."
                        : task.limits());
    }

    /** Real pictures, damaged and mended; nothing in them is made up. */
    @Override
    public Origin samplesOrigin() {
        return Origin.real();
    }

    @Override
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>(trials.figures());
        figures.add(LEARNING_RATE);
        return figures;
    }

    /** With a discriminator the newest: fidelity falls as detail comes, and no figure weighs the two. */
    @Override
    public int best(List<MetricsLog.Entry> evaluated) {
        return start.adversarial() ? evaluated.size() - 1 : Trainable.super.best(evaluated);
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
        return RepairStep.BATCH;
    }

    /** Forward and backward, of the network alone. */
    @Override
    public double operationsPerImage() {
        double side = (double) task.shown() / task.network().scale();
        return 2 * 3 * step.average().operationsPerPixel() * side * side;
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
