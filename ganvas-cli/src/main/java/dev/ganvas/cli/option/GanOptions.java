package dev.ganvas.cli.option;

import dev.ganvas.error.UsageException;
import dev.ganvas.generate.LatentKind;
import dev.ganvas.generate.learn.AugmentationStrength;
import dev.ganvas.generate.learn.GanSettings;
import dev.ganvas.train.RunSettings;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** What the training of a generator has beside what every training has. Defaults stand here once, at the fields. */
public final class GanOptions {
    @Option(names = "--recipe", description = "dcgan or modern (default: modern).")
    private String recipe = "modern";

    @Option(names = "--classes", description = "auto or off: whether to learn the classes (default: auto).")
    private String classes = "auto";

    @Option(
            names = "--mirror",
            description = "Show pictures mirrored half the time, as if there were twice as many: for small sets without"
                    + " letters or digits.")
    private boolean mirror;

    @Option(names = "--latent", description = "normal or uniform latent numbers (default: by recipe).")
    private LatentKind latent;

    @Option(names = "--gamma", description = "Strength of the R1 and R2 gradient penalties (default: by recipe).")
    private Double gamma;

    @Option(names = "--batch", description = "Pictures a step (default: by recipe).")
    private Integer batch;

    @Option(names = "--learning-rate", description = "Adam's step size for both networks (default: by recipe).")
    private Double learningRate;

    @Option(
            names = "--even-rates",
            description =
                    "Have the discriminator learn at the generator's rate from the start, however far it is ahead, as"
                            + " recipe dcgan does.")
    private boolean evenRates;

    @Option(
            names = "--augment",
            description =
                    "How strongly real and generated pictures are changed before the discriminator sees them, so that"
                            + " it does not overfit to a few: auto (few pictures: as strongly as it takes), off, or 0 to"
                            + " 0.8 (default: auto).")
    private String augment = "auto";

    @Option(
            names = "--stop-early",
            description = "End the training, in good order, when KD and FD have ceased to fall for a third of it.")
    private boolean stopEarly;

    /** The settings that these and what every training has come to. */
    public GanSettings settings(RunSettings run) {
        return new GanSettings(
                recipe,
                run,
                learnsClasses(),
                stopEarly,
                new GanSettings.Overrides(
                        Optional.ofNullable(latent),
                        optional(gamma),
                        batch == null ? OptionalInt.empty() : OptionalInt.of(batch),
                        optional(learningRate),
                        evenRates,
                        mirror,
                        AugmentationStrength.parse(augment)));
    }

    private boolean learnsClasses() {
        return switch (classes) {
            case "auto" -> true;
            case "off" -> false;
            default -> throw new UsageException("--classes must be auto or off, not " + classes + ".");
        };
    }

    private static OptionalDouble optional(Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
