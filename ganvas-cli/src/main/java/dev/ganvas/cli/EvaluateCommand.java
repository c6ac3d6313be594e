package dev.ganvas.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.cli.option.LabelOptions;
import dev.ganvas.cli.option.ModelParameter;
import dev.ganvas.cli.option.SeedOption;
import dev.ganvas.cli.terminal.Interruption;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.terminal.PhaseBar;
import dev.ganvas.cli.terminal.TrainingDisplay;
import dev.ganvas.cli.usage.Group;
import dev.ganvas.cli.usage.InGroup;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.Sources;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.error.UsageException;
import dev.ganvas.evaluate.Evaluation;
import dev.ganvas.evaluate.EvaluationExtractors;
import dev.ganvas.evaluate.ModeCoverage;
import dev.ganvas.features.FeatureModel;
import dev.ganvas.features.TrainedFeatures;
import dev.ganvas.generate.GeneratedSource;
import dev.ganvas.generate.Generator;
import dev.ganvas.generate.GeneratorEvaluation;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.recognize.ClassifierMeasurement;
import dev.ganvas.recognize.ClassifierReport;
import dev.ganvas.recognize.RecognitionModels;
import dev.ganvas.recognize.learn.AccuracyScore;
import dev.ganvas.train.Budget;
import dev.ganvas.train.RunSettings;
import dev.ganvas.vision.Classifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@InGroup(Group.LEARN)
@Command(
        name = "evaluate",
        description = {
            "Says how far a generator's pictures are from real ones, and whether they are copies or repeat; of a classifier,"
                    + " how often it is right, and how far its confidences hold.",
            "Every figure is printed with what it means on these pictures."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:  ganvas evaluate my-run/best.ganvas photos --n 10k --neighbours pairs.png"})
final class EvaluateCommand implements Callable<Integer> {
    private static final int SHOWN_CLASSES = 20;
    private static final String ACCURACY_BUDGET = "8m";

    @Mixin
    private ModelParameter model;

    @Parameters(
            index = "1",
            paramLabel = "DATA",
            description =
                    "The real pictures it was trained on, named as for 'ganvas train'; of a classifier, labelled pictures"
                            + " that it was not trained on.")
    private String data;

    @Option(
            names = "--n",
            defaultValue = "10k",
            description = "Pictures on each side, at most (default: ${DEFAULT-VALUE}).")
    private String count;

    @Mixin
    private SeedOption seed;

    @Option(
            names = "--held-out",
            paramLabel = "DATA",
            description = "Real pictures that it was not trained on, to tell copies from likeness.")
    private Optional<String> heldOut;

    @Option(
            names = "--neighbours",
            paramLabel = "FILE.png",
            description = "Write the generated pictures nearest to training pictures, each beside its neighbour.")
    private Optional<Path> neighbours;

    @Option(
            names = "--inception",
            paramLabel = "FILE",
            description = "The network inception-2015-12-05 as TorchScript; adds FID against all of DATA. It runs as a"
                    + " program: use a file you trust.")
    private Optional<Path> inception;

    @Option(
            names = "--extractor",
            paramLabel = "FILE",
            description =
                    "A trained extractor ('ganvas train --task classify' or 'features') to evaluate by as well as by those"
                            + " that ship; may be given more than once. One with the generator's classes also says how many"
                            + " pictures show their class.")
    private List<Path> extractors = new ArrayList<>();

    @Option(
            names = "--stacked-mnist",
            paramLabel = "FILE",
            description = "Count the 1,000 modes of Stacked MNIST in 26,000 pictures, by this extractor for digits.")
    private Optional<Path> digits;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Of a classifier: write a page with the confusion matrix and the most wrong pictures here.")
    private Optional<Path> report;

    @Option(
            names = "--accuracy-score",
            description =
                    "Of a generator with classes: also how often a classifier is right on real pictures that learned from"
                            + " its pictures alone, beside one that learned from real ones. Trains both, which takes the time of"
                            + " --accuracy-budget.")
    private boolean accuracyScore;

    @Option(
            names = "--accuracy-budget",
            paramLabel = "TIME",
            description = "How long --accuracy-score trains in all (default: " + ACCURACY_BUDGET + ").")
    private Optional<String> accuracyBudget;

    @Mixin
    private LabelOptions labels;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        if (accuracyBudget.isPresent() && !accuracyScore) {
            throw new UsageException("--accuracy-budget goes with --accuracy-score.");
        }
        if (AnswersOnly.is(model.file()) || FeatureModel.isOne(model.file())) {
            if (accuracyScore) {
                throw new UsageException("--accuracy-score is one of generators, and " + model.file() + " is none.");
            }
            return classifier();
        }
        if (report.isPresent()) {
            throw new UsageException("--report is written of a classifier, and " + model.file() + " is none.");
        }
        int pictures = (int) Math.min(((Budget.Images) Budget.images(count)).count(), Integer.MAX_VALUE);
        try (Threads threads = Threads.use(Runtime.getRuntime().availableProcessors());
                EvaluationExtractors by = EvaluationExtractors.open(extractors, inception);
                Generator generator = Generator.open(model.file());
                PictureSource source = Sources.open(data);
                PictureSource other = heldOut.isPresent() ? Sources.open(heldOut.get()) : null;
                PhaseBar bar = new PhaseBar(output)) {
            GeneratorEvaluation evaluating = new GeneratorEvaluation(generator, pictures, seed.seed(), bar);
            if (accuracyScore && generator.classes().isEmpty()) {
                throw new UsageException(
                        model.file() + " has no classes, and an accuracy score is one of classes; leave it out.");
            }
            Optional<ModeCoverage> modes = modes(evaluating);
            GeneratorEvaluation.Result found =
                    evaluating.against(new GeneratorEvaluation.Reals(source, Optional.ofNullable(other)), by);
            bar.close();
            Map<String, JsonNode> fields = report(found, modes);
            boolean whole = !accuracyScore || scored(source, Optional.ofNullable(other), generator, bar, fields);
            output.result(fields);
            return whole ? ExitCode.OK : Main.INTERRUPTED;
        }
    }

    private int classifier() throws IOException {
        int pictures = (int) Math.min(((Budget.Images) Budget.images(count)).count(), Integer.MAX_VALUE);
        try (Threads threads = Threads.use(Runtime.getRuntime().availableProcessors());
                RecognitionModels models = RecognitionModels.of(List.of(model.file()), AnswersOnly::orOurs);
                PictureSource source = Sources.open(data);
                PhaseBar bar = new PhaseBar(output)) {
            Classifier one = models.classifiers().get(0);
            ClassifierMeasurement measured = ClassifierMeasurement.of(one, source, pictures, bar.of("recognising"));
            bar.close();
            output.say(measured.toText(one, SHOWN_CLASSES));
            output.result(measured.toJson(one));
            if (report.isPresent()) {
                output.say("Report:  " + ClassifierReport.write(report.get(), one, source.name(), measured));
            }
            return 0;
        }
    }

    /** @return whether it came to its end */
    private boolean scored(
            PictureSource real,
            Optional<PictureSource> test,
            Generator generator,
            PhaseBar bar,
            Map<String, JsonNode> fields)
            throws IOException {
        int side = Math.max(
                generator.layout().size().width(), generator.layout().size().height());
        Path folder = Files.createTempDirectory("ganvas-accuracy");
        try (Interruption interruption =
                Interruption.of(output, "Interrupted.", "Stopping; the accuracy score is left out ...")) {
            Optional<AccuracyScore> score = AccuracyScore.of(
                    new AccuracyScore.Material(
                            real, test, each -> GeneratedSource.open(model.file(), each, seed.seed()), side),
                    RunSettings.of(Budget.time(accuracyBudget.orElse(ACCURACY_BUDGET))),
                    folder,
                    new TrainingDisplay(output, bar, interruption),
                    bar.of("decoding"));
            bar.close();
            score.ifPresent(found -> {
                output.say("");
                output.say(found.toText());
                fields.put("accuracy_score", found.toJson());
            });
            return score.isPresent();
        } finally {
            remove(folder);
        }
    }

    private static void remove(Path folder) throws IOException {
        List<Path> inside;
        try (Stream<Path> walk = Files.walk(folder)) {
            inside = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : inside) {
            Files.delete(file);
        }
    }

    /** Says what was found. @return the same for machines */
    private Map<String, JsonNode> report(GeneratorEvaluation.Result found, Optional<ModeCoverage> modes)
            throws IOException {
        output.say(found.evaluation().toText());
        modes.ifPresent(covered -> output.say(covered.toText()));
        if (neighbours.isPresent()) {
            Pictures.writePng(
                    neighbours.get(),
                    found.nearest(),
                    labels.origin(Origin.Kind.COMPOSITE, output).by(Main.Version.current()));
            output.say("Open     " + neighbours.get()
                    + "   (generated pictures, each beside the training picture nearest" + " to it)");
        }
        Map<String, JsonNode> fields = fields(found.evaluation());
        modes.ifPresent(covered -> fields.put("modes", new ObjectMapper().valueToTree(covered)));
        return fields;
    }

    private Optional<ModeCoverage> modes(GeneratorEvaluation evaluating) throws IOException {
        if (digits.isEmpty()) {
            return Optional.empty();
        }
        try (TrainedFeatures extractor = TrainedFeatures.open(digits.get())) {
            return Optional.of(evaluating.modes(extractor));
        }
    }

    static Map<String, JsonNode> fields(Evaluation evaluation) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        evaluation.toJson().properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }
}
