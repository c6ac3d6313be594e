package dev.ganvas.generate.learn;

import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import java.util.OptionalDouble;

/**
 * How far pictures may be changed before the discriminator sees them: bounds of the probability of a change. Equal
 * bounds fix it; between different ones it follows how far the discriminator overfits.
 *
 * @param least in [0, {@code most}]; where a training begins
 * @param most up to {@value #LIMIT}; 0 for no changes at all
 */
public record AugmentationStrength(double least, double most) {
    /**
     * Beyond this the generator begins to paint changed pictures (Karras et al., "Training generative adversarial
     * networks with limited data", 2020).
     */
    public static final double LIMIT = 0.8;

    public static final AugmentationStrength NONE = new AugmentationStrength(0, 0);

    /** As strong as it takes. */
    public static final AugmentationStrength ADAPTIVE = new AugmentationStrength(0, LIMIT);

    /** From so many pictures on, what a processor can show in hours repeats each too seldom to overfit. */
    private static final int PLENTY = 20_000;

    private static final String AUTO = "auto";
    private static final String OFF = "off";

    public AugmentationStrength {
        Require.within(most, 0, LIMIT, "augmentation strength");
        Require.within(least, 0, most, "least augmentation strength");
    }

    /** As asked for, or by the number of pictures to learn from. */
    static AugmentationStrength chosen(OptionalDouble asked, int pictures) {
        if (asked.isPresent()) {
            return new AugmentationStrength(asked.getAsDouble(), asked.getAsDouble());
        }
        return pictures < PLENTY ? ADAPTIVE : NONE;
    }

    /**
     * What a person asked for.
     *
     * @param text {@code "auto"} (empty), {@code "off"} (0) or a number in [0, {@value #LIMIT}]
     * @throws UsageException when it is none of these
     */
    public static OptionalDouble parse(String text) {
        if (text.equals(AUTO)) {
            return OptionalDouble.empty();
        }
        try {
            double asked = text.equals(OFF) ? 0 : Double.parseDouble(text);
            return OptionalDouble.of(new AugmentationStrength(asked, asked).most());
        } catch (NumberFormatException | UsageException e) {
            throw new UsageException(
                    "The augmentation strength must be auto, off or a number from 0 to " + LIMIT + ", not '" + text
                            + "'.",
                    e);
        }
    }

    /** The inverse of {@link #parse}. */
    static String toString(OptionalDouble asked) {
        if (asked.isEmpty()) {
            return AUTO;
        }
        return asked.getAsDouble() == 0 ? OFF : Double.toString(asked.getAsDouble());
    }

    /** Whether pictures are ever changed. */
    boolean applies() {
        return most > 0;
    }
}
