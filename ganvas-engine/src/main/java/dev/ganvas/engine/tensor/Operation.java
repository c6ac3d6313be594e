package dev.ganvas.engine.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a step of a {@link Trace} does, by the name that libtorch gives it, and the numbers it does it with.
 *
 * @param name such as {@code conv2d}
 * @param attributes {@link Long}, {@link Double}, {@link Boolean} or a list of longs by name
 */
public record Operation(String name, Map<String, Object> attributes) {
    static Operation of(String name) {
        return new Operation(name, Map.of());
    }

    static Operation of(String name, String attribute, Object value) {
        return new Operation(name, Map.of(attribute, value));
    }

    static List<Long> list(long... numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    /** A whole number. */
    public long whole(String attribute) {
        return (Long) attributes.get(attribute);
    }

    /** A number. */
    public double number(String attribute) {
        return (Double) attributes.get(attribute);
    }

    /** Whether something is so. */
    public boolean flag(String attribute) {
        return (Boolean) attributes.get(attribute);
    }

    /** Whole numbers in their order. */
    public List<Long> wholes(String attribute) {
        return ((List<?>) attributes.get(attribute))
                .stream().map(Long.class::cast).toList();
    }

    @Override
    public String toString() {
        return attributes.isEmpty() ? name : name + " " + new TreeMap<>(attributes);
    }
}
