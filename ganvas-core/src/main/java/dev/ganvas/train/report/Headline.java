package dev.ganvas.train.report;

import dev.ganvas.train.MetricsLog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The figures at the top of a report. */
final class Headline {
    private final List<MetricsLog.Entry> entries;

    Headline(List<MetricsLog.Entry> entries) {
        this.entries = entries;
    }

    /** Tiles of what is known; nothing for a run that has not measured anything yet. */
    Html tiles() {
        if (entries.isEmpty()) {
            return Html.tag("p").with("class", "note").of("Nothing has been measured yet.");
        }
        List<Html> tiles = new ArrayList<>();
        addDistance(tiles, "kd", "KD × 1000", 1000);
        addDistance(tiles, "fd", "FD", 1);
        MetricsLog.Entry last = entries.get(entries.size() - 1);
        tiles.add(tile("images seen", Numbers.brief((double) last.images()), Numbers.grouped(last.images())));
        addSpeed(tiles, last);
        if (Double.isFinite(last.seconds())) {
            tiles.add(tile("training time", Numbers.duration(last.seconds()), entries.size() + " log lines"));
        }
        return Html.tag("div").with("class", "tiles").of(tiles);
    }

    private void addSpeed(List<Html> tiles, MetricsLog.Entry last) {
        Optional<Double> now = lastOf("images_per_second");
        if (last.seconds() > 0) {
            String recent = now.map(rate -> "last " + Numbers.brief(rate)).orElse("average");
            tiles.add(tile("images/s", Numbers.brief(last.images() / last.seconds()), recent));
        }
        lastOf("mfu")
                .ifPresent(share ->
                        tiles.add(tile("MFU", Numbers.brief(share * 100) + " %", "of the machine's measured peak")));
    }

    private void addDistance(List<Html> tiles, String name, String label, double scale) {
        List<MetricsLog.Entry> measured =
                entries.stream().filter(entry -> finite(entry, name)).toList();
        if (measured.isEmpty()) {
            return;
        }
        MetricsLog.Entry best = measured.stream()
                .min(Comparator.comparingDouble(entry -> entry.values().get(name)))
                .orElseThrow();
        MetricsLog.Entry last = measured.get(measured.size() - 1);
        List<String> lines = new ArrayList<>();
        if (finite(best, name + "_low") && finite(best, name + "_high")) {
            lines.add("95 %: " + scaled(best, name + "_low", scale) + " to " + scaled(best, name + "_high", scale));
        }
        lines.add("start " + scaled(measured.get(0), name, scale) + ", last " + scaled(last, name, scale));
        lines.add("best at " + Numbers.brief((double) best.images()) + " images");
        tiles.add(tile(label + ", best", scaled(best, name, scale), lines.toArray(String[]::new)));
    }

    private static String scaled(MetricsLog.Entry entry, String name, double scale) {
        return Numbers.brief(entry.values().get(name) * scale);
    }

    private static boolean finite(MetricsLog.Entry entry, String name) {
        return Double.isFinite(entry.values().getOrDefault(name, Double.NaN));
    }

    private Optional<Double> lastOf(String name) {
        return entries.stream()
                .filter(entry -> finite(entry, name))
                .map(entry -> entry.values().get(name))
                .reduce((earlier, later) -> later);
    }

    private static Html tile(String label, String figure, String... lines) {
        List<Html> parts = new ArrayList<>();
        parts.add(Html.tag("span").of(label));
        parts.add(Html.tag("b").of(figure));
        for (String line : lines) {
            parts.add(Html.tag("small").of(line));
        }
        return Html.tag("div").with("class", "tile").of(parts);
    }
}
