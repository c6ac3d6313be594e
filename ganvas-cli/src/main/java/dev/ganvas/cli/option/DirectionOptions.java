package dev.ganvas.cli.option;

import java.util.Optional;
import picocli.CommandLine.Option;

/** How the directions of a generator are found and named. */
public final class DirectionOptions {
    @Option(
            names = "--attributes",
            paramLabel = "DATA",
            description = "Pictures whose attributes are known, to name directions by: toybox:face, or class folders.")
    private String attributes;

    @Option(
            names = "-n",
            defaultValue = "8",
            description = "Directions by each of the two methods that need no names (default: ${DEFAULT-VALUE}).")
    private int count;

    public Optional<String> attributes() {
        return Optional.ofNullable(attributes);
    }

    public int count() {
        return count;
    }
}
