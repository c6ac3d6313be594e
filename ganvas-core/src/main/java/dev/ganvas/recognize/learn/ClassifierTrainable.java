package dev.ganvas.recognize.learn;

import dev.ganvas.data.PixelShape;
import dev.ganvas.engine.nn.CollectiveScope;
import dev.ganvas.engine.nn.Operations;
import dev.ganvas.engine.nn.Replicas;
import dev.ganvas.engine.optim.ExponentialMovingAverage;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.features.FeatureModel;
import dev.ganvas.features.FeatureNetwork;
import dev.ganvas.features.FeatureShape;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.model.ModelFile;
import dev.ganvas.random.Seed;
import dev.ganvas.train.DataOrder;
import dev.ganvas.train.Figure;
import dev.ganvas.train.Figure.Axis;
import dev.ganvas.train.MetricsLog;
import dev.ganvas.train.Snapshot;
import dev.ganvas.train.Trainable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A classifier that learns, as the training loop sees it. What is evaluated and kept is its running average. */
final class ClassifierTrainable implements Trainable {
    private static final Figure LEARNING_RATE =
            Figure.named("rate", "learning rate").charted(Axis.LINEAR);
    private static final double PLAN_CORRECTED_AT = 1.0 / 3;

    /** Where pictures without labels join, a picture costs more from then on; by then both kinds of batches were timed. */
    private static final double PLAN_CORRECTED_LATE = 0.5;

    /** Steps between two times that weights go back to their average. */
    private static final int LOOKAHEAD_STEPS = 5;

    /** Of the whole training, after which half of the average is older. */
    private static final double AVERAGED = 0.02;

    private static final int COLUMNS = 8;
    private static final int SHOWN = 32;

    private final LabelledPictures pictures;
    private final Start start;
    private final FeatureNetwork network;
    private final FeatureNetwork average;
    private final ExponentialMovingAverage averaging;
    private final Replicas<ClassifierShard> shards;
    private final Descent descent;
    private final Optional<Consistency> consistency;

    /**
     * Where a trainable begins.
     *
     * @param mirrored whether left and right may be exchanged
     * @param seed names what it sees
     * @param dtype to compute in
     * @param reason for what it begins with
     */
    record Start(
            FeatureShape shape, ClassifierRecipe recipe, boolean mirrored, Seed seed, DType dtype, String reason) {}

    /** @param network at its beginning; closed with this */
    ClassifierTrainable(LabelledPictures pictures, Start start, FeatureNetwork network) {
        // One here: a batch of classifiers is large enough for threads to share each operation.
        this(pictures, start, network, 1);
    }

    /** @param shards that a batch has */
    ClassifierTrainable(LabelledPictures pictures, Start start, FeatureNetwork network, int shards) {
        this.pictures = pictures;
        this.start = start;
        this.network = network;
        this.average = Scope.making(() -> start.shape().network(Seed.of(0)));
        this.averaging = new ExponentialMovingAverage(average, network);
        this.consistency = pictures.unlabelled().length == 0
                ? Optional.empty()
                : Optional.of(new Consistency(
                        pictures, start.recipe().alone(), start.mirrored(), start.seed(), start.dtype()));
        ClassifierShard.Material material = new ClassifierShard.Material(
                pictures,
                new DataOrder(pictures.training().length, start.seed().child("order")),
                PictureChange.usual(pictures.shape(), start.mirrored()),
                start,
                consistency);
        this.shards = new Replicas<>(
                new ClassifierShard(network, material),
                () -> new ClassifierShard(start.shape().network(Seed.of(0)), material),
                shards,
                CollectiveScope.current());
        this.descent = new Descent(network, start.recipe());
    }

    @Override
    public Map<String, Double> step(Position position) {
        double rate = start.recipe().rate(position.progress()) * position.rateScale();
        Map<String, Double> figures;
        try (Scope scope = Scope.open()) {
            Replicas.Pass pass = shards.pass(batch(), (shard, part) -> {
                shards.follow(shard);
                return shard.pass(part, position);
            });
            figures = new LinkedHashMap<>(pass.figures());
            figures.put(LEARNING_RATE.name(), rate);
            descent.step(pass.gradients(), rate);
            consistency
                    .filter(with -> with.joined(position))
                    .ifPresent(with -> with.note(shards.joined(batch(), (shard, part) -> shard.surely())));
            shards.gatherStatistics();
        } finally {
            shards.end();
        }
        follow(position);
        return figures;
    }

