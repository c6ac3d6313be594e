package dev.ganvas.cli.option;

import dev.ganvas.engine.machine.Precision;
import dev.ganvas.train.Budget;
import dev.ganvas.train.TrainingRun;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every training has, whatever is trained. */
public final class RunOptions {
    private static final String USUAL_BUDGET = "30m";

    @Option(names = "--size", description = "Side in pixels: 32, 64 or 128 (default: by the pictures, 32 or 64).")
    private Integer size;

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

    public OptionalInt size() {
        return size == null ? OptionalInt.empty() : OptionalInt.of(size);
    }

    public long seed() {
        return seed.number();
    }

    public TrainingRun.Resources resources() {
        return new TrainingRun.Resources(
                budget.images == null
                        ? Budget.time(budget.time == null ? USUAL_BUDGET : budget.time)
                        : Budget.images(budget.images),
                precision.equals("auto") ? Optional.empty() : Optional.of(Precision.parse(precision)),
                threads == null ? OptionalInt.empty() : OptionalInt.of(threads));
    }
}
