package dev.ganvas.cli;

import dev.ganvas.cli.option.DirectionOptions;
import dev.ganvas.cli.option.LabelOptions;
import dev.ganvas.cli.option.ModelParameter;
import dev.ganvas.cli.option.SaliencyOptions;
import dev.ganvas.cli.option.SeedOption;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.usage.Group;
import dev.ganvas.cli.usage.InGroup;
import dev.ganvas.engine.io.StateDict;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.error.UsageException;
import dev.ganvas.features.FeatureModel;
import dev.ganvas.generate.GeneratorModel;
import dev.ganvas.model.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@InGroup(Group.UNDERSTAND)
@Command(
        name = "explain",
        description =
                "Says why a model does what it does. Of a classifier and pictures: where it looked, and what would have to be"
                        + " otherwise. Of a generator: the directions in which its pictures can be changed.",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        footer = {
            "",
            "Example:  ganvas explain cifar10-classifier cat.jpg --out why.png",
            "Example:  ganvas explain my-run/best.ganvas --out directions --attributes toybox:face",
            "Then:     ganvas generate my-run/best.ganvas --out edited --directions directions/directions.json"
                    + " --edit brightness=+2"
        })
final class ExplainCommand implements Callable<Integer> {
    private static final String OF_GENERATORS = "%nOptions for generators:%n";
    private static final String OF_CLASSIFIERS = "%nOptions for classifiers:%n";

    @Mixin
    private ModelParameter model;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "IMAGE",
            description = "For a classifier: picture files and folders; folders with all that is in them.")
    private List<Path> images = new ArrayList<>();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "OUT",
            description = "Folder to write to; for a single picture also a PNG file.")
    private Path out;

    @Option(
            names = "--class",
            paramLabel = "NAME",
            description = "Ask about this class (default: of a classifier its answer, of a generator all in turn).")
    private String className;

    @Mixin
    private SeedOption seed;

    @Mixin
    private LabelOptions labels;

    @Mixin
    private Output output;

    @ArgGroup(validate = false, heading = OF_CLASSIFIERS)
    private SaliencyOptions saliency = new SaliencyOptions();

    @ArgGroup(validate = false, heading = OF_GENERATORS)
    private DirectionOptions directions = new DirectionOptions();

    @Spec
    private CommandSpec command;

    private String kind() throws IOException {
        if (AnswersOnly.is(model.file())) {
            return "onnx";
        }
        if (StateDict.holds(model.file())) {
            return FeatureModel.isOne(model.file()) ? FeatureModel.KIND : GeneratorModel.KIND;
        }
        return ModelFile.read(model.file()).description().path("kind").asText();
    }

    @Override
    public Integer call() throws IOException {
        String kind = kind();
        boolean generates = kind.equals(GeneratorModel.KIND);
        refuseOptionsOf(generates ? OF_CLASSIFIERS : OF_GENERATORS, kind);
        if (generates && !images.isEmpty()) {
            throw new UsageException(model.file() + " is a generator, which is explained without pictures; leave out "
                    + images.get(0) + ", or give a classifier.");
        }
        try (Threads threads = Threads.use(Runtime.getRuntime().availableProcessors())) {
            Optional<String> asked = Optional.ofNullable(className);
            return generates
                    ? new DirectionExplanation(model.file(), out, directions, asked, seed.number(), labels, output)
                            .explain()
                    : new AnswerExplanation(model.file(), out, saliency, asked, seed.number(), output).explain(images);
        }
    }

    private void refuseOptionsOf(String group, String kind) {
        command.commandLine().getParseResult().matchedOptions().stream()
                .filter(option ->
                        option.group() != null && group.equals(option.group().heading()))
                .findFirst()
                .ifPresent(option -> {
                    throw new UsageException(option.longestName() + " does not fit " + model.file()
                            + ", which is a model of kind '" + kind + "'; leave it out.");
                });
    }
}
