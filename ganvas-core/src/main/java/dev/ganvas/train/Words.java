package dev.ganvas.train;

import java.util.Locale;

/** Names of fields as words: {@code learningRate} and {@code learning_rate} are "learning rate". */
public final class Words {
    private Words() {}

    public static String of(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                .replace('_', ' ')
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
