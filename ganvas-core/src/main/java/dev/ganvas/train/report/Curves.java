package dev.ganvas.train.report;

import dev.ganvas.train.Figure;
import dev.ganvas.train.Figures;
import dev.ganvas.train.MetricsLog;
import dev.ganvas.train.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Sorts the numbers of a run into charts. Names with a common part before {@code /} share a chart, as in TensorBoard, and so
 * do all losses; {@code x_low} and {@code x_high} are the band of {@code x}.
 */
final class Curves {
    private static final String LOW = "_low";
    private static final String HIGH = "_high";
    private static final String LOSSES = "loss";

    private final List<Figure> figures;

    private Curves(List<Figure> figures) {
        this.figures = figures;
    }

    /**
     * A chart's content.
     *
     * @param logarithmicFrom ratio of the largest to the smallest value from which the axis is logarithmic
     */
    record Group(String title, List<Series> series, double logarithmicFrom) {}

    /** @param figures what is known of the numbers; their order is that of the charts, losses follow the headlines */
    static List<Group> of(List<MetricsLog.Entry> entries, List<Figure> figures) {
        return new Curves(figures).groups(entries);
    }

    private List<Group> groups(List<MetricsLog.Entry> entries) {
        Set<String> names = new LinkedHashSet<>();
        entries.forEach(entry -> names.addAll(entry.values().keySet()));
        Map<String, List<Series>> groups = new LinkedHashMap<>();
        for (String name : names) {
            if (!isBand(name, names)) {
                groups.computeIfAbsent(group(name), key -> new ArrayList<>()).add(series(name, entries));
            }
        }
        return groups.entrySet().stream()
                .sorted(Comparator.comparingInt(group -> rank(group.getKey())))
                .map(group -> new Group(title(group.getKey()), group.getValue(), logarithmicFrom(group.getKey())))
                .toList();
    }

    private int rank(String group) {
        int headlines = (int) figures.stream().filter(Figure::headline).count();
        if (group.equals(LOSSES)) {
            return headlines;
        }
        for (int i = 0; i < figures.size(); i++) {
            if (figures.get(i).name().equals(group)) {
                return figures.get(i).headline() ? i : figures.size();
            }
        }
        return figures.size();
    }

    private static boolean isBand(String name, Set<String> names) {
        return (name.endsWith(LOW) && names.contains(without(name, LOW)))
                || (name.endsWith(HIGH) && names.contains(without(name, HIGH)));
    }

    private static String without(String name, String suffix) {
        return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
    }

    /** A loss by its name, unless it is an evaluation's figure that stands by itself. */
    private boolean isLoss(String name) {
        return name.toLowerCase(Locale.ROOT).contains(LOSSES)
                && figures.stream()
                        .noneMatch(figure -> figure.headline() && figure.name().equals(name));
    }

    private String group(String name) {
        int slash = name.indexOf('/');
        if (slash > 0) {
            return name.substring(0, slash);
        }
        return isLoss(name) ? LOSSES : name;
    }

    private String title(String group) {
        if (group.equals(LOSSES)) {
            return "Losses";
        }
        Figure figure = Figures.about(figures, group);
        String unit = figure.unit().isEmpty() ? "" : ", " + figure.unit();
        String better = figure.direction().words();
        return capitalised(figure.label()) + unit + (better.isEmpty() ? "" : ", " + better);
    }

    private double logarithmicFrom(String group) {
        return Figures.about(figures, group).axis().logarithmicFrom();
    }

    private static String capitalised(String words) {
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private Series series(String name, List<MetricsLog.Entry> entries) {
        Figure figure = Figures.about(figures, name);
        double scale = figure.scale();
        List<Series.Point> points = new ArrayList<>();
        for (MetricsLog.Entry entry : entries) {
            Double value = entry.values().get(name);
            if (value != null) {
                double low = entry.values().getOrDefault(name + LOW, value);
                double high = entry.values().getOrDefault(name + HIGH, value);
                points.add(new Series.Point(entry.images(), value * scale, low * scale, high * scale));
            }
        }
        return new Series(Words.of(name.substring(name.indexOf('/') + 1)), points);
    }
}
