package dev.ganvas.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.image.Pictures;
import dev.ganvas.io.AtomicFile;
import dev.ganvas.model.Card;
import dev.ganvas.model.ModelFile;
import dev.ganvas.model.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** The models in a run's folder: the newest and the best, each with its card and the run's record as its provenance. */
record RunModels(RunDirectory run) {
    /** Writes the newest model. */
    void write(Snapshot snapshot, Figures figures) throws IOException {
        ObjectNode record = run.record().orElseThrow();
        record.remove(TrainingRun.FIGURES);
        Snapshot.Model model = snapshot.model();
        Snapshot.About about = model.about();
        Card card = new Card(
                about.title(), about.method(), about.protocol(), rows(figures), about.limits(), Provenance.of(record));
        new ModelFile(
                        model.description(),
                        model.weights(),
                        card.toMarkdown(),
                        record,
                        Pictures.png(snapshot.samples(), Map.of("Software", "Ganvas")))
                .write(run.last(), model.more());
    }

    private static List<Card.Row> rows(Figures figures) {
        return figures.values().entrySet().stream()
                .map(entry -> row(figures, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Card.Row row(Figures figures, String name, double value) {
        for (String bound : List.of(Figures.LOW, Figures.HIGH)) {
            String of = name.endsWith(bound) ? name.substring(0, name.length() - bound.length()) : "";
            if (figures.values().containsKey(of)) {
                Figure figure = Figures.about(figures.about(), of);
                return new Card.Row(
                        figure.label() + (bound.equals(Figures.LOW) ? ", from" : ", to"),
                        figure.show(value),
                        "95 % interval of " + figure.label());
            }
        }
        Figure figure = Figures.about(figures.about(), name);
        String better = figure.direction().words();
        String separator = figure.meaning().isEmpty() || better.isEmpty() ? "" : "; ";
        return new Card.Row(figure.label(), figure.show(value), figure.meaning() + separator + better);
    }

    /** Makes the newest model the best one. */
    void lastIsBest() throws IOException {
        AtomicFile.write(run.best(), out -> Files.copy(run.last(), out));
    }
}
