package dev.ganvas.features;

import dev.ganvas.data.PixelCache;
import dev.ganvas.data.PixelShape;
import dev.ganvas.data.PixelTensors;
import dev.ganvas.engine.nn.CollectiveScope;
import dev.ganvas.engine.nn.Operations;
import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.nn.Replicas;
import dev.ganvas.engine.optim.Sgd;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.FusedOperators.SgdRates;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.image.label.Origin;
import dev.ganvas.model.ModelFile;
import dev.ganvas.random.Seed;
import dev.ganvas.train.DataOrder;
import dev.ganvas.train.Figure;
import dev.ganvas.train.Figure.Axis;
import dev.ganvas.train.Figure.Direction;
import dev.ganvas.train.HeldOut;
import dev.ganvas.train.Snapshot;
import dev.ganvas.train.Trainable;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** A feature extractor on one data set, as the training loop sees it. */
final class FeatureTrainable implements Trainable {
    /** Pictures held out of the training, at most. */
    static final int MOST_HELD_OUT = 2000;

    private static final Figure LOSS = Figure.named("held_out_loss", "loss on held-out pictures")
            .better(Direction.LOWER_IS_BETTER)
            .meaning("the objective on pictures that were not learned from")
            .asHeadline();
    private static final Figure EQUAL_ERROR = Figure.named("equal_error", "equal error rate")
            .better(Direction.LOWER_IS_BETTER)
            .meaning("share of pairs of people who were not learned from that are told wrong, of one person as of two")
            .asHeadline();
    private static final Figure LEARNING_RATE =
            Figure.named("rate", "learning rate").charted(Axis.LINEAR);

    /** One cycle of the rate bends little by a correction then. */
    private static final double PLAN_CORRECTED_AT = 1.0 / 3;

    private static final int BATCH = 128;
    private static final double RATE = 0.1;
    private static final double LAST_RATE = 1e-4;
    private static final double WARM_UP = 0.15;
    private static final double MOMENTUM = 0.9;
    private static final double WEIGHT_DECAY = 5e-4;

    private static final Snapshot.About ABOUT_IDENTITIES = new Snapshot.About(
            "Vectors of faces",
            "Learned to tell people apart, by a margin on the cosine (CosFace) against the people of each batch.",
            "On pairs of pictures of people who were held out of the training.",
            "Tells apart people as they are pictured in what it was trained on, cut out and turned upright alike. With few people it"
                    + " tells strangers apart poorly; the threshold is to be found on a gallery of one's own.");

    private final PixelCache data;
    private final HeldOut parts;
    private final FeatureObjective objective;
    private final Start start;
    private final DataOrder order;
    private final Backbone backbone;
    private final Replicas<Shard> shards;
    private final Sgd descent;

    /** A part of a batch's way through a step. @param learned all that is learned of the network */
    private record Shard(Backbone network, List<Tensor> learned) implements Replicas.Replica {
        @Override
        public List<ParameterTree> networks() {
            return List.of(network);
        }

        @Override
        public void end() {}
    }

    /**
     * Where a trainable begins.
     *
     * @param shape of the network
     * @param seed names its weights and data order
     * @param dtype to compute in
     */
    record Start(BackboneShape shape, Seed seed, DType dtype) {}

    FeatureTrainable(PixelCache data, FeatureObjective objective, Start start) {
        this.data = data;
        this.objective = objective;
        this.start = start;
        // The same part for every seed, so that runs can be compared.
        Seed aside = Seed.of(0).child("held out");
        this.parts = objective.isOfIdentities()
                ? HeldOutPeople.of(data, aside)
                : HeldOut.of(data.count(), MOST_HELD_OUT, aside);
        this.order = new DataOrder(parts.training().length, start.seed().child("order"));
        backbone = Scope.making(() ->
                ParameterTree.placed(new Backbone(start.shape(), start.seed().child("weights"))));
        Map<String, Tensor> learned = learned(backbone, objective);
        descent = new Sgd(learned);
        // One here: what is asked of a batch holds its pictures against each other.
        shards = new Replicas<>(
                new Shard(backbone, List.copyOf(learned.values())),
                () -> {
                    Backbone copy = ParameterTree.placed(
                            new Backbone(start.shape(), start.seed().child("weights")));
                    return new Shard(copy, List.copyOf(learned(copy, objective).values()));
                },
                1,
                CollectiveScope.current());
    }

    private static Map<String, Tensor> learned(Backbone backbone, FeatureObjective objective) {
        Map<String, Tensor> learned = new LinkedHashMap<>(backbone.namedParameters());
        if (objective.isOfIdentities()) {
            // Vectors alone are compared; the head stays as it began.
            learned.keySet().removeIf(name -> name.startsWith(Backbone.HEAD));
        }
        return learned;
    }

