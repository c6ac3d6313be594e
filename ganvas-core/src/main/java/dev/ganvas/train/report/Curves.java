package dev.ganvas.train.report;

import dev.ganvas.train.MetricsLog;

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
    private static final List<String> FIRST = List.of("kd", "fd", "loss");

    private Curves() {}

    /**
     * A chart's content.
     *
     * @param logarithmicFrom ratio of the largest to the smallest value from which the axis is logarithmic
     */
    record Group(String title, List<Series> series, double logarithmicFrom) {}

    static List<Group> of(List<MetricsLog.Entry> entries) {
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

    private static int rank(String group) {
        int rank = FIRST.indexOf(group);
        return rank < 0 ? FIRST.size() : rank;
    }

    private static boolean isBand(String name, Set<String> names) {
        return (name.endsWith(LOW) && names.contains(without(name, LOW)))
                || (name.endsWith(HIGH) && names.contains(without(name, HIGH)));
    }

    private static String without(String name, String suffix) {
        return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
    }

    private static String group(String name) {
        int slash = name.indexOf('/');
        if (slash > 0) {
            return name.substring(0, slash);
        }
        return name.toLowerCase(Locale.ROOT).contains("loss") ? "loss" : name;
    }

    private static String title(String group) {
        return switch (group) {
            case "kd" -> "Kernel distance (KD × 1000), lower is better";
            case "fd" -> "Fréchet distance (FD), lower is better";
            case "loss" -> "Losses";
            case "images_per_second" -> "Images per second";
            case "augment" -> "Augmentation: share of pictures changed";
            case "overfitting" -> "Training pictures known by heart: 0 none, 1 all";
            case "mfu" -> "Proportion of the machine's peak (MFU), %";
            default -> capitalised(Words.of(group));
        };
    }

    /** Distances fall by factors and are read so; a schedule's shape is meant to be seen as it was set. */
    private static double logarithmicFrom(String group) {
        return switch (group) {
            case "kd", "fd" -> 8;
            case "learning_rate", "mfu", "images_per_second", "augment", "overfitting" -> Double.POSITIVE_INFINITY;
            default -> 60;
        };
    }

    private static String capitalised(String words) {
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** KD is shown times 1000 and MFU in percent, as people write them. */
    private static double scale(String name) {
        return switch (name) {
            case "kd" -> 1000;
            case "mfu" -> 100;
            default -> 1;
        };
    }

    private static Series series(String name, List<MetricsLog.Entry> entries) {
        double scale = scale(name);
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
