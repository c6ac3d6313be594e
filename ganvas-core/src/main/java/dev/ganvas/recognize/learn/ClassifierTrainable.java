package dev.ganvas.recognize.learn;

import dev.ganvas.data.PixelShape;
import dev.ganvas.data.PixelTensors;
import dev.ganvas.engine.nn.CollectiveScope;
import dev.ganvas.engine.nn.Operations;
import dev.ganvas.engine.nn.ParameterTree;
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

    /** Pictures that are computed at once; a batch is some of these, so that they stay in the processor's caches. */
    private static final int AT_ONCE = 128;

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
    private final Replicas<Shard> shards;
    private final Descent descent;
    private final DataOrder order;
    private final PictureChange change;
    private final double[] weights;
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

    /** A part of a batch's way through a step. Used by one thread. */
    private static final class Shard implements Replicas.Replica {
        private final FeatureNetwork network;
        private final List<Tensor> kept = new ArrayList<>();
        private final List<Tensor> surely = new ArrayList<>();

        Shard(FeatureNetwork network) {
            this.network = network;
        }

        @Override
        public List<ParameterTree> networks() {
            return List.of(network);
        }

        @Override
        public void end() {
            kept.forEach(Tensor::close);
            kept.clear();
            surely.clear();
        }
    }

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
        this.shards = new Replicas<>(
                new Shard(network),
                () -> new Shard(start.shape().network(Seed.of(0))),
                shards,
                CollectiveScope.current());
        this.descent = new Descent(network, start.recipe());
        this.order = new DataOrder(pictures.training().length, start.seed().child("order"));
        this.change = PictureChange.usual(pictures.shape(), start.mirrored());
        this.weights = pictures.weights();
        this.consistency = pictures.unlabelled().length == 0
                ? Optional.empty()
                : Optional.of(new Consistency(pictures, start.mirrored(), start.seed(), start.dtype()));
    }

    @Override
    public Map<String, Double> step(Position position) {
        double rate = start.recipe().rate(position.progress()) * position.rateScale();
        Map<String, Double> figures;
        try (Scope scope = Scope.open()) {
            Replicas.Pass pass = shards.pass(batch(), (shard, part) -> {
                shards.follow(shard);
                return pass(shard, part, position);
            });
            figures = new LinkedHashMap<>(pass.figures());
            figures.put(LEARNING_RATE.name(), rate);
            descent.step(pass.gradients(), rate);
            consistency.ifPresent(
                    with -> with.note(shards.joined(batch(), (shard, part) -> Tensor.cat(shard.surely, 0))));
            shards.gatherStatistics();
        } finally {
            shards.end();
        }
        follow(position);
        return figures;
    }

    private Replicas.Pass pass(Shard shard, Replicas.Part of, Position position) {
        int[] items = new int[of.count()];
        for (int i = 0; i < items.length; i++) {
            items[i] = pictures.training()[order.at(position.images() + of.first() + i)];
        }
        List<Tensor> parameters = shard.network.parameters();
        Map<String, Double> figures = new LinkedHashMap<>();
        List<Tensor> sum = List.of();
        double loss = 0;
        for (int from = 0; from < items.length; from += AT_ONCE) {
            int[] part = Arrays.copyOfRange(items, from, Math.min(items.length, from + AT_ONCE));
            try (Scope scope = Scope.open()) {
                Tensor mean = loss(shard, part, of.first() + from, position, figures)
                        .mul((double) part.length / items.length);
                List<Tensor> gradients = Autograd.gradients(mean, parameters);
                loss += mean.item();
                sum = added(sum, gradients);
            }
        }
        figures.put("loss", loss);
        shard.kept.addAll(sum);
        return new Replicas.Pass(sum, figures);
    }

    /** @param first number of the first of the items within the batch */
    private Tensor loss(Shard shard, int[] items, int first, Position position, Map<String, Double> figures) {
        Tensor seen = changed(items, position, first);
        if (consistency.isEmpty()) {
            return loss(shard.network.outputs(shard.network.features(seen)), items);
        }
        Consistency.Loss loss = consistency.get().loss(shard.network, seen, items, first, position);
        shard.surely.add(loss.surely().keep());
        shard.kept.add(loss.surely());
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
        int[] labels = pictures.labels(items);
        Tensor logs = logits.logSoftmax();
        Tensor right =
                logs.gather(Tensor.ofLongs(Arrays.stream(labels).asLongStream().toArray(), labels.length));
        double smoothing = start.recipe().smoothing();
        float[] weight = new float[labels.length];
        for (int i = 0; i < labels.length; i++) {
            weight[i] = (float) weights[labels[i]];
        }
        return right.mul(smoothing - 1)
                .sub(logs.mean(1).mul(smoothing))
                .mul(Tensor.of(weight, labels.length))
                .mean();
    }

    private Tensor changed(int[] items, Position position, int offset) {
        PixelShape shape = pictures.shape();
        byte[] original = new byte[shape.values()];
        byte[] changed = new byte[items.length * shape.values()];
        Seed seed = start.seed().child("changes").child(position.images());
        for (int i = 0; i < items.length; i++) {
            pictures.read(items[i], original, 0);
            long pass = (position.images() + offset + i) / pictures.training().length;
            change.apply(original, shape, pass, seed.child(offset + i).stream(), changed, i * shape.values());
        }
        return PixelTensors.toTensor(changed, items.length, shape, start.dtype());
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
        return OptionalDouble.of(PLAN_CORRECTED_AT);
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
            Tensor picture = Tensor.zeros(DType.F32, 1, 3, shape.height(), shape.width());
            double forward = 2.0 * Operations.during(() -> average.outputs(average.features(picture)));
            return forward * (consistency.isPresent() ? Consistency.PASSES : 3);
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
