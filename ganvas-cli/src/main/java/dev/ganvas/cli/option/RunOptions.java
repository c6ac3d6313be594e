package dev.ganvas.cli.option;

import dev.ganvas.data.PictureChoice;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.image.Channels;
import dev.ganvas.image.Fit;
import dev.ganvas.image.PictureSize;
import dev.ganvas.train.Budget;
import dev.ganvas.train.RunSettings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every training has, whatever is trained. */
public final class RunOptions {
    private static final String USUAL_BUDGET = "30m";

    @Option(
            names = "--size",
            description =
                    "Side in pixels, or width x height such as 96x64; 32 to 256 (default: by the pictures, 32 or 64).")
    private String size;

    @Option(
            names = "--fit",
            defaultValue = "crop",
            description =
                    "How pictures of other proportions come to this size: crop keeps the middle, pad adds a margin,"
                            + " stretch distorts (default: ${DEFAULT-VALUE}).")
    private String fit;

    @Option(
            names = "--channels",
            defaultValue = "auto",
            description = "auto, grey, rgb, or rgba to keep transparency (default: ${DEFAULT-VALUE}, by the pictures).")
    private String channels;

    @ArgGroup
    private BudgetOptions budget = new BudgetOptions();

    /** Time or images, not both. */
    static final class BudgetOptions {
        @Option(
                names = "--budget",
                paramLabel = "TIME",
                description = "How long to train, such as 90s, 30m, 1h30m (default: " + USUAL_BUDGET + ").")
        private String time;

        @Option(
                names = "--images",
                paramLabel = "COUNT",
                description = "Instead: pictures to show, such as 20000 or 500k.")
        private String images;
    }

    @Option(
            names = "--precision",
            defaultValue = "auto",
            description = "auto, fp32 or bf16 (default: ${DEFAULT-VALUE}).")
    private String precision;

    @Option(names = "--threads", description = "Threads to use (default: one a processor).")
    private Integer threads;

    @Mixin
    private SeedOption seed;

    @Option(
            names = "--from",
            paramLabel = "MODEL",
            description = "Begin with the weights of this model of the same kind, as far as they fit.")
    private Path from;

    @Option(
            names = "--data-licence",
            paramLabel = "TERMS",
            description = "The terms of the pictures, for the model's card, such as CC-BY-4.0.")
    private String licence;

    public RunSettings settings() {
        return new RunSettings(
                pictures(),
                budget.images == null
                        ? Budget.time(budget.time == null ? USUAL_BUDGET : budget.time)
                        : Budget.images(budget.images),
                seed.number(),
                precision.equals(RunSettings.AUTO) ? Optional.empty() : Optional.of(Precision.parse(precision)),
                optional(threads),
                Optional.ofNullable(from),
                Optional.ofNullable(licence));
    }

    private PictureChoice pictures() {
        return new PictureChoice(
                Optional.ofNullable(size).map(PictureSize::parse),
                Fit.parse(fit),
                channels.equals(RunSettings.AUTO) ? Optional.empty() : Optional.of(Channels.parse(channels)));
    }

    private static OptionalInt optional(Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
