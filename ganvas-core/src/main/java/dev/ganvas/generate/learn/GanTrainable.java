package dev.ganvas.generate.learn;

import dev.ganvas.data.PixelCache;
import dev.ganvas.engine.nn.Replicas;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.DefaultDevice;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.evaluate.Evaluator;
import dev.ganvas.evaluate.distribution.PictureSet;
import dev.ganvas.generate.Discriminator;
import dev.ganvas.generate.GeneratorModel;
import dev.ganvas.generate.Sampler;
import dev.ganvas.generate.network.GeneratorNetwork;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.model.ModelFile;
import dev.ganvas.random.Seed;
import dev.ganvas.train.DataOrder;
import dev.ganvas.train.Figure;
import dev.ganvas.train.Finding;
import dev.ganvas.train.MetricsLog;
import dev.ganvas.train.Plan;
import dev.ganvas.train.Snapshot;
import dev.ganvas.train.Trainable;
import dev.ganvas.vision.Embedder;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntUnaryOperator;

/** A GAN on one data set, as the training loop sees it. */
final class GanTrainable implements Trainable {
    private static final double PLAN_CORRECTED_AT = 1.0 / 3;
    private static final int GRID_COLUMNS = 8;
    private static final int GRID_ROWS = 8;
    private static final int MOST_CLASS_ROWS = 10;

    private final PixelCache data;
    private final Recipe recipe;
    private final Seed seed;
    private final PictureBatches learned;
    private final Optional<PictureBatches> heldBack;
    private final boolean stopEarly;
    private final GanStep step;
    private final Reference reference;

    /** What is evaluated, shown and saved: the running average, with statistics that fit it and the contrast of the data. */
    private final GeneratorNetwork drawn;

    private final Sampler sampler;

    /**
     * Where a trainable begins.
     *
     * @param seed names its weights, latent vectors and data order
     * @param dtype to compute in
     * @param mirrored whether real pictures are shown mirrored half the time
     * @param stopEarly whether the training ends when it has ceased to improve
     */
    record Start(Seed seed, DType dtype, boolean mirrored, boolean stopEarly) {}

    /**
     * The data as pictures are compared with it; made once, when it is first asked for, and used by rehearsal and run. For one
     * thread.
     */
    static final class Reference {
        private final PixelCache data;
        private final Extractors extractors;
        private final EvaluationSize size;
        private Optional<Evaluator> evaluator = Optional.empty();
        private Optional<Contrast> contrast = Optional.empty();

        /** @param extractors stay the caller's */
        Reference(PixelCache data, Extractors extractors, EvaluationSize size) {
            this.data = data;
            this.extractors = extractors;
            this.size = size;
        }

        EvaluationSize size() {
            return size;
        }

        Evaluator evaluator() {
            if (evaluator.isEmpty()) {
                PictureSet real = PictureSet.of(data.count(), data::picture);
                evaluator = Optional.of(
                        Evaluator.against(extractors.random(), Seed.of(0).child("reference"), real, size.pictures())
                                .beside(extractors.trained(), real, size.part()));
            }
            return evaluator.get();
        }

        Contrast contrast() {
            if (contrast.isEmpty()) {
                contrast = Optional.of(Contrast.of(data));
            }
            return contrast.get();
        }

        private Embedder extractor() {
            return extractors.random();
        }

        private List<String> trained() {
            return extractors.trained().stream().map(Embedder::name).toList();
        }
    }

    GanTrainable(PixelCache data, Recipe recipe, Reference reference, Start start) {
        this.data = data;
        this.recipe = recipe;
        this.seed = start.seed();
        this.stopEarly = start.stopEarly();
        PictureBatches.View view = new PictureBatches.View(
                start.mirrored(), recipe.architecture().classes() > 0, start.dtype(), DefaultDevice.get());
        if (recipe.augmentation().applies()) {
            PictureBatches.Parts parts = PictureBatches.Parts.of(data, view, seed);
            this.learned = parts.learned();
            this.heldBack = Optional.of(parts.heldBack());
        } else {
            this.learned = PictureBatches.all(data, view, seed);
            this.heldBack = Optional.empty();
        }
        this.step = GanStep.of(recipe, seed.child("weights"), start.dtype());
        this.drawn = Scope.making(() -> recipe.architecture().generator(seed.child("weights")));
        drawn.training(false);
        this.sampler = new Sampler(drawn, recipe.latent(), recipe.architecture());
        this.reference = reference;
    }

    @Override
    public List<Finding> findings(List<MetricsLog.Entry> evaluated, Plan plan) {
        return TrainingHealth.findings(evaluated, plan, recipe, stopEarly);
    }

    @Override
    public List<Figure> figures() {
        return GanFigures.with(reference.trained());
    }

