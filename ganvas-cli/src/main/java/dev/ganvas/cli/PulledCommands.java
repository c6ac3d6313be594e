package dev.ganvas.cli;

import dev.ganvas.cli.option.PulledOptions;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.terminal.PhaseBar;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.model.pull.KnownModel;
import dev.ganvas.model.pull.KnownModel.KnownFile;
import dev.ganvas.model.pull.ModelStore;
import dev.ganvas.model.pull.Pull;
import dev.ganvas.model.pull.RemoteFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code ganvas models} does with models of others. */
final class PulledCommands {
    private static final double MEBIBYTE = 1 << 20;

    private PulledCommands() {}

    @Command(
            name = "known",
            description = "Models of others that can be fetched by name, and which of them are here.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:  ganvas models known"})
    static final class Known implements Callable<Integer> {
        @Mixin
        private PulledOptions pulled;

        @Mixin
        private Output output;

        @Override
        public Integer call() throws IOException {
            List<Map<String, Object>> all = new ArrayList<>();
            for (KnownModel model : pulled.known().all()) {
                boolean here = pulled.store().find(model).isPresent();
                output.say(String.format(
                        Locale.ROOT,
                        "%-26s %-9s %7.1f MiB  %-12s %s%s",
                        model.name(),
                        model.task(),
                        model.bytes() / MEBIBYTE,
                        model.licence().id(),
                        here ? "[here] " : "",
                        model.about()));
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("name", model.name());
                fields.put("task", model.task());
                fields.put("bytes", model.bytes());
                fields.put("licence", model.licence().id());
                fields.put("trained_on", model.trainedOn());
                fields.put("about", model.about());
                fields.put("here", here);
                all.add(fields);
            }
            output.result(Map.of("models", all));
            return 0;
        }
    }

    @Command(
            name = "pull",
            description = "Fetches a model of others from its authors' servers, and checks its size and SHA-256.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:  ganvas models pull realesr-general-x4v3"})
    static final class Fetch implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = "A model of 'ganvas models known'.")
        private String name;

        @Option(
                names = "--from",
                paramLabel = "FILE",
                description =
                        "Instead: a file that came by other means, for machines without a network; its hash tells which it"
                                + " is. May be given more than once.")
        private List<Path> from = new ArrayList<>();

        @Option(
                names = "--mirror",
                paramLabel = "URL",
                description = "An address under which NAME/FILE is tried first (configured as models.mirror).")
        private Optional<String> mirror = Optional.empty();

        @Option(
                names = "--accept-licence",
                description = "Say that you have read the licence, where a model is not free for any use.")
        private boolean accepted;

        @Mixin
        private PulledOptions pulled;

        @Mixin
        private Output output;

        @Override
        public Integer call() throws IOException {
            KnownModel model = pulled.known().require(name);
            output.note(model.name() + ": " + model.about());
            output.note("Licence " + model.licence().id() + ", "
                    + model.licence().text() + "; trained on: " + model.trainedOn() + ".");
            if (!model.licence().permissive() && !accepted) {
                throw new UsageException("Read the licence of " + name + " first, "
                        + model.licence().text() + ", and what is said of its training; then say --accept-licence.");
            }
            Pull pull = new Pull(pulled.store(), mirror, RemoteFiles.usual());
            try (PhaseBar bar = new PhaseBar(output)) {
                Pull.Listener listener = new Pull.Listener() {
                    @Override
                    public void note(String line) {
                        output.note(line);
                    }

                    @Override
                    public void progress(String file, long bytes, long of) {
                        bar.at(file, bytes, of);
                    }
                };
                Path network = from.isEmpty() ? pull.fetch(model, listener) : pull.take(model, from, listener);
                bar.close();
                output.say(network.toString());
                output.result(Map.of("name", name, "file", network.toString()));
            }
            return 0;
        }
    }

    @Command(
            name = "verify",
            description = "Checks every byte of the models of others that are here.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:  ganvas models verify"})
    static final class Verify implements Callable<Integer> {
        @Parameters(arity = "0..*", paramLabel = "NAME", description = "Only these.")
        private List<String> names = new ArrayList<>();

        @Mixin
        private PulledOptions pulled;

        @Mixin
        private Output output;

        @Override
        public Integer call() throws IOException {
            Map<String, String> found = new LinkedHashMap<>();
            boolean good = true;
            for (KnownModel model : pulled.known().all()) {
                if (names.isEmpty() ? Files.isDirectory(pulled.store().folder(model)) : names.contains(model.name())) {
                    String said = check(model);
                    good &= said.equals("whole");
                    found.put(model.name(), said);
                    output.say(model.name() + ": " + said);
                }
            }
            for (String name : names) {
                pulled.known().require(name);
            }
            output.result(found);
            return good ? 0 : Main.FAILED;
        }

        private String check(KnownModel model) throws IOException {
            for (KnownFile file : model.files()) {
                Path here = pulled.store().file(model, file);
                if (!Files.isRegularFile(here)) {
                    return file.name() + " is not here";
                }
                try {
                    ModelStore.check(here, file);
                } catch (MalformedFileException e) {
                    return file.name() + " " + e.reason();
                }
            }
            return "whole";
        }
    }

    @Command(
            name = "remove",
            description = "Removes a model of others from this machine.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:  ganvas models remove yunet"})
    static final class Remove implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = "A model that was fetched.")
        private String name;

        @Mixin
        private PulledOptions pulled;

        @Mixin
        private Output output;

        @Override
        public Integer call() throws IOException {
            boolean removed = pulled.store().remove(pulled.known().require(name));
            output.say(removed ? name + " is removed." : name + " was not here.");
            output.result(Map.of("name", name, "removed", removed));
            return 0;
        }
    }
}
