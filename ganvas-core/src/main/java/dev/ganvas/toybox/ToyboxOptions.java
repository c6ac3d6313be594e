package dev.ganvas.toybox;

import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a Toybox holds.
 *
 * @param classes names of the classes in label order, singular or plural; at least one, each once. Kept in the singular
 * @param seed of all randomness
 * @param count number of pictures, at least 1
 * @param size edge of the square pictures in pixels, {@value #SMALLEST} to {@value #LARGEST}
 */
public record ToyboxOptions(List<String> classes, long seed, int count, int size) {
    static final int SMALLEST = 32;
    static final int LARGEST = 256;

    static final String SCHEME = "toybox";

    public ToyboxOptions {
        Require.that(!classes.isEmpty(), "a toybox needs at least one class of " + ToyClass.labels());
        Set<String> names = new LinkedHashSet<>();
        for (String name : classes) {
            Require.that(names.add(toyClass(name).label()), "class '" + name + "' is named twice");
        }
        classes = List.copyOf(names);
        Require.positive(count, "n");
        Require.within(size, SMALLEST, LARGEST, "size");
    }

    /** All four classes, seed 1, 20,000 pictures of 64 by 64. */
    public static ToyboxOptions defaults() {
        return new ToyboxOptions(ToyClass.labels(), 1, 20_000, 64);
    }

    /**
     * Reads {@code toybox}, {@code toybox:faces} or {@code toybox:face,vehicle?seed=3&n=20000&size=64}.
     *
     * @throws UsageException naming the choices when a class or an option is unknown or a value does not fit
     */
    public static ToyboxOptions parse(String location) {
        int question = location.indexOf('?');
        String what = question < 0 ? location : location.substring(0, question);
        ToyboxOptions options = defaults();
        if (what.startsWith(SCHEME + ":")) {
            String names = what.substring(SCHEME.length() + 1);
            options = new ToyboxOptions(List.of(names.split(",", -1)), options.seed, options.count, options.size);
        } else {
            Require.that(
                    what.equals(SCHEME),
                    "'" + location + "' is no toybox; write toybox, toybox:CLASSES or toybox:CLASSES?OPTIONS");
        }
        if (question >= 0) {
            for (String option : location.substring(question + 1).split("&", -1)) {
                options = options.with(option);
            }
        }
        return options;
    }

    /** The location {@link #parse} reads these options from. */
    public String location() {
        return SCHEME + ":" + String.join(",", classes) + "?seed=" + seed + "&n=" + count + "&size=" + size;
    }

    private ToyboxOptions with(String option) {
        int equals = option.indexOf('=');
        String key = equals < 0 ? option : option.substring(0, equals);
        String value = equals < 0 ? "" : option.substring(equals + 1);
        return switch (key) {
            case "seed" -> new ToyboxOptions(classes, number(key, value), count, size);
            case "n" -> new ToyboxOptions(classes, seed, whole(key, value), size);
            case "size" -> new ToyboxOptions(classes, seed, count, whole(key, value));
            default ->
                throw new UsageException("a toybox has no option '" + option
                        + "'; the options are seed=NUMBER, n=PICTURES and size=PIXELS, joined by '&'");
        };
    }

    private static int whole(String key, String value) {
        long number = number(key, value);
        Require.that(number == (int) number, key + " is too large: " + value);
        return (int) number;
    }

    private static long number(String key, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new UsageException(key + " must be a whole number, not '" + value + "'", e);
        }
    }

    static ToyClass toyClass(String name) {
        return ToyClass.named(name)
                .orElseThrow(() -> new UsageException("a toybox has no class '" + name + "'; the classes are "
                        + String.join(", ", ToyClass.labels())));
    }
}
