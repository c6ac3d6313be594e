package dev.ganvas.cli;

import dev.ganvas.batch.FileBatch;
import dev.ganvas.cli.option.CompareOptions;
import dev.ganvas.cli.option.FilesOptions;
import dev.ganvas.cli.option.SeedOption;
import dev.ganvas.cli.terminal.BatchBar;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.terminal.PhaseBar;
import dev.ganvas.cli.usage.Group;
import dev.ganvas.cli.usage.InGroup;
import dev.ganvas.cli.usage.OnDevice;
import dev.ganvas.compare.BeforeAfter;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.Planes;
import dev.ganvas.image.label.Origin;
import dev.ganvas.image.raster.Encoding;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterFile;
import dev.ganvas.repair.RepairModels;
import dev.ganvas.restore.FileRestorer;
import dev.ganvas.restore.Filling;
import dev.ganvas.restore.Restoration;
import dev.ganvas.restore.RestoreSettings;
import dev.ganvas.restore.Treatment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@InGroup(Group.REPAIR)
@OnDevice
@Command(
        name = "restore",
        description =
                "Takes noise, JPEG blocks, scratches and blur out of pictures and fills holes; what needs nothing stays as it is.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:  ganvas restore scans --out restored --denoise auto",
            "          ganvas restore album --out restored --old-photo --compare"
        })
final class RestoreCommand implements Callable<Integer> {
    private static final String OPACITY = "alpha";
    private static final FileBatch.Rename PNG = FileBatch.Rename.extension("png");

    @Mixin
    private FilesOptions files;

    @Option(
            names = "--denoise",
            defaultValue = "auto",
            paramLabel = "LEVEL",
            description = "auto, off, or how strong the noise is: its standard deviation in levels of 255, up to 75"
                    + " (default: ${DEFAULT-VALUE}).")
    private String denoise;

    @Option(
            names = "--jpeg",
            defaultValue = "auto",
            description = "auto: mend blocks where the file is a JPEG of low quality; off (default: ${DEFAULT-VALUE}).")
    private OnDemand jpeg;

    @Option(names = "--deblur", description = "Sharpen what is mildly blurred, with a network of your own (--model).")
    private boolean deblur;

    @Option(
            names = "--strength",
            defaultValue = "1",
            description = "0 to 1: how much of what the steps change is taken (default: ${DEFAULT-VALUE}).")
    private double strength;

    @Option(
            names = "--scratches",
            paramLabel = "SENSITIVITY",
            description =
                    "auto: find scratches, dust, folds and spots and fill them; off; or how eagerly, 0 to 1, where"
                            + " auto is 0.1 (default: off; with --old-photo auto).")
    private Optional<String> scratches = Optional.empty();

    @Option(
            names = "--old-photo",
            description =
                    "All that an old photograph needs, one step after another: scratches, JPEG blocks, noise, faded"
                            + " contrast and colour.")
    private boolean oldPhoto;

    @Option(
            names = "--sepia",
            defaultValue = "keep",
            description =
                    "With --old-photo: keep the tone of a print in one tone, or grey (default: ${DEFAULT-VALUE}).")
    private Tone sepia;

    @Option(
            names = "--save-mask",
            paramLabel = "DIR",
            description = "Keep what --scratches finds as black and white PNG in this folder; corrected by hand, it is"
                    + " taken by --fill DIR.")
    private Optional<Path> masks = Optional.empty();

    @Option(
            names = "--steps",
            paramLabel = "DIR",
            description = "Keep each picture as it is after each step as PNG in this folder.")
    private Optional<Path> steps = Optional.empty();

    @Mixin
    private CompareOptions compare;

    @ArgGroup
    private final Marks marks = new Marks();

    /** What is to be filled. */
    static final class Marks {
        @Option(
                names = "--fill",
                paramLabel = "MASK",
                description = "Fill what is white in this picture of the same size; or in those of a folder that are"
                        + " named as the pictures, but .png; or alpha for what is transparent. Every other --seed gives"
                        + " another proposal.")
        private Optional<Path> mask = Optional.empty();

        @Option(
                names = "--fill-color",
                paramLabel = "#RRGGBB",
                description = "Fill what has this colour, such as \"#ff00ff\".")
        private Optional<String> colour = Optional.empty();

        /** @param name of the picture within its folder */
        Optional<Filling.Marked> marked(Path name) {
            return colour.map(Filling::colour).or(() -> mask.flatMap(file -> byMask(file, name)));
        }

