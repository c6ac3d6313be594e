package dev.ganvas.recognize;

import dev.ganvas.evaluate.distribution.Proportion;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.page.Html;
import dev.ganvas.page.Page;
import dev.ganvas.vision.Classifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A page about a classifier that was measured: {@code report.html} and its pictures. */
public final class ClassifierReport {
    private ClassifierReport() {}

    /**
     * Writes or replaces the page and its pictures.
     *
     * @param data name of what it was measured on
     * @return the page
     */
    public static Path write(Path folder, Classifier classifier, String data, ClassifierMeasurement measured)
            throws IOException {
        List<Html> body = new ArrayList<>();
        List<Html> figures = new ArrayList<>();
        measured.evaluation().ifPresent(found -> {
            figures.add(row("right", found.accuracy().toTextWithInterval()));
            figures.add(row("pictures", Integer.toString(found.accuracy().of())));
            figures.add(row("calibration error", percent(found.calibrationError())));
            figures.add(row("log loss", String.format(Locale.ROOT, "%.3f nats", found.logLoss())));
            figures.add(row("kept by the threshold", found.kept().toTextWithInterval()));
        });
        measured.foreign()
                .map(Proportion::toTextWithInterval)
                .ifPresent(told -> figures.add(row("other pictures told to be none of these", told)));
        figures.add(row(
                "threshold",
                String.format(Locale.ROOT, "%.3f", classifier.calibration().threshold())));
        figures.add(row(
                "temperature",
                String.format(Locale.ROOT, "%.3f", classifier.calibration().temperature())));
        figures.add(row("classifier", classifier.name() + ", SHA-256 " + classifier.sha256()));
        body.add(Page.table("Figures", figures));
        measured.evaluation()
                .ifPresent(found -> body.add(Page.table(
                        "Classes",
                        found.byClass().stream()
                                .map(one -> row(one.name(), one.accuracy().toTextWithInterval()))
                                .toList())));
        for (Map.Entry<String, Picture> shown : measured.pictures().entrySet()) {
            Path file = folder.resolve(shown.getKey().replace(' ', '-') + ".png");
            Pictures.writePng(file, shown.getValue(), Origin.real());
            body.add(Page.section(
                    shown.getKey().substring(0, 1).toUpperCase(Locale.ROOT)
                            + shown.getKey().substring(1),
                    Page.picture(file, shown.getKey()).of()));
        }
        Path page = folder.resolve("report.html");
        new Page(classifier.name() + " on " + data, "Ganvas evaluation of a classifier", body).write(page);
        return page;
    }

    private static Html row(String name, String value) {
        return Page.row(name, Html.text(value));
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.1f %%", part * 100);
    }
}
