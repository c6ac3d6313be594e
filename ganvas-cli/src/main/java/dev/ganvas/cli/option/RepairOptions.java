package dev.ganvas.cli.option;

import dev.ganvas.repair.RepairKind;
import dev.ganvas.repair.learn.RepairSettings;
import dev.ganvas.train.RunSettings;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** What the training of a network that restores has beside what every training has. */
public final class RepairOptions {
    @Option(
            names = "--width",
            description =
                    "Channels of the network's first layer, 4 to 128 (default: by task, 16 or 32). Twice as many take"
                            + " about four times as long.")
    private Integer width;

    /** What super-resolution alone has. */
    public static final class Enlarging {
        @Option(names = "--scale", description = "2, 3 or 4: how many times as wide and high (default: 4).")
        private Integer scale;

        @Option(
                names = "--depth",
                description =
                        "Convolutions between the first and the last, 0 to 64 (default: 8). Twice as many take about"
                                + " twice as long.")
        private Integer depth;
    }

    /** What tasks have in which a discriminator may take part. */
    public static final class Contest {
        @Option(
                names = "--adversarial",
                description =
                        "Go on from a model (--from) against a discriminator: more detail, some of it made up, at less"
                                + " fidelity.")
        private boolean adversarial;
    }

    /** The settings that these and what every training has come to. */
    public RepairSettings settings(RepairKind kind, RunSettings run, Enlarging enlarging, Contest contest) {
        return new RepairSettings(
                kind,
                run,
                new RepairSettings.Choice(
                        optional(enlarging.scale), optional(width), optional(enlarging.depth), contest.adversarial));
    }

    private static OptionalInt optional(Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
