package dev.ganvas.train.report;

import dev.ganvas.page.Html;
import dev.ganvas.page.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Draws curves over images seen as inline SVG; its colours come from the page's style, so that it follows light and dark. */
final class LineChart {
    private static final double WIDTH = 540;
    private static final double HEIGHT = 250;
    private static final double LEFT = 52;
    private static final double RIGHT = 528;
    private static final double TOP = 12;
    private static final double BOTTOM = 214;
    /** Colours in the style sheet; more curves than that start over. */
    private static final int COLOURS = 6;
    /** Up to this many points are marked and tell their value to a mouse that rests on them. */
    private static final int MARKED = 60;

    private final List<Series> series;
    private final Axis x;
    private final Axis y;

    private LineChart(List<Series> series, double logarithmicFrom) {
        this.series = series;
        List<Series.Point> shown = series.stream()
                .flatMap(one -> one.points().stream())
                .filter(point -> !point.isGap())
                .toList();
        this.x = Axis.tight(
                Math.min(0, least(shown.stream().map(Series.Point::images))),
                most(shown.stream().map(Series.Point::images)));
        this.y = yAxis(shown, logarithmicFrom);
    }

    /** A figure with title, legend and drawing; nothing where no value is finite. */
    static Html figure(Curves.Group group) {
        List<Series> series = group.series().stream()
                .map(Series::thinned)
                .filter(one -> Double.isFinite(one.last()))
                .toList();
        if (series.isEmpty()) {
            return Html.NOTHING;
        }
        LineChart chart = new LineChart(series, group.logarithmicFrom());
        return Html.tag("figure")
                .with("class", "chart")
                .of(
                        Html.tag("figcaption")
                                .of(
                                        Html.tag("strong").of(group.title()),
                                        chart.y.logarithmic()
                                                ? Html.tag("small").of(" logarithmic")
                                                : Html.NOTHING),
                        chart.legend(),
                        chart.drawing(group.title()));
    }

    /** The curves decide the range; a band that reaches far beyond, as of a few wild steps, is cut. */
    private static Axis yAxis(List<Series.Point> shown, double logarithmicFrom) {
        double low = least(shown.stream().map(Series.Point::value));
        double high = most(shown.stream().map(Series.Point::value));
        double reach = high - low;
        double bandLow = least(shown.stream().map(Series.Point::low).filter(Double::isFinite));
        double bandHigh = most(shown.stream().map(Series.Point::high).filter(Double::isFinite));
        double bottom = Math.max(bandLow, low - reach / 2);
        double top = Math.min(bandHigh, high + reach / 2);
        // A band that crosses zero must not take a logarithmic axis from its curve.
        return Axis.roomy(low > 0 && bottom <= 0 ? low : Math.min(low, bottom), Math.max(high, top), logarithmicFrom);
    }

    private static double least(Stream<Double> values) {
        return values.mapToDouble(Double::doubleValue).min().orElse(0);
    }

    private static double most(Stream<Double> values) {
        return values.mapToDouble(Double::doubleValue).max().orElse(1);
    }

