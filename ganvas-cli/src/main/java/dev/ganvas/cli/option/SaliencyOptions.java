package dev.ganvas.cli.option;

import dev.ganvas.error.UsageException;
import dev.ganvas.explain.saliency.SaliencyMethod;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How an answer of a classifier is explained. */
public final class SaliencyOptions {
    @Option(
            names = "--method",
            paramLabel = "METHOD",
            description =
                    "gradcam, gradcam++, layercam, integrated-gradients, occlusion, rise or eigencam (default: gradcam;"
                            + " of an ONNX file, which gives answers alone, occlusion).")
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
     * The method of the name given, or the usual one.
     *
     * @param answersOnly whether the classifier gives its answers and shows nothing of its layers
     * @throws UsageException when there is no such method, or it needs more than there is
     */
    public SaliencyMethod method(boolean answersOnly) {
        if (method == null) {
            return answersOnly ? SaliencyMethod.OCCLUSION : SaliencyMethod.GRADCAM;
        }
        SaliencyMethod named = SaliencyMethod.named(method);
        if (answersOnly && !named.needsAnswersOnly()) {
            throw new UsageException(named.label()
                    + (named == SaliencyMethod.EIGENCAM ? " needs what the network's layers give" : " needs gradients")
                    + ", and a network in an ONNX file gives its answers alone; take occlusion or rise.");
        }
        return named;
    }

    /** @throws UsageException when something is asked for that needs more than a classifier's answers */
    public void refuseInside() {
        if (layer != null) {
            throw new UsageException(
                    "--layer is one of our networks; what the layers of an ONNX file give is not shown. Leave it out.");
        }
        if (against != null || among != null || generator != null) {
            throw new UsageException(
                    "--against, --among and --generator need the network's features or gradients, and an"
                            + " ONNX file gives its answers alone; leave them out.");
        }
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
