package dev.ganvas.cli.option;

import dev.ganvas.random.Seed;
import picocli.CommandLine.Option;

/** What names everything random. */
public final class SeedOption {
    private static final String USUAL = "1";

    @Option(
            names = "--seed",
            defaultValue = USUAL,
            description = "Names everything random: the same seed gives the same result (default: ${DEFAULT-VALUE}).")
    private long number;

    public long number() {
        return number;
    }

    /** Whether it is the one that is taken where none is named. */
    public boolean isUsual() {
        return number == Long.parseLong(USUAL);
    }

    public Seed seed() {
        return Seed.of(number);
    }
}
