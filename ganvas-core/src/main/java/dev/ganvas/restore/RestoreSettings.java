package dev.ganvas.restore;

import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import java.util.OptionalDouble;

/**
 * What is asked of a restoration.
 *
 * @param denoise {@link Amount#AUTO} to take away noise where there is some
 * @param jpeg whether to mend what JPEG left where it shows
 * @param deblur whether to sharpen what is mildly blurred
 * @param strength of every step: 0 changes nothing, 1 takes what the networks give
 */
public record RestoreSettings(Amount denoise, boolean jpeg, boolean deblur, double strength) {
    /** The strongest noise that can be named, in levels of 255. */
    public static final double MOST_NOISE = 75;

    /** Whatever the picture needs. */
    public static final RestoreSettings USUAL = new RestoreSettings(Amount.AUTO, true, false, 1);

    public RestoreSettings {
        Require.within(strength, 0, 1, "strength");
    }

    /**
     * How much of something.
     *
     * @param asked absent for what the picture itself tells; 0 for none
     */
    public record Amount(OptionalDouble asked) {
        /** What the picture itself tells. */
        public static final Amount AUTO = new Amount(OptionalDouble.empty());

        /** None. */
        public static final Amount OFF = new Amount(OptionalDouble.of(0));

        /**
         * Reads {@code auto}, {@code off} or a number.
         *
         * @throws UsageException for anything else, or a number that is not within 0 and {@code most}
         */
        public static Amount parse(String text, double most, String name) {
            switch (text) {
                case "auto":
                    return AUTO;
                case "off":
                    return OFF;
                default:
                    try {
                        double value = Double.parseDouble(text);
                        Require.within(value, 0, most, name);
                        return new Amount(OptionalDouble.of(value));
                    } catch (NumberFormatException e) {
                        throw new UsageException(
                                name + " is auto, off or a number up to " + Math.round(most) + ", not '" + text + "'",
                                e);
                    }
            }
        }
    }
}
