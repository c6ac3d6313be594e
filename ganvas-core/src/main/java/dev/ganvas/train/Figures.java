package dev.ganvas.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Numbers of a training with what they are.
 *
 * @param about the figures that are described, in the order people should see them
 * @param values by name
 */
public record Figures(List<Figure> about, Map<String, Double> values) {
    static final String LOW = "_low";
    static final String HIGH = "_high";

    public Figures {
        about = List.copyOf(about);
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The value of a figure; NaN where it was not measured. */
    public double value(String name) {
        return values.getOrDefault(name, Double.NaN);
    }

    /** What {@code name} is; a plain figure of that name where it is not described. */
    public static Figure about(List<Figure> figures, String name) {
        return figures.stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseGet(() -> Figure.named(name));
    }

    /** The headline figures that were measured, in one line; all of them where none is a headline. */
    public String toText() {
        List<Figure> shown = about.stream()
                .filter(figure -> figure.headline() && values.containsKey(figure.name()))
                .toList();
        if (shown.isEmpty()) {
            return values.keySet().stream()
                    .map(name -> text(about(about, name)))
                    .collect(Collectors.joining(", "));
        }
        return shown.stream().map(this::text).collect(Collectors.joining(", "));
    }

    private String text(Figure figure) {
        String interval = values.containsKey(figure.name() + LOW) && values.containsKey(figure.name() + HIGH)
                ? " (" + figure.show(value(figure.name() + LOW)) + " to " + figure.show(value(figure.name() + HIGH))
                        + ")"
                : "";
        return figure.label() + " " + figure.show(value(figure.name())) + interval;
    }
}
