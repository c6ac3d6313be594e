package dev.ganvas.cli.option;

import dev.ganvas.recognize.learn.ClassifierSettings;
import dev.ganvas.train.RunSettings;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** What the training of a classifier has beside what every training has. */
public final class ClassifierOptions {
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

    /** The settings that these and what every training has come to. */
    public ClassifierSettings settings(RunSettings run) {
        return new ClassifierSettings(run, optional(labels), optional(width));
    }

    private static OptionalInt optional(Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
