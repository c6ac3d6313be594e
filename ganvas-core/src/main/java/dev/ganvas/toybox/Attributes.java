package dev.ganvas.toybox;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Collects what is true of a scene, keeping the order in which it is told. */
final class Attributes {
    private final Map<String, String> values = new LinkedHashMap<>();

    Attributes with(String key, String value) {
        values.put(key, value);
        return this;
    }

    Attributes with(String key, int value) {
        return with(key, Integer.toString(value));
    }

    Attributes with(String key, Swatch value) {
        return with(key, value.name());
    }

    /** The constant's name in lower case, words joined by {@code -}. */
    Attributes with(String key, Enum<?> value) {
        return with(key, value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    Map<String, String> map() {
        return Collections.unmodifiableMap(values);
    }
}
