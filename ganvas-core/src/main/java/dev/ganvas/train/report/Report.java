package dev.ganvas.train.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.error.Require;
import dev.ganvas.page.Html;
import dev.ganvas.page.Page;
import dev.ganvas.train.Figure;
import dev.ganvas.train.MetricsLog;
import java.io.IOException;
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
 * it, or under its own name; {@code x_low} and {@code x_high} are the interval of {@code x}. From {@code evaluation/}: PNG files, by their
 * names. From {@code samples/}: PNG files whose names end in the number of images seen; from {@code timelapse.gif}: the
 * same as an animation. From {@code run.json}:
 * {@code title}, and every object in it as a table, {@code data} and {@code machine} first, {@code settings} last.
 */
public final class Report {
    private static final ObjectMapper JSON = new ObjectMapper();

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
        new Report().page(runDirectory).write(runDirectory.resolve("report.html"));
    }

    private Page page(Path directory) throws IOException {
        JsonNode run = run(directory.resolve("run.json"));
        List<MetricsLog.Entry> entries = MetricsLog.read(directory.resolve("metrics.jsonl"));
        List<Figure> figures = figures(run);
        return new Page(
                run.path("title").asText(name(directory)),
                "Ganvas training report · " + name(directory),
                List.of(
                        Html.join(notes),
                        new Headline(entries, figures).tiles(),
                        Page.section("Samples", SampleGallery.of(directory.resolve("samples"))),
                        Page.section("Evaluation", evaluation(directory.resolve("evaluation"))),
                        Page.section("Timelapse", Timelapse.figure(directory)),
                        Page.section("Curves", charts(entries, figures)),
                        Page.section("Run", run.isEmpty() ? Html.NOTHING : SettingTables.of(run))));
    }

    /** Pictures of the newest evaluation, each with its title. */
    private static Html evaluation(Path folder) throws IOException {
        List<Html> figures = new ArrayList<>();
        for (Path file : SampleGallery.pictures(folder)) {
            String title = name(file).replaceFirst("[.]png$", "").replace('-', ' ');
            figures.add(Html.tag("figure")
                    .of(Page.picture(file, title).of(), Html.tag("figcaption").of(title)));
        }
        return Html.join(figures);
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
        notes.add(Page.note(text));
    }

    private static Html charts(List<MetricsLog.Entry> entries, List<Figure> figures) {
        Html charts = Html.join(
                Curves.of(entries, figures).stream().map(LineChart::figure).toList());
        return charts.isEmpty()
                ? charts
                : Html.tag("div").with("class", "charts").of(charts);
    }
}