    @Override
    public int best(List<MetricsLog.Entry> evaluated) {
        return ModelChoice.best(evaluated);
    }

    /** Before the rate begins to fall, and late enough to know the speed. */
    @Override
    public OptionalDouble planCorrectedAt() {
        return OptionalDouble.of(PLAN_CORRECTED_AT);
    }

    @Override
    public Map<String, List<Map<String, Tensor>>> transferable() {
        return step.transferable();
    }

    @Override
    public int batch() {
        return recipe.batch();
    }

    @Override
    public double operationsPerImage() {
        return step.operationsPerImage();
    }

    @Override
    public Map<String, Long> parameterCounts() {
        return step.parameterCounts();
    }

    @Override
    public Map<String, Double> step(Position position) {
        Replicas.Part here = step.here();
        int n = here.count();
        long first = position.images() + here.first();
        int latentSize = recipe.architecture().latentSize();
        float[] latent = new float[n * latentSize];
        for (int i = 0; i < n; i++) {
            recipe.latent().fill(seed.child("latent").child(first + i), latent, i * latentSize, latentSize);
        }
        try (Scope scope = Scope.open()) {
            return step.on(
                    new GanStep.Batch(
                            learned.at(first, n),
                            step.device().of(latent, n, latentSize).to(step.dtype()),
                            heldBack.filter(pictures -> step.measuresAt(position))
                                    .map(pictures -> pictures.at(
                                            position.images() / AdaptiveAugmentation.INTERVAL + here.first(), n)),
                            seed.child("augmentation")),
                    position);
        }
    }

    @Override
    public Map<String, Tensor> state() {
        return step.state();
    }

    @Override
    public Snapshot evaluate() throws IOException {
        // Fakes get the labels of pictures drawn from the data, so that classes are as frequent as there.
        DataOrder order = new DataOrder(data.count(), seed.child("judged labels"));
        IntUnaryOperator labels = i -> data.label(order.at(i));
        drawn.copyFrom(step.average());
        EvaluationSize size = reference.size();
        // Those averaged along belong to weights that were, and lag behind these besides: pictures come out too pale.
        sampler.estimateStatistics(size.statisticsFrom(), seed.child("statistics"), labels);
        double factor = reference.contrast().give(drawn, () -> evaluated(size.part(), labels));
        Map<String, Double> figures =
                new LinkedHashMap<>(reference.evaluator().metrics(evaluated(size.pictures(), labels), size.pictures()));
        figures.put("amplified", factor);
        figures.putAll(step.augmentation().figures());
        return new Snapshot(figures, samples(), model());
    }

    private Iterator<Picture> evaluated(int count, IntUnaryOperator labels) {
        return sampler.pictures(count, seed.child("judged"), 1, labels);
    }

    private Picture samples() {
        int classes = recipe.architecture().classes();
        int rows = classes > 0 ? Math.min(classes, MOST_CLASS_ROWS) : GRID_ROWS;
        IntUnaryOperator rowClass = i -> i / GRID_COLUMNS % Math.max(1, classes);
        List<Picture> cells = sampler.list(rows * GRID_COLUMNS, seed.child("grid"), rowClass);
        return Pictures.grid(cells, GRID_COLUMNS, 2);
    }

    @Override
    public Origin samplesOrigin() {
        return Origin.generated();
    }

    private Snapshot.Model model() throws IOException {
        List<String> classes = recipe.architecture().classes() > 0 ? data.classes() : List.of();
        return new Snapshot.Model(
                new GeneratorModel(recipe.architecture(), data.layout().fit(), recipe.latent(), classes).toJson(),
                ModelFile.weightsOf(drawn),
                Map.of(Discriminator.ENTRY, Discriminator.bytes(step.discriminator())),
                about());
    }

    private Snapshot.About about() {
        Embedder extractor = reference.extractor();
        return new Snapshot.About(
                "Picture generator, " + data.shape().size() + " px",
                "Recipe `" + recipe.name() + "`, networks `"
                        + recipe.architecture().family().name().toLowerCase(Locale.ROOT) + "`.",
                "KD (unbiased kernel distance, Binkowski et al., 2018) and FD (Fréchet distance) in the features of `"
                        + extractor.name() + "`, SHA-256 `" + extractor.sha256() + "`, "
                        + reference.size().pictures() + " generated against as many training pictures at most; trained"
                        + " extractors saw a quarter of them. Not comparable with FID or with other extractors.",
                "Draws pictures of the kind it was trained on and of that size, and can only be as varied as they are. It may"
                        + " reproduce training pictures closely when there were few. Label generated pictures as such where"
                        + " the law asks for it.");
    }

    @Override
    public void close() {
        step.close();
        drawn.close();
    }
}
