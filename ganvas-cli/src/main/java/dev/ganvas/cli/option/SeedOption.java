package dev.ganvas.cli.option;

import dev.ganvas.random.Seed;
import picocli.CommandLine.Option;

/** What names everything random. */
public final class SeedOption {
    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Names everything random: the same seed gives the same result (default: ${DEFAULT-VALUE}).")
    private long number;

    public long number() {
        return number;
    }

    public Seed seed() {
        return Seed.of(number);
    }
}