        private static Optional<Filling.Marked> byMask(Path file, Path name) {
            if (file.toString().equals(OPACITY)) {
                return Optional.of(Filling.invisible());
            }
            Path own = Files.isDirectory(file) ? file.resolve(PNG.of(name)) : file;
            return own.equals(file) || Files.exists(own) ? Optional.of(Filling.by(own)) : Optional.empty();
        }
    }

    @Mixin
    private SeedOption seed;

    @Mixin
    private Output output;

    /** When a step is done. */
    enum OnDemand {
        auto,
        off
    }

    /** What becomes of the tone of a print in one tone. */
    enum Tone {
        keep,
        grey
    }

    @Override
    public Integer call() throws IOException {
        Treatment.Wanted wanted = wanted();
        RestoreSettings settings = settings();
        // What is wrong in these is told before the first picture is read.
        marks.marked(files.folder());
        try (Threads threads = Threads.use(Runtime.getRuntime().availableProcessors());
                FileRestorer restorer = FileRestorer.open(
                        treatment(wanted, settings, files.models()), Optional.empty(), files.memory());
                BatchBar bar = new BatchBar(new PhaseBar(output))) {
            BeforeAfter comparison = compare.begin("Restored pictures", files.folder());
            FileBatch.Result result = files.run(job -> restored(job, restorer, bar, comparison), output, bar);
            CompareOptions.end(comparison, output);
            return Main.code(result);
        }
    }

    private RestoreSettings settings() {
        return new RestoreSettings(
                RestoreSettings.Amount.parse(denoise, RestoreSettings.MOST_NOISE, "--denoise"),
                jpeg == OnDemand.auto,
                deblur,
                strength);
    }

    private Treatment.Wanted wanted() {
        RestoreSettings.Amount eager =
                RestoreSettings.Amount.parse(scratches.orElse(oldPhoto ? "auto" : "off"), 1, "--scratches");
        return new Treatment.Wanted(eager, oldPhoto, sepia == Tone.grey);
    }

    private Treatment treatment(Treatment.Wanted wanted, RestoreSettings settings, RepairModels models) {
        return new Treatment(wanted, new Restoration(settings, models), seed.seed());
    }

    /**
     * What it makes of a part of a picture, in memory.
     *
     * @param part which is changed
     * @param cut that it is, to find what is marked in it
     */
    LivePreview.Result preview(Raster part, PictureCut cut, LivePreview live) throws IOException {
        Treatment treatment = treatment(wanted(), settings(), live.models(files.own()));
        treatment.requireModels();
        Path whole = files.first();
        Optional<Filling> filling =
                marks.marked(whole).map(marked -> new Filling(cut.of(marked, whole), seed.seed(), !seed.isUsual()));
        List<Treatment.Taken> taken = treatment.apply(
                part, filling, (phase, done, total) -> LivePreview.requireWanted(), new Treatment.Listener() {
                    @Override
                    public void changed(Treatment.Taken step, Raster raster) {
                        LivePreview.requireWanted();
                    }
                });
        boolean madeUp = taken.stream().anyMatch(Treatment.Taken::madeUp);
        return new LivePreview.Result(
                part,
                taken.stream().map(Treatment.Taken::words).toList(),
                madeUp ? Origin.composite() : Origin.of(Origin.Kind.ENHANCED));
    }

    private String restored(FileBatch.Job job, FileRestorer restorer, BatchBar bar, BeforeAfter comparison)
            throws IOException {
        Path name = files.name(job);
        Optional<Filling> filling = marks.marked(name).map(marked -> new Filling(marked, seed.seed(), !seed.isUsual()));
        comparison.begin();
        List<String> said = restorer.restore(
                job.input(), job.output(), new FileRestorer.Watch(filling, new Keeping(name, comparison), bar));
        comparison.add(name, job.input(), job.output(), said);
        return String.join("; ", said);
    }

    /** Keeps masks and steps where they are asked for. */
    private final class Keeping implements Treatment.Listener {
        private final Path name;
        private final BeforeAfter comparison;
        private int count;

        Keeping(Path name, BeforeAfter comparison) {
            this.name = name;
            this.comparison = comparison;
        }

        @Override
        public void found(Planes mask) throws IOException {
            if (masks.isPresent()) {
                Pictures.writePng(masks.get().resolve(PNG.of(name)), mask.toPicture(), Origin.real());
            }
        }

        @Override
        public void changed(Treatment.Taken step, Raster raster) throws IOException {
            count++;
            comparison.step(step.name(), raster);
            if (steps.isPresent()) {
                Path file = steps.get().resolve(name + "." + count + "-" + step.name() + ".png");
                Files.createDirectories(file.toAbsolutePath().getParent());
                RasterFile.write(file, raster, new Encoding.Png(false));
            }
        }
    }
}
