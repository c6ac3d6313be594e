package dev.ganvas.generate.learn;

import dev.ganvas.generate.Discriminator;
import dev.ganvas.generate.GeneratorModel;
import dev.ganvas.generate.Sampler;
import dev.ganvas.generate.network.GeneratorNetwork;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ganvas.data.PixelCache;
import dev.ganvas.random.Seed;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.evaluate.Evaluator;
import dev.ganvas.evaluate.distribution.PictureSet;
import dev.ganvas.features.FeatureExtractor;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.model.ModelFile;
import dev.ganvas.train.DataOrder;
import dev.ganvas.train.Finding;
import dev.ganvas.train.MetricsLog;
import dev.ganvas.train.Plan;
import dev.ganvas.train.Trainable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** A GAN on one data set, as the training loop sees it. */
final class GanTrainable implements Trainable {
    private static final int GRID_COLUMNS = 8;
    private static final int GRID_ROWS = 8;
    private static final int MOST_CLASS_ROWS = 10;

    private final PixelCache data;
    private final Recipe recipe;
    private final Seed seed;
    private final JsonNode provenance;
    private final PictureBatches learned;
    private final Optional<PictureBatches> heldBack;
    private final boolean stopEarly;
    private final GanStep step;
    private final Reference reference;

    /** What is evaluated, shown and saved: the running average, with statistics that fit it and the contrast of the data. */
    private final GeneratorNetwork drawn;

    private final Sampler sampler;

    /** Drawn since the last evaluation, if it was. */
    private Optional<Picture> grid = Optional.empty();

    /**
     * Where a subject begins.
     *
     * @param seed names its weights, latent vectors and data order
     * @param dtype to compute in
     * @param mirrored whether real pictures are shown mirrored half the time
     * @param stopEarly whether the training ends when it has ceased to improve
     * @param provenance the run's record, which goes into its models
     */
    record Start(Seed seed, DType dtype, boolean mirrored, boolean stopEarly, JsonNode provenance) {}

    /** The data as pictures are compared with it; made once and used by rehearsal and run. The extractors stay the caller's. */
    record Reference(FeatureExtractor extractor, Evaluator evaluator, Contrast contrast, EvaluationSize size) {
        static Reference on(PixelCache data, Extractors extractors, EvaluationSize size) {
            PictureSet real = PictureSet.of(data.count(), data::picture);
            Evaluator evaluator = Evaluator.against(
                            extractors.random(), Seed.of(0).child("reference"), real, size.pictures())
                    .beside(extractors.trained(), real, size.part());
            return new Reference(extractors.random(), evaluator, Contrast.of(data), size);
        }
    }

    GanTrainable(PixelCache data, Recipe recipe, Reference reference, Start start) {
        this.data = data;
        this.recipe = recipe;
        this.seed = start.seed();
        this.stopEarly = start.stopEarly();
        this.provenance = start.provenance();
        PictureBatches.View view =
                new PictureBatches.View(start.mirrored(), recipe.architecture().classes() > 0, start.dtype());
        if (recipe.augmentation().applies()) {
            PictureBatches.Parts parts = PictureBatches.Parts.of(data, view, seed);
            this.learned = parts.learned();
            this.heldBack = Optional.of(parts.heldBack());
        } else {
            this.learned = PictureBatches.all(data, view, seed);
            this.heldBack = Optional.empty();
        }
        this.step = new GanStep(recipe, seed.child("weights"), start.dtype());
        try (Scope scope = Scope.open()) {
            this.drawn = recipe.architecture().generator(seed.child("weights"));
        }
        drawn.training(false);
        this.sampler = new Sampler(drawn, recipe.latent(), recipe.architecture());
        this.reference = reference;
    }

    @Override
    public List<Finding> findings(List<MetricsLog.Entry> evaluated, Plan plan) {
        return TrainingHealth.findings(evaluated, plan, recipe, stopEarly);
    }

    @Override
    public int best(List<MetricsLog.Entry> evaluated) {
        return ModelChoice.best(evaluated);
    }

    @Override
    public String score() {
        return "kd";
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
        int n = recipe.batch();
        int latentSize = recipe.architecture().latentSize();
        float[] latent = new float[n * latentSize];
        for (int i = 0; i < n; i++) {
            recipe.latent().fill(seed.child("latent").child(position.images() + i), latent, i * latentSize, latentSize);
        }
        try (Scope scope = Scope.open()) {
            return step.on(
                    new GanStep.Batch(
                            learned.at(position.images(), n),
                            Tensor.of(latent, n, latentSize).to(step.dtype()),
                            heldBack.filter(pictures -> step.measuresAt(position))
                                    .map(pictures -> pictures.at(position.images() / AdaptiveAugmentation.INTERVAL, n)),
                            seed.child("augmentation")),
                    position);
        }
    }

    @Override
    public Map<String, Tensor> state() {
        return step.state();
    }

    @Override
    public Map<String, Double> evaluate() {
        // Fakes get the labels of pictures drawn from the data, so that classes are as frequent as there.
        DataOrder order = new DataOrder(data.count(), seed.child("judged labels"));
        IntUnaryOperator labels = i -> data.label(order.at(i));
        grid = Optional.empty();
        drawn.copyFrom(step.average());
        EvaluationSize size = reference.size();
        // Those averaged along belong to weights that were, and lag behind these besides: pictures come out too pale.
        sampler.estimateStatistics(size.statisticsFrom(), seed.child("statistics"), labels);
        double factor = reference.contrast().give(drawn, () -> evaluated(size.part(), labels));
        Map<String, Double> figures = new LinkedHashMap<>(
                reference.evaluator().metrics(evaluated(size.pictures(), labels), size.pictures()));
        figures.put("amplified", factor);
        figures.putAll(step.augmentation().figures());
        return figures;
    }

    private Iterator<Picture> evaluated(int count, IntUnaryOperator labels) {
        return sampler.pictures(count, seed.child("judged"), 1, labels);
    }

    @Override
    public Picture samples() {
        if (grid.isEmpty()) {
            grid = Optional.of(drawnGrid());
        }
        return grid.orElseThrow();
    }

    private Picture drawnGrid() {
        int classes = recipe.architecture().classes();
        int rows = classes > 0 ? Math.min(classes, MOST_CLASS_ROWS) : GRID_ROWS;
        IntUnaryOperator rowClass = i -> i / GRID_COLUMNS % Math.max(1, classes);
        List<Picture> cells = sampler.list(rows * GRID_COLUMNS, seed.child("grid"), rowClass);
        return Pictures.grid(cells, GRID_COLUMNS, 2);
    }

    @Override
    public void writeModel(Path file, Map<String, Double> figures) throws IOException {
        List<String> classes = recipe.architecture().classes() > 0 ? data.classes() : List.of();
        GeneratorModel model = new GeneratorModel(recipe.architecture(), recipe.latent(), classes);
        new ModelFile(
                        model.toJson(),
                        ModelFile.weightsOf(drawn),
                        new ModelCard(recipe, data, reference, figures).toMarkdown(),
                        provenance,
                        Pictures.png(samples(), Map.of("Software", "Ganvas")))
                .write(file, Map.of(Discriminator.ENTRY, Discriminator.bytes(step.discriminator())));
    }

    @Override
    public void close() {
        step.close();
        drawn.close();
    }
}
