package dev.ganvas.error;

/** Checks of arguments; each returns its value or throws {@link UsageException} naming it. */
public final class Require {
    private Require() {}

    public static int positive(int value, String name) {
        return (int) positive((long) value, name);
    }

    public static long positive(long value, String name) {
        that(value > 0, name + " must be above zero, not " + value);
        return value;
    }

    /** A finite number in {@code [low, high]}. */
    public static double within(double value, double low, double high, String name) {
        that(value >= low && value <= high, name + " must lie in " + low + " to " + high + ", not " + value);
        return value;
    }

    public static int within(int value, int low, int high, String name) {
        that(value >= low && value <= high, name + " must lie in " + low + " to " + high + ", not " + value);
        return value;
    }

    /** Throws {@link UsageException} with {@code message} unless {@code holds}. */
    public static void that(boolean holds, String message) {
        if (!holds) {
            throw new UsageException(message);
        }
    }
}
