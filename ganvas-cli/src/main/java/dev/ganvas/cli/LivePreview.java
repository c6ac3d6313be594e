package dev.ganvas.cli;

import dev.ganvas.cli.terminal.Interruption;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Labelling;
import dev.ganvas.image.label.Origin;
import dev.ganvas.image.raster.Metadata;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.repair.MemoryBudget;
import dev.ganvas.repair.RepairModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/**
 * Shows what restoring or enhancing makes of a part of a picture, for people who move its controls: {@code live part FILE} answers
 * with the part as it is, {@code live restore FILE ...} and {@code live enhance FILE ...} with what the verbs of these names make
 * of it. Networks stay open from one question to the next.
 */
final class LivePreview implements AutoCloseable {
    private Optional<Opened> opened = Optional.empty();
    private Optional<Seen> seen = Optional.empty();

    private record Opened(List<Path> files, RepairModels models) {}

    /** The part that was looked at last; most questions are about the same one. */
    private record Seen(Path file, PictureCut cut, Raster raster) {}

    /** What a verb made of a part. */
    record Result(Raster raster, List<String> said, Origin origin) {
        byte[] png() {
            return Pictures.png(
                    raster.toPicture(), kept(raster.header().metadata()).orElse(origin));
        }

        /** That some of a picture was generated stays so, whatever is made of it. */
        private static Optional<Origin> kept(Metadata source) {
            return source.xmp()
                    .map(Origin.Kind::saidBy)
                    .filter(Origin.Kind::isGenerated)
                    .map(kind -> Origin.of(kind, Labelling.METADATA));
        }
    }

    /** Somebody asked for something else meanwhile. */
    static final class Unwanted extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Ends the work when its answer is wanted no more. */
    static void requireWanted() {
        if (Interruption.requested()) {
            throw new Unwanted();
        }
    }

    void addTo(CommandLine line) {
        line.addSubcommand("part", new Part());
        line.addSubcommand("restore", new Restored());
        line.addSubcommand("enhance", new Enhanced());
    }

    /** The networks; opened anew when others are named. */
    RepairModels models(List<Path> own) throws IOException {
        if (opened.isEmpty() || !opened.get().files().equals(own)) {
            close();
            opened = Optional.of(new Opened(own, RepairModels.of(own, Precision.FP32, MemoryBudget.USUAL.bytes())));
        }
        return opened.get().models();
    }

    @Override
    public void close() {
        opened.ifPresent(one -> one.models().close());
        opened = Optional.empty();
    }

    private Raster cut(Path file, PictureCut cut) throws IOException {
        if (seen.isEmpty()
                || !seen.get().file().equals(file)
                || !seen.get().cut().equals(cut)) {
            seen = Optional.empty();
            seen = Optional.of(new Seen(file, cut, cut.of(file)));
        }
        Raster copy = Raster.black(seen.get().raster().header());
        copy.put(0, 0, seen.get().raster().planes());
        return copy;
    }

    /** Which part of which picture. */
    private static final class Look {
        @Parameters
        private Path file;

        @Option(names = "--x", defaultValue = "0.5")
        private double x;

        @Option(names = "--y", defaultValue = "0.5")
        private double y;

        @Option(names = "--side", defaultValue = "384")
        private int side;

        @Option(names = "--whole")
        private boolean whole;

        PictureCut cut(int scale) {
            return new PictureCut(x, y, Math.max(1, side / scale), whole);
        }

        int answer(Result result, Output output) throws IOException {
            output.result(Map.of("png", Base64.getEncoder().encodeToString(result.png()), "said", result.said()));
            return 0;
        }
    }

    /** As it is, at the size that enlarging {@code --scale} times takes. */
    @Command(name = "part")
    final class Part implements Callable<Integer> {
        @Mixin
        private Look look;

        @Mixin
        private Output output;

        @Option(names = "--scale", defaultValue = "1")
        private int scale;

        @Override
        public Integer call() throws IOException {
            return look.answer(
                    new Result(cut(look.file, look.cut(Math.max(1, scale))), List.of(), Origin.real()), output);
        }
    }

    @Command(name = "restore")
    final class Restored implements Callable<Integer> {
        @Mixin
        private Look look;

        @Mixin
        private Output output;

        @Unmatched
        private List<String> options = new ArrayList<>();

        @Override
        public Integer call() throws IOException {
            RestoreCommand verb = parsed(new RestoreCommand(), look.file, options);
            PictureCut cut = look.cut(1);
            try (Threads threads = threads()) {
                return look.answer(verb.preview(cut(look.file, cut), cut, LivePreview.this), output);
            }
        }
    }

    @Command(name = "enhance")
    final class Enhanced implements Callable<Integer> {
        @Mixin
        private Look look;

        @Mixin
        private Output output;

        @Unmatched
        private List<String> options = new ArrayList<>();

        @Override
        public Integer call() throws IOException {
            EnhanceCommand verb = parsed(new EnhanceCommand(), look.file, options);
            // All of it at a smaller size says nothing of what enlarging adds.
            int scale = look.whole ? 1 : verb.scale();
            try (Threads threads = threads()) {
                return look.answer(verb.preview(cut(look.file, look.cut(scale)), scale, LivePreview.this), output);
            }
        }
    }

    /** Jobs compute beside it, and are not to wait for it. */
    private static Threads threads() {
        return Threads.use(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    private static <V> V parsed(V verb, Path file, List<String> options) {
        List<String> words = new ArrayList<>(options);
        words.add(file.toString());
        words.add("--out=preview");
        try {
            new CommandLine(verb).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(words.toArray(String[]::new));
        } catch (CommandLine.ParameterException e) {
            throw new UsageException(e.getMessage(), e);
        }
        return verb;
    }
}
