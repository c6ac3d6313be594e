package dev.ganvas.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.Sources;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.error.Require;
import dev.ganvas.evaluate.Evaluation;
import dev.ganvas.evaluate.ModeCoverage;
import dev.ganvas.evaluate.distribution.ManifoldOverlap;
import dev.ganvas.features.InceptionFeatures;
import dev.ganvas.features.TrainedFeatures;
import dev.ganvas.generate.Generator;
import dev.ganvas.train.Budget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "evaluate",
        description = {
            "Says how far a generator's pictures are from real ones, what the figures mean, whether the pictures are"
                    + " copies of training pictures, and whether they repeat."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:  ganvas evaluate my-run/best.ganvas photos --n 10k --neighbours pairs.png"})
final class EvaluateCommand implements Callable<Integer> {
    private static final int MOST = 1_000_000;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A .ganvas file.")
    private Path model;

    @Parameters(
            index = "1",
            paramLabel = "DATA",
            description = "The real pictures it was trained on, named as for 'ganvas train'.")
    private String data;

    @Option(
            names = "--n",
            defaultValue = "10k",
            description = "Pictures on each side, at most (default: ${DEFAULT-VALUE}).")
    private String count;

    @Option(
            names = "--seed",
            defaultValue = "0",
            description = "Names the generated pictures and the resampling (default: ${DEFAULT-VALUE}).")
    private long seed;

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
                    "A trained extractor ('ganvas train --task classify' or 'features') to judge by as well as by those"
                            + " that ship; may be given more than once. One with the generator's classes also says how many"
                            + " pictures show their class.")
    private List<Path> extractors = new ArrayList<>();

    @Option(
            names = "--stacked-mnist",
            paramLabel = "FILE",
            description = "Count the 1,000 modes of Stacked MNIST in 26,000 pictures, by this extractor for digits.")
    private Optional<Path> digits;

    @Option(names = "--quiet", description = "No progress.")
    private boolean quiet;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        int n = Require.within(
                (int) Math.min(((Budget.Images) Budget.images(count)).count(), Integer.MAX_VALUE),
                ManifoldOverlap.LEAST,
                MOST,
                "--n");
        List<TrainedFeatures> opened = new ArrayList<>();
        try (Threads threads = Threads.use(Runtime.getRuntime().availableProcessors());
                InceptionFeatures network = inception.isPresent() ? InceptionFeatures.open(inception.get()) : null;
                Generator generator = Generator.open(model);
                PictureSource source = Sources.open(data);
                PictureSource other = heldOut.isPresent() ? Sources.open(heldOut.get()) : null) {
            ModelEvaluation evaluating = new ModelEvaluation(generator, n, seed, quiet);
            for (Path extractor : extractors) {
                opened.add(TrainedFeatures.open(extractor));
            }
            for (String shipped : TrainedFeatures.shippedNames()) {
                opened.add(TrainedFeatures.shipped(shipped));
            }
            Optional<ModeCoverage> modes = modes(evaluating);
            Evaluation evaluation = evaluating.against(
                    source,
                    new ModelEvaluation.Beside(Optional.ofNullable(other), opened, Optional.ofNullable(network)),
                    neighbours);
            output.say(evaluation.toText());
            modes.ifPresent(found -> output.say(found.toText()));
            neighbours.ifPresent(file -> output.say("Open     " + file + "   (generated pictures, each beside the"
                    + " training picture nearest to it)"));
            Map<String, JsonNode> fields = fields(evaluation);
            modes.ifPresent(found -> fields.put("modes", new ObjectMapper().valueToTree(found)));
            output.result(fields);
            return 0;
        } finally {
            opened.forEach(TrainedFeatures::close);
        }
    }

    private Optional<ModeCoverage> modes(ModelEvaluation evaluating) throws IOException {
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
