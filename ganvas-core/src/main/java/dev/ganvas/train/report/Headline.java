package dev.ganvas.train.report;

import dev.ganvas.page.Html;
import dev.ganvas.page.Numbers;
import dev.ganvas.train.Figure;
import dev.ganvas.train.MetricsLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The figures at the top of a report. */
final class Headline {
    private final List<MetricsLog.Entry> entries;
    private final List<Figure> figures;

    /** @param figures those that are headlines stand first */
    Headline(List<MetricsLog.Entry> entries, List<Figure> figures) {
        this.entries = entries;
        this.figures = figures;
    }

    /** Tiles of what is known; nothing for a run that has not measured anything yet. */
    Html tiles() {
        if (entries.isEmpty()) {
            return Html.tag("p").with("class", "note").of("Nothing has been measured yet.");
        }
        List<Html> tiles = new ArrayList<>();
        figures.stream().filter(Figure::headline).forEach(figure -> addBest(tiles, figure));
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

    private void addBest(List<Html> tiles, Figure figure) {
        String name = figure.name();
        List<MetricsLog.Entry> measured =
                entries.stream().filter(entry -> finite(entry, name)).toList();
        if (measured.isEmpty()) {
            return;
        }
        MetricsLog.Entry best = measured.stream()
                .reduce((one, other) -> figure.direction()
                                .better(other.values().get(name), one.values().get(name))
                        ? other
                        : one)
                .orElseThrow();
        MetricsLog.Entry last = measured.get(measured.size() - 1);
        List<String> lines = new ArrayList<>();
        if (finite(best, name + "_low") && finite(best, name + "_high")) {
            lines.add("95 %: " + show(figure, best, "_low") + " to " + show(figure, best, "_high"));
        }
        lines.add("start " + show(figure, measured.get(0), "") + ", last " + show(figure, last, ""));
        lines.add("best at " + Numbers.brief((double) best.images()) + " images");
        tiles.add(tile(figure.label() + ", best", show(figure, best, ""), lines.toArray(String[]::new)));
    }

    private static String show(Figure figure, MetricsLog.Entry entry, String suffix) {
        return figure.show(entry.values().get(figure.name() + suffix));
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
