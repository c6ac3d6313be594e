package dev.ganvas.train;

import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long to train: by the clock, or by the number of real pictures shown. */
public sealed interface Budget {
    /**
     * By the clock, evaluation and preparing included: reading the pictures and measuring the machine, though these take no
     * more than half of it from the training.
     */
    record Time(Duration duration) implements Budget {
        public Time {
            Require.that(duration.toMillis() >= 1000, "a time budget must be at least a second: " + duration);
        }

        @Override
        public String toString() {
            return duration.toString().substring(2).toLowerCase(Locale.ROOT);
        }
    }

    /** By real pictures shown. */
    record Images(long count) implements Budget {
        public Images {
            Require.positive(count, "number of images");
        }

        @Override
        public String toString() {
            return count + IMAGES_UNIT;
        }
    }

    String IMAGES_UNIT = " images";
    Pattern TIME = Pattern.compile("(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?");
    Pattern IMAGES = Pattern.compile("(\\d+(?:\\.\\d+)?)([kKmM]?)");

    /** Reads what {@link #toString} wrote. */
    static Budget parse(String text) {
        return text.endsWith(IMAGES_UNIT)
                ? images(text.substring(0, text.length() - IMAGES_UNIT.length()))
                : time(text);
    }

    /** {@code "90s"}, {@code "30m"}, {@code "1h30m"}. */
    static Budget time(String text) {
        Matcher matcher = TIME.matcher(text.toLowerCase(Locale.ROOT));
        if (text.isEmpty() || !matcher.matches()) {
            throw new UsageException("'" + text + "' is no time; write it like 90s, 30m or 1h30m.");
        }
        long seconds = 3600 * number(matcher.group(1)) + 60 * number(matcher.group(2)) + number(matcher.group(3));
        return new Time(Duration.ofSeconds(seconds));
    }

    /** {@code "20000"}, {@code "500k"}, {@code "1.5m"} (million). */
    static Budget images(String text) {
        Matcher matcher = IMAGES.matcher(text);
        if (!matcher.matches()) {
            throw new UsageException("'" + text + "' is no number of images; write it like 20000, 500k or 1.5m.");
        }
        double unit =
                switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
                    case "k" -> 1e3;
                    case "m" -> 1e6;
                    default -> 1;
                };
        return new Images(Math.round(Double.parseDouble(matcher.group(1)) * unit));
    }

    private static long number(String digits) {
        if (digits == null) {
            return 0;
        }
        Require.that(digits.length() < 8, "a time budget of " + digits + " units is beyond reason");
        return Long.parseLong(digits);
    }
}
