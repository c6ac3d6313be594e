package dev.ganvas.cli.option;

import dev.ganvas.error.UsageException;
import dev.ganvas.recognize.learn.ClassifierSettings;
import dev.ganvas.train.RunSettings;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** What the training of a classifier has beside what every training has. */
public final class ClassifierOptions {
    private static final int USUAL_SEEDS = 3;

    @Option(
            names = "--labels-per-class",
            paramLabel = "N",
            description =
                    "Use the labels of so many pictures of each class, and learn from the others without; pictures in a"
                            + " folder 'unlabelled' never have one (default: all).")
    private Integer labels;

    @Option(
            names = "--classifier-width",
            paramLabel = "CHANNELS",
            description =
                    "Learn from scratch with so many channels in the first group, 24 to 256 (default: by pictures and"
                            + " budget, or a known network where pictures are few).")
    private Integer width;

    @Option(
            names = "--synthetic",
            paramLabel = "DIR|MODEL",
            description =
                    "Find out whether generated pictures help: a folder of them with the classes of DATA, or a generator that"
                            + " draws these. Trains with and without, keeps the better model, and says what they bring."
                            + " --budget is then that of all trainings together.")
    private String synthetic;

    @Option(
            names = "--synthetic-seeds",
            paramLabel = "K",
            description = "Trainings a side that the gain is measured over, 1 to 20 (default: 3).")
    private Integer seeds;

    /** Where generated pictures come from, if they are to be tried. */
    public Optional<String> synthetic() {
        if (synthetic == null && seeds != null) {
            throw new UsageException("--synthetic-seeds goes with --synthetic, which names generated pictures.");
        }
        return Optional.ofNullable(synthetic);
    }

    /** Trainings a side that a gain is measured over. */
    public int seeds() {
        return seeds == null ? USUAL_SEEDS : seeds;
    }

    /** The settings that these and what every training has come to. */
    public ClassifierSettings settings(RunSettings run) {
        return new ClassifierSettings(run, optional(labels), optional(width));
    }

    private static OptionalInt optional(Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
