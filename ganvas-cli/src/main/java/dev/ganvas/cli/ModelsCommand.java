package dev.ganvas.cli;

import dev.ganvas.cli.option.ModelParameter;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.usage.Group;
import dev.ganvas.cli.usage.InGroup;
import dev.ganvas.engine.nn.LayerProfile;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.error.UsageException;
import dev.ganvas.features.TrainedFeatures;
import dev.ganvas.generate.Generator;
import dev.ganvas.generate.GeneratorModel;
import dev.ganvas.model.Catalogue;
import dev.ganvas.model.ModelFile;
import dev.ganvas.repair.RepairModel;
import dev.ganvas.repair.RepairNetwork;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@InGroup(Group.UNDERSTAND)
@Command(
        name = "models",
        description = "Lists the models that ship, shows what a model is and costs, and fetches models of others.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "ACTION",
        subcommands = {
            ModelsCommand.Listing.class,
            ModelsCommand.Show.class,
            PulledCommands.Known.class,
            PulledCommands.Fetch.class,
            PulledCommands.Verify.class,
            PulledCommands.Remove.class
        },
        footer = {"", "Example:  ganvas models show cifar10-classifier --complexity"})
final class ModelsCommand {
    @Command(
            name = "list",
            description = "The models that ship.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:  ganvas models list"})
    static final class Listing implements Callable<Integer> {
        @Mixin
        private Output output;

        @Override
        public Integer call() throws IOException {
            for (Catalogue.Entry entry : Catalogue.entries()) {
                output.say(String.format("%-20s %-10s %s", entry.name(), entry.kind(), entry.about()));
            }
            output.result(Map.of("models", Catalogue.entries()));
            return 0;
        }
    }

    @Command(
            name = "show",
            description = "A model's card and, on demand, what each of its layers costs.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:  ganvas models show cifar10-classifier --complexity"})
    static final class Show implements Callable<Integer> {
        private static final double MILLION = 1e6;
        private static final double KIB = 1024;

        @Mixin
        private ModelParameter model;

        @Option(
                names = "--complexity",
                description = "Parameters, multiply-adds, time and memory of each layer, for one picture.")
        private boolean complexity;

        @Option(
                names = "--size",
                defaultValue = "128",
                paramLabel = "PIXELS",
                description = "Side of the picture for networks that take any size (default: ${DEFAULT-VALUE}).")
        private int size;

        @Option(
                names = "--passes",
                defaultValue = "20",
                description = "Passes that are timed; the median counts (default: ${DEFAULT-VALUE}).")
        private int passes;

        @Option(names = "--threads", defaultValue = "1", description = "Threads (default: ${DEFAULT-VALUE}).")
        private int threads;

        @Mixin
        private Output output;

        @Override
        public Integer call() throws IOException {
            ModelFile file = ModelFile.read(model.file());
            String kind = file.description().path("kind").asText();
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("kind", kind);
            fields.put("sha256", file.weightsSha256());
            fields.put("description", file.description());
            if (complexity) {
                try (Threads used = Threads.use(threads)) {
                    LayerProfile profile = profile(kind);
                    table(profile);
                    fields.put("complexity", profile);
                }
            } else {
                output.say(file.card().strip());
                output.say("");
                output.say("SHA-256 of the weights: " + file.weightsSha256());
            }
            output.result(fields);
            return 0;
        }

        private LayerProfile profile(String kind) throws IOException {
            switch (kind) {
                case GeneratorModel.KIND -> {
                    try (Generator generator = Generator.open(model.file())) {
                        return generator.profile(passes);
                    }
                }
                case RepairModel.KIND -> {
                    try (RepairNetwork network = RepairNetwork.open(model.file())) {
                        return network.profile(size, passes);
                    }
                }
                case "features" -> {
                    try (TrainedFeatures features = TrainedFeatures.open(model.file())) {
                        return features.profile(passes);
                    }
                }
                default ->
                    throw new UsageException(
                            "What a model of kind '" + kind + "' costs cannot be measured by this Ganvas.");
            }
        }

        private void table(LayerProfile profile) {
            output.say(String.format(
                    "%-28s %-16s %-18s %10s %10s %9s %9s",
                    "layer", "kind", "output", "parameters", "M mult-add", "ms", "KiB"));
            for (LayerProfile.Cost cost : profile.layers()) {
                output.say(String.format(
                        Locale.ROOT,
                        "%-28s %-16s %-18s %,10d %10.2f %9.3f %9.1f",
                        cost.name(),
                        cost.kind(),
                        cost.shape().stream().map(String::valueOf).collect(Collectors.joining(" x ")),
                        cost.parameters(),
                        cost.multiplyAccumulates() / MILLION,
                        cost.nanoseconds() / MILLION,
                        cost.bytes() / KIB));
            }
            output.say("");
            output.say(String.format(
                    Locale.ROOT,
                    "Together: %,d parameters, %.2f million multiply-adds, %.2f ms a picture on %d %s, at most %.1f KiB between"
                            + " two layers",
                    profile.parameters(),
                    profile.multiplyAccumulates() / MILLION,
                    profile.nanoseconds() / MILLION,
                    threads,
                    threads == 1 ? "thread" : "threads",
                    profile.peakBytes() / KIB));
        }
    }
}
