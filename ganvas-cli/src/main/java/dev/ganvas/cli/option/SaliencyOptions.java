package dev.ganvas.cli.option;

import dev.ganvas.explain.saliency.SaliencyMethod;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How an answer of a classifier is explained. */
public final class SaliencyOptions {
    @Option(
            names = "--method",
            defaultValue = "gradcam",
            paramLabel = "METHOD",
            description =
                    "gradcam, gradcam++, layercam, integrated-gradients, occlusion, rise or eigencam (default: ${DEFAULT-VALUE}).")
    private String method;

    @Option(
            names = "--layer",
            paramLabel = "NAME",
            description = "The layer that gradcam, gradcam++, layercam and eigencam look at (default: the last).")
    private String layer;

    @Option(
            names = "--against",
            paramLabel = "CLASS",
            description = "Show what would speak for this class instead; with --among, --generator, or both.")
    private String against;

    @Option(
            names = "--among",
            paramLabel = "DATA",
            description = "Pictures with classes; the nearest of the class --against is shown.")
    private String among;

    @Option(
            names = "--generator",
            paramLabel = "MODEL",
            description = "A generator that draws how the picture would have to change for the class --against.")
    private Path generator;

    @Option(
            names = "--steps",
            defaultValue = "300",
            description = "Steps by which the generator comes near the picture (default: ${DEFAULT-VALUE}).")
    private int steps;

    /**
     * The method of the name given.
     *
     * @throws dev.ganvas.error.UsageException when there is no such method
     */
    public SaliencyMethod method() {
        return SaliencyMethod.named(method);
    }

    public Optional<String> layer() {
        return Optional.ofNullable(layer);
    }

    public Optional<String> against() {
        return Optional.ofNullable(against);
    }

    public Optional<String> among() {
        return Optional.ofNullable(among);
    }

    public Optional<Path> generator() {
        return Optional.ofNullable(generator);
    }

    public int steps() {
        return steps;
    }
}
