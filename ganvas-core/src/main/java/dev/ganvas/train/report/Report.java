package dev.ganvas.train.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.error.Require;
import dev.ganvas.io.AtomicFile;
import dev.ganvas.train.Figure;
import dev.ganvas.train.MetricsLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The page that tells a run's story, {@code report.html}: one file that needs no network and no script, readable in light
 * and dark.
 *
 * <p>It shows what it finds. From {@code metrics.jsonl}: every series, as the {@link Figure}s in {@code run.json} describe
 * it, or under its own name; {@code x_low} and {@code x_high} are the interval of {@code x}. From {@code samples/}: PNG files whose names end in the number of images seen; from {@code timelapse.gif}: the
 * same as an animation. From {@code run.json}:
 * {@code title}, and every object in it as a table, {@code data} and {@code machine} first, {@code settings} last.
 */
public final class Report {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Even if a name slipped through the escaping, the page may run and fetch nothing. */
    private static final String POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

    /** The part of {@code run.json} that describes figures. */
    static final String FIGURES = "figures";

    private static final List<Figure> SPEED = List.of(
            Figure.named("images_per_second", "images per second").charted(Figure.Axis.LINEAR),
            Figure.named("mfu", "share of the machine's peak (MFU)")
                    .scaled(100, "%")
                    .charted(Figure.Axis.LINEAR));

    private final List<Html> notes = new ArrayList<>();

    private Report() {}

    /**
     * Writes or replaces {@code report.html} in a run directory. Parts that are missing, as when the run has just begun, are
     * left out; a part that cannot be read is named on the page.
     *
     * @throws IOException when the page cannot be written
     * @throws dev.ganvas.error.UsageException when there is no such directory
     */
    public static void write(Path runDirectory) throws IOException {
        Require.that(Files.isDirectory(runDirectory), runDirectory + " is no run directory");
        AtomicFile.write(runDirectory.resolve("report.html"), new Report().page(runDirectory));
    }

    private String page(Path directory) throws IOException {
        JsonNode run = run(directory.resolve("run.json"));
        List<MetricsLog.Entry> entries = MetricsLog.read(directory.resolve("metrics.jsonl"));
        List<Figure> figures = figures(run);
        String title = run.path("title").asText(name(directory));
        Html body = Html.join(
                Html.tag("header")
                        .of(Html.tag("h1").of(title), Html.tag("p").of("Ganvas training report · " + name(directory))),
                Html.join(notes),
                new Headline(entries, figures).tiles(),
                section("Samples", SampleGallery.of(directory.resolve("samples"))),
                section("Timelapse", Timelapse.figure(directory)),
                section("Curves", charts(entries, figures)),
                section("Run", run.isEmpty() ? Html.NOTHING : SettingTables.of(run)));
        Html head = Html.tag("head")
                .of(
                        Html.tag("meta").with("charset", "utf-8").of(),
                        Html.tag("meta")
                                .with("name", "viewport")
                                .with("content", "width=device-width, initial-scale=1")
                                .of(),
                        Html.tag("meta")
                                .with("http-equiv", "Content-Security-Policy")
                                .with("content", POLICY)
                                .of(),
                        Html.tag("title").of(title),
                        Html.tag("style").of(Html.trusted(style())));
        Html page = Html.tag("html")
                .with("lang", "en")
                .of(head, Html.tag("body").of(Html.tag("main").of(body)));
        return "<!DOCTYPE html>\n" + page.markup() + "\n";
    }

    private static String name(Path directory) {
        return Objects.toString(directory.toAbsolutePath().normalize().getFileName(), "run");
    }

    private JsonNode run(Path file) throws IOException {
        if (!Files.exists(file)) {
            return JSON.createObjectNode();
        }
        byte[] bytes = Files.readAllBytes(file);
        try {
            JsonNode run = JSON.readTree(bytes);
            if (run.isObject()) {
                return run;
            }
            note("run.json holds no JSON object; its settings are not shown.");
        } catch (IOException e) {
            note("run.json cannot be read as JSON; its settings are not shown.");
        }
        return JSON.createObjectNode();
    }

    /** Those of the record, then what every loop measures. */
    private List<Figure> figures(JsonNode run) {
        List<Figure> figures = new ArrayList<>();
        for (JsonNode figure : run.path(FIGURES)) {
            try {
                figures.add(JSON.treeToValue(figure, Figure.class));
            } catch (JsonProcessingException e) {
                note("run.json describes a figure in a way that is not understood; it is shown by its name.");
            }
        }
        figures.addAll(SPEED);
        return figures;
    }

    private void note(String text) {
        notes.add(Html.tag("p").with("class", "note").of(text));
    }

    private static Html section(String title, Html content) {
        return content.isEmpty()
                ? content
                : Html.tag("section").of(Html.tag("h2").of(title), content);
    }

    private static Html charts(List<MetricsLog.Entry> entries, List<Figure> figures) {
        Html charts = Html.join(
                Curves.of(entries, figures).stream().map(LineChart::figure).toList());
        return charts.isEmpty()
                ? charts
                : Html.tag("div").with("class", "charts").of(charts);
    }

    private static String style() throws IOException {
        try (InputStream in = Report.class.getResourceAsStream("report.css")) {
            return new String(Objects.requireNonNull(in, "report.css").readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