    private void follow(Position position) {
        if (!start.recipe().lookahead()) {
            averaging.update(ExponentialMovingAverage.decay(batch(), AVERAGED * position.totalImages()));
            return;
        }
        long step = position.images() / batch() + 1;
        boolean last = position.images() + batch() >= position.totalImages();
        if (step % LOOKAHEAD_STEPS == 0 || last) {
            double progress = position.progress();
            averaging.update(StrictMath.pow(0.95, LOOKAHEAD_STEPS) * progress * progress * progress);
            network.copyFrom(average);
        }
    }

    @Override
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        network.namedTensors().forEach((name, tensor) -> state.put("network." + name, tensor));
        average.namedTensors().forEach((name, tensor) -> state.put("average." + name, tensor));
        state.putAll(descent.state());
        consistency.ifPresent(with -> state.put("consistency.seen", with.seen()));
        return state;
    }

    @Override
    public Snapshot evaluate() throws IOException {
        int views = start.mirrored() ? 6 : 3;
        average.training(false);
        HeldOutTrial trial = HeldOutTrial.of(average, pictures, views, start.dtype());
        average.training(true);
        FeatureModel model = new FeatureModel(
                start.shape(),
                pictures.shape().width(),
                pictures.classes(),
                trial.confidence().calibration(),
                views);
        return new Snapshot(
                trial.figures(),
                samples(),
                new Snapshot.Model(model.toJson(), ModelFile.weightsOf(average), Map.of(), about(model)),
                trial.pictures());
    }

    private Snapshot.About about(FeatureModel model) {
        return new Snapshot.About(
                "Classifier, " + model.side() + " px, " + model.classes().size() + " classes",
                "It " + start.reason() + ". Answers are the mean of " + model.views() + " versions of a picture.",
                "On " + pictures.heldOut().length + " pictures that were held out of the training; confidences are"
                        + " calibrated by the same pictures, and their error measured crosswise.",
                "Knows pictures of the kind it was trained on. What belongs to none of its classes is told by a low"
                        + " confidence, and not always.");
    }

    /** Pictures of the data, those that are held out. */
    private Picture samples() {
        List<Picture> cells = new ArrayList<>();
        for (int item : Arrays.copyOf(pictures.heldOut(), Math.min(SHOWN, pictures.heldOut().length))) {
            cells.add(pictures.picture(item));
        }
        return Pictures.grid(cells, Math.min(COLUMNS, cells.size()), 2);
    }

    @Override
    public Origin samplesOrigin() {
        return Origin.real();
    }

    @Override
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>(HeldOutTrial.FIGURES);
        figures.add(LEARNING_RATE);
        return figures;
    }

    /** Where few labels are used the newest, so that those of held-out pictures choose nothing. */
    @Override
    public int best(List<MetricsLog.Entry> evaluated) {
        return consistency.isPresent() ? evaluated.size() - 1 : Trainable.super.best(evaluated);
    }

    @Override
    public OptionalDouble planCorrectedAt() {
        return OptionalDouble.of(consistency.isPresent() ? PLAN_CORRECTED_LATE : PLAN_CORRECTED_AT);
    }

    @Override
    public Map<String, List<Map<String, Tensor>>> transferable() {
        Map<String, Tensor> features = new LinkedHashMap<>(network.namedTensors());
        // The head was solved for these classes already.
        features.keySet().removeIf(name -> name.startsWith(FirstNetwork.HEAD));
        return Map.of(ModelFile.WEIGHTS, List.of(features));
    }

    @Override
    public int batch() {
        return start.recipe().batch();
    }

    /** Forward and backward. */
    @Override
    public double operationsPerImage() {
        average.training(false);
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            PixelShape shape = pictures.shape();
            Tensor picture = average.device().zeros(DType.F32, 1, 3, shape.height(), shape.width());
            double forward = 2.0 * Operations.during(() -> average.outputs(average.features(picture)));
            double alone = start.recipe().alone();
            return 3 * forward * (consistency.isPresent() ? alone + (1 - alone) * Consistency.COST : 1);
        } finally {
            average.training(true);
        }
    }

    @Override
    public Map<String, Long> parameterCounts() {
        return Map.of("classifier", network.parameterCount());
    }

    @Override
    public void close() {
        network.close();
        average.close();
        descent.close();
        shards.close();
        consistency.ifPresent(Consistency::close);
    }
}
