package dev.ganvas.cli;

import dev.ganvas.cli.option.LabelOptions;
import dev.ganvas.cli.option.LatentOptions;
import dev.ganvas.cli.option.ModelParameter;
import dev.ganvas.cli.option.SeedOption;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.error.GanvasException;
import dev.ganvas.explain.direction.LatentAxes;
import dev.ganvas.explain.direction.LatentDirection;
import dev.ganvas.generate.Generator;
import dev.ganvas.generate.Latent;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Draws one picture of a generator that stays open from one question to the next, for people who move sliders; and answers as {@link
 * LivePreview} does.
 */
final class LiveDrawing implements AutoCloseable {
    /** What it does: {@code live draw MODEL ...} answers with a picture, {@code live axes MODEL} with what can be moved. */
    static final String WORD = "live";

    private static final int AXES = 8;

    private final LivePreview previews = new LivePreview();
    private Optional<Opened> opened = Optional.empty();

    private record Opened(Path file, FileTime changed, Generator generator) {}

    int run(List<String> words, PrintWriter out, PrintWriter err) {
        CommandLine line =
                new CommandLine(new Live()).addSubcommand("draw", new Draw()).addSubcommand("axes", new Axes());
        previews.addTo(line);
        line.setOut(out).setErr(err);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            err.println("ganvas: " + failure.getMessage());
            return failure instanceof LivePreview.Unwanted
                    ? Main.INTERRUPTED
                    : failure instanceof GanvasException || failure instanceof IOException ? 2 : 1;
        });
        return line.execute(words.subList(1, words.size()).toArray(String[]::new));
    }

    /** The generator of a file, opened anew when it is another one or was written since. */
    private Generator generator(Path file) throws IOException {
        FileTime changed = Files.exists(file) ? Files.getLastModifiedTime(file) : FileTime.fromMillis(0);
        if (opened.isEmpty()
                || !opened.get().file().equals(file)
                || !opened.get().changed().equals(changed)) {
            closeGenerator();
            opened = Optional.of(new Opened(file, changed, Generator.open(file)));
        }
        return opened.get().generator();
    }

    @Override
    public void close() {
        previews.close();
        closeGenerator();
    }

    private void closeGenerator() {
        opened.ifPresent(one -> one.generator().close());
        opened = Optional.empty();
    }

    @Command(name = WORD)
    private static final class Live {}

    /** Answers {@code {png}}: the picture as base64, labelled as each generated one. */
    @Command(name = "draw")
    final class Draw implements Callable<Integer> {
        @Mixin
        private ModelParameter model;

        @Mixin
        private SeedOption seed;

        @Option(names = "--class")
        private Optional<String> className = Optional.empty();

        @Option(names = "--truncation", defaultValue = "1")
        private double truncation;

        @Mixin
        private LatentOptions latentOptions;

        @Mixin
        private LabelOptions labels;

        @Mixin
        private Output output;

        @Override
        public Integer call() throws IOException {
            Generator generator = generator(model.file());
            OptionalInt label =
                    className.isEmpty() ? OptionalInt.empty() : OptionalInt.of(generator.classNumber(className.get()));
            Latent point = latentOptions
                    .of(generator, new Generator.Request(1, seed.seed(), truncation, label))
                    .get(0);
            Origin origin = latentOptions.describe(labels.origin(Origin.Kind.GENERATED, output)
                    .by(Main.Version.current())
                    .with("model", String.valueOf(model.file().getFileName()))
                    .with("model-sha256", generator.weightsSha256())
                    .with("seed", Long.toString(seed.number()))
                    .with("truncation", Double.toString(truncation)));
            byte[] png = Pictures.png(generator.draw(List.of(point)).get(0), origin);
            output.result(Map.of("png", Base64.getEncoder().encodeToString(png)));
            return 0;
        }
    }

    /** Answers {@code {axes, classes, width, height}}. */
    @Command(name = "axes")
    final class Axes implements Callable<Integer> {
        @Mixin
        private ModelParameter model;

        @Mixin
        private Output output;

        @Override
        public Integer call() throws IOException {
            Generator generator = generator(model.file());
            output.result(Map.of(
                    "axes",
                    LatentAxes.of(generator, AXES).stream()
                            .map(LatentDirection::name)
                            .toList(),
                    "classes",
                    generator.classes(),
                    "width",
                    generator.layout().size().width(),
                    "height",
                    generator.layout().size().height()));
            return 0;
        }
    }
}
