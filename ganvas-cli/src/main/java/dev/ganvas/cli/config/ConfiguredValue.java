package dev.ganvas.cli.config;

/**
 * A value that a person set.
 *
 * @param key such as {@code train.budget}
 * @param text as an option would be given it
 * @param layer that says so
 * @param where in words: a file with its line, a variable, a property
 */
public record ConfiguredValue(String key, String text, Layer layer, String where) {
    @Override
    public String toString() {
        return key + " = " + text + " (" + where + ")";
    }
}