    private Html legend() {
        List<Html> entries = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            String name = series.size() == 1 ? "last" : series.get(i).name();
            entries.add(Html.tag("span")
                    .of(
                            Html.tag("i").with("class", "c" + i % COLOURS).of(),
                            Html.text(name + " "),
                            Html.tag("b").of(Numbers.brief(series.get(i).last()))));
        }
        return Html.tag("div").with("class", "legend").of(entries);
    }

    private Html drawing(String title) {
        List<Html> parts = new ArrayList<>();
        addAxes(parts);
        for (int i = 0; i < series.size(); i++) {
            addBand(parts, series.get(i), "c" + i % COLOURS);
        }
        for (int i = 0; i < series.size(); i++) {
            addCurve(parts, series.get(i), "c" + i % COLOURS);
        }
        return Html.tag("svg")
                .with("viewBox", "0 0 " + Numbers.coordinate(WIDTH) + " " + Numbers.coordinate(HEIGHT))
                .with("role", "img")
                .with("aria-label", title)
                .of(parts);
    }

    private void addAxes(List<Html> parts) {
        for (double tick : y.ticks()) {
            parts.add(line(LEFT, down(tick), RIGHT, down(tick), "grid"));
            parts.add(label(LEFT - 7, down(tick) + 4, "end", Numbers.brief(tick)));
        }
        for (double tick : x.ticks()) {
            parts.add(line(across(tick), BOTTOM, across(tick), BOTTOM + 4, "axis"));
            parts.add(label(across(tick), BOTTOM + 18, tick > 0.97 * x.high() ? "end" : "middle", Numbers.brief(tick)));
        }
        parts.add(line(LEFT, BOTTOM, RIGHT, BOTTOM, "axis"));
        parts.add(label((LEFT + RIGHT) / 2, HEIGHT - 3, "middle", "images seen"));
    }

    private void addBand(List<Html> parts, Series one, String colour) {
        for (List<Series.Point> run : runs(one)) {
            boolean wide = run.stream().anyMatch(point -> point.high() > point.low());
            if (wide && run.size() > 1) {
                StringBuilder outline = new StringBuilder();
                run.forEach(point -> addCorner(outline, point.images(), point.high()));
                for (int i = run.size() - 1; i >= 0; i--) {
                    addCorner(outline, run.get(i).images(), run.get(i).low());
                }
                parts.add(Html.tag("polygon")
                        .with("class", "band " + colour)
                        .with("points", outline.toString())
                        .of());
            }
        }
    }

    private void addCurve(List<Html> parts, Series one, String colour) {
        for (List<Series.Point> run : runs(one)) {
            StringBuilder path = new StringBuilder();
            run.forEach(point -> addCorner(path, point.images(), point.value()));
            parts.add(Html.tag("polyline")
                    .with("class", "curve " + colour)
                    .with("points", path.toString())
                    .of());
            if (one.points().size() <= MARKED || run.size() == 1) {
                run.forEach(point -> parts.add(marker(one, point, colour)));
            }
        }
    }

    private Html marker(Series one, Series.Point point, String colour) {
        String band = point.high() > point.low()
                ? " (" + Numbers.brief(point.low()) + " to " + Numbers.brief(point.high()) + ")"
                : "";
        return Html.tag("circle")
                .with("class", "marker " + colour)
                .with("cx", across(point.images()))
                .with("cy", down(point.value()))
                .with("r", 2.4)
                .of(Html.tag("title")
                        .of(one.name() + " " + Numbers.brief(point.value()) + band + " at "
                                + Numbers.grouped((long) point.images()) + " images"));
    }

    /** The series cut at its gaps; a bound that is not finite falls back to the value. */
    private static List<List<Series.Point>> runs(Series one) {
        List<List<Series.Point>> runs = new ArrayList<>();
        List<Series.Point> run = new ArrayList<>();
        for (Series.Point point : one.points()) {
            if (point.isGap()) {
                run = new ArrayList<>();
                continue;
            }
            if (run.isEmpty()) {
                runs.add(run);
            }
            run.add(new Series.Point(
                    point.images(),
                    point.value(),
                    Double.isFinite(point.low()) ? point.low() : point.value(),
                    Double.isFinite(point.high()) ? point.high() : point.value()));
        }
        return runs;
    }

    private void addCorner(StringBuilder path, double images, double value) {
        path.append(Numbers.coordinate(across(images)))
                .append(',')
                .append(Numbers.coordinate(down(value)))
                .append(' ');
    }

    private double across(double images) {
        return LEFT + (RIGHT - LEFT) * x.position(images);
    }

    private double down(double value) {
        return BOTTOM - (BOTTOM - TOP) * y.position(value);
    }

    private static Html line(double x1, double y1, double x2, double y2, String style) {
        return Html.tag("line")
                .with("class", style)
                .with("x1", x1)
                .with("y1", y1)
                .with("x2", x2)
                .with("y2", y2)
                .of();
    }

    private static Html label(double x, double y, String anchor, String text) {
        return Html.tag("text")
                .with("x", x)
                .with("y", y)
                .with("text-anchor", anchor)
                .of(text);
    }
}