    @Override
    public Map<String, Double> step(Position position) {
        double rate = rate(position.progress()) * position.rateScale();
        Seed views = start.seed().child("views").child(position.images());
        try (Scope scope = Scope.open()) {
            Replicas.Pass pass = shards.pass(BATCH, (shard, part) -> {
                shards.follow(shard);
                int[] items = new int[part.count()];
                for (int i = 0; i < items.length; i++) {
                    items[i] = parts.training()[order.at(position.images() + part.first() + i)];
                }
                Tensor features = shard.network().features(views(items, views, part.first(), BATCH));
                Tensor loss = objective.loss(shard.network(), features, labels(items));
                return new Replicas.Pass(Autograd.gradients(loss, shard.learned()), Map.of("loss", loss.item()));
            });
            Map<String, Double> figures = new LinkedHashMap<>(pass.figures());
            figures.put(LEARNING_RATE.name(), rate);
            descent.step(pass.gradients(), new SgdRates(rate, MOMENTUM, WEIGHT_DECAY));
            shards.gatherStatistics();
            return figures;
        } finally {
            shards.end();
        }
    }

    /** One cycle (Smith and Topin, 2019): up in a straight line, down in another. */
    private static double rate(double progress) {
        return progress < WARM_UP
                ? RATE * Math.max(0.1, progress / WARM_UP)
                : LAST_RATE + (RATE - LAST_RATE) * (1 - progress) / (1 - WARM_UP);
    }

    /**
     * @param first number of the first of these within its batch
     * @param whole pictures of the batch
     */
    private Tensor views(int[] items, Seed seed, int first, int whole) {
        PixelShape shape = data.shape();
        int each = shape.values();
        byte[] original = new byte[each];
        byte[] changed = new byte[objective.views() * items.length * each];
        for (int i = 0; i < items.length; i++) {
            data.read(items[i], original, 0);
            for (int view = 0; view < objective.views(); view++) {
                Seed own = seed.child(view * whole + first + i);
                int at = view * items.length + i;
                objective.augmentation().apply(original, shape, own.stream(), changed, at * each);
            }
        }
        return PixelTensors.toTensor(
                changed, objective.views() * items.length, shape, start.dtype(), backbone.device());
    }

    @Override
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        backbone.namedTensors().forEach((name, tensor) -> state.put("backbone." + name, tensor));
        descent.namedTensors().forEach((name, tensor) -> state.put("descent." + name, tensor));
        return state;
    }

    /** The loss on pictures that were held out. */
    @Override
    public Snapshot evaluate() throws IOException {
        backbone.training(false);
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            int[] heldOut = parts.heldOut();
            double loss = 0;
            for (int from = 0; from < heldOut.length; from += BATCH) {
                int[] items = Arrays.copyOfRange(heldOut, from, Math.min(heldOut.length, from + BATCH));
                try (Scope block = Scope.open()) {
                    Tensor features = backbone.features(
                            views(items, Seed.of(0).child("held-out views").child(from), 0, items.length));
                    loss += objective.loss(backbone, features, labels(items)).item() * items.length;
                }
            }
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put(LOSS.name(), loss / heldOut.length);
            Likeness likeness = Likeness.of(backbone, data, heldOut, start.dtype());
            if (objective.isOfIdentities()) {
                figures.put(
                        EQUAL_ERROR.name(), likeness.verification().equalError().falseRejects());
            }
            return new Snapshot(figures, likeness.nearest(), model());
        } finally {
            backbone.training(true);
        }
    }

    private int[] labels(int[] items) {
        return Arrays.stream(items).map(data::label).toArray();
    }

    @Override
    public List<Figure> figures() {
        return objective.isOfIdentities() ? List.of(EQUAL_ERROR, LOSS, LEARNING_RATE) : List.of(LOSS, LEARNING_RATE);
    }

    @Override
    public OptionalDouble planCorrectedAt() {
        return OptionalDouble.of(PLAN_CORRECTED_AT);
    }

    @Override
    public Map<String, List<Map<String, Tensor>>> transferable() {
        return Map.of(ModelFile.WEIGHTS, List.of(backbone.namedTensors()));
    }

    @Override
    public int batch() {
        return BATCH;
    }

    /** Forward and backward, over all views. */
    @Override
    public double operationsPerImage() {
        backbone.training(false);
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            Tensor picture = backbone.device()
                    .zeros(DType.F32, 1, 3, data.shape().height(), data.shape().width());
            return 2.0 * 3 * objective.views() * Operations.during(() -> backbone.outputs(backbone.features(picture)));
        } finally {
            backbone.training(true);
        }
    }

    @Override
    public Map<String, Long> parameterCounts() {
        return Map.of("backbone", backbone.parameterCount());
    }

    @Override
    public Origin samplesOrigin() {
        return Origin.real();
    }

    private Snapshot.Model model() throws IOException {
        FeatureModel model = FeatureModel.withoutClasses(start.shape());
        if (objective.isOfIdentities()) {
            return new Snapshot.Model(model.toJson(), ModelFile.weightsOf(backbone), Map.of(), ABOUT_IDENTITIES);
        }
        Snapshot.About about = new Snapshot.About(
                "Feature extractor, " + start.shape().size() + " px",
                "Learned without labels, by recognising changed versions of a picture (Barlow Twins).",
                "On a tenth of the pictures, at most " + MOST_HELD_OUT + ", that were held out of the training.",
                "Knows pictures of the kind and size it was trained on. Features are for comparing pictures.");
        return new Snapshot.Model(model.toJson(), ModelFile.weightsOf(backbone), Map.of(), about);
    }

    @Override
    public void close() {
        backbone.close();
        descent.close();
        shards.close();
    }
}
