package dev.ganvas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.data.ShapePictures;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.engine.tensor.DefaultDevice;
import dev.ganvas.engine.tensor.Device;
import dev.ganvas.error.UsageException;
import dev.ganvas.model.ModelFile;
import dev.ganvas.model.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the front gives to whatever is trained, shown on the smallest thing there is to train. */
class TrainingTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private static RunSettings settings(String budget) {
        return RunSettings.of(Budget.parse(budget))
                .withSize(32)
                .withPrecision(Precision.FP32)
                .withThreads(1);
    }

    private Training.Result train(String run, RunSettings settings, int pictures, TrainingListener listener)
            throws IOException {
        return Training.of(new ShapePictures(pictures), new BrightnessTask(settings))
                .cachedIn(folder.resolve("cache"))
                .start(folder.resolve(run), listener, ProgressListener.NONE);
    }

    private Training.Result train(String run, RunSettings settings) throws IOException {
        return train(run, settings, 40, new Notes());
    }

    private String weights(Path model) throws IOException {
        return ModelFile.read(model).weightsSha256();
    }

    @Test
    void aThirdThingToTrainHasBudgetReportCardAndJson() throws IOException {
        List<Double> precisions = new ArrayList<>();
        Training.Result result = train("run", settings("400 images"), 40, new TrainingListener() {
            @Override
            public void evaluated(long images, Figures figures) {
                precisions.add(figures.value("precision"));
            }
        });
        assertThat(precisions.get(precisions.size() - 1)).isGreaterThan(precisions.get(0));
        assertThat(result.report()).content().contains("precision, best", "Precision, %, higher is better");
        assertThat(result.toJson().get("outcome").asText()).isEqualTo("completed");
        assertThat(result.toJson().get("images").asLong()).isEqualTo(400);
        assertThat(Path.of(result.toJson().get("best").asText())).isRegularFile();
        ModelFile model = ModelFile.read(result.best());
        assertThat(model.card())
                .contains(
                        "# Brightness", "40 pictures", "| precision |", "higher is better", "## Licence\n\nNot stated");
        Provenance origin = model.origin();
        assertThat(origin.version()).isNotEmpty();
        assertThat(origin.date()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(origin.data().pictures()).isEqualTo(40);
        assertThat(origin.data().contentSha256()).hasSize(64);
        assertThat(origin.settings().get("budget").asText()).isEqualTo("400 images");
        assertThat(origin.machine().get("processors").asInt()).isPositive();
    }

    private Training.Result repeat(String run, Provenance origin, int pictures, TrainingListener listener)
            throws IOException {
        return Training.of(new ShapePictures(pictures), new BrightnessTask(settings("400 images")))
                .cachedIn(folder.resolve("cache"))
                .repeating(origin)
                .start(folder.resolve(run), listener, ProgressListener.NONE);
    }

    @Test
    void aRunRepeatedFromItsModelHasTheSameWeights() throws IOException {
        Training.Result first = train("run", settings("400 images"));
        Notes notes = new Notes();
        Training.Result second = repeat("again", Provenance.read(first.best()), 40, notes);
        assertThat(weights(second.last())).isEqualTo(weights(first.last()));
        assertThat(weights(second.best())).isEqualTo(weights(first.best()));
        // On the same machine nothing differs.
        assertThat(String.join("\n", notes.said)).doesNotContain("was ");
        JsonNode record = JSON.readTree(folder.resolve("again/run.json").toFile());
        assertThat(record.at("/repeats/date").asText())
                .isEqualTo(Provenance.read(folder.resolve("run")).date());
        // And so it can be repeated once more.
        assertThat(weights(repeat("third", Provenance.read(folder.resolve("again/run.json")), 40, notes)
                        .last()))
                .isEqualTo(weights(first.last()));
    }

    @Test
    void aRepetitionSaysWhatIsOtherwiseAndRefusesOtherPictures() throws IOException {
        train("run", settings("400 images"));
        ObjectNode record =
                (ObjectNode) JSON.readTree(folder.resolve("run/run.json").toFile());
        record.put("version", "0.0.1");
        record.withObject("/machine").put("processor", "an abacus");
        record.withObject("/resolved").put("threads", 1000);
        Notes notes = new Notes();
        repeat("again", Provenance.of(record), 40, notes);
        assertThat(String.join("\n", notes.said))
                .contains("version of Ganvas: was 0.0.1")
                .contains("processor of the machine: was an abacus")
                .contains("1000 threads");
        assertThatThrownBy(() -> repeat("other", Provenance.of(record), 41, notes))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("41 pictures, not 40", "content hash");
        record.withObject("/settings").put("data", "0");
        assertThatThrownBy(() -> repeat("other", Provenance.of(record), 40, notes))
                .hasMessageContaining("pictures are others");
        record.withObject("/settings").put("task", "generate");
        assertThatThrownBy(() -> repeat("other", Provenance.of(record), 40, notes))
                .hasMessageContaining("task 'generate'");
        record.remove("plan");
        assertThatThrownBy(() -> repeat("other", Provenance.of(record), 40, notes))
                .hasMessageContaining("'plan'");
    }

    @Test
    void theHighestFigureIsTheBestWhereHigherIsBetter() throws IOException {
        Training.Result result = train("run", settings("400 images"));
        List<MetricsLog.Entry> evaluated = MetricsLog.read(folder.resolve("run/metrics.jsonl")).stream()
                .filter(entry -> entry.values().containsKey("precision"))
                .toList();
        double best = evaluated.stream()
                .mapToDouble(entry -> entry.values().get("precision"))
                .max()
                .orElseThrow();
        String card = ModelFile.read(result.best()).card();
        assertThat(card)
                .contains(Figures.about(List.of(Figure.named("precision").scaled(100, "%")), "precision")
                        .show(best));
    }

    @Test
    void anInterruptedThreadLeavesARunThatContinuesExactly() throws IOException {
        String whole = weights(train("whole", settings("400 images")).last());
        TrainingListener interrupting = new TrainingListener() {
            private int steps;

            @Override
            public void progressed(Progress progress) {
                if (++steps == 7) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        Training.Result first = train("run", settings("400 images"), 40, interrupting);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(first.outcome()).isEqualTo(TrainingLoop.Outcome.INTERRUPTED);
        assertThat(first.images()).isEqualTo(56);
        Training.Result second = train("run", settings("400 images"));
        assertThat(weights(second.last())).isEqualTo(whole);
    }

    @Test
    void aFinishedRunSaysSoAndGoesOnWhenGivenMore() throws IOException {
        train("run", settings("200 images"));
        Notes again = new Notes();
        assertThat(train("run", settings("200 images"), 40, again).outcome()).isEqualTo(TrainingLoop.Outcome.COMPLETED);
        assertThat(again.said).anyMatch(note -> note.contains("complete") && note.contains("200"));
        Notes more = new Notes();
        Training.Result result = train("run", settings("400 images"), 40, more);
        assertThat(result.images()).isEqualTo(400);
        assertThat(more.said)
                .anyMatch(note -> note.contains("from 200 images on: budget (was 200 images, now 400 images)"));
        assertThat(weights(result.last()))
                .isEqualTo(weights(train("whole", settings("400 images")).last()));
        JsonNode record = JSON.readTree(folder.resolve("run/run.json").toFile());
        assertThat(record.get("continued").get(0).get("at_images").asLong()).isEqualTo(200);
        assertThatThrownBy(() -> train("run", settings("80 images")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("shown 400 images already");
    }

    @Test
    void whatLeavesTheMeaningOfTheWeightsAloneMayChange() throws IOException {
        train("run", settings("200 images"));
        Notes notes = new Notes();
        train("run", settings("400 images").withThreads(2), 40, notes);
        assertThat(notes.said).anyMatch(note -> note.contains("threads (was 1, now 2)"));
        assertThat(JSON.readTree(folder.resolve("run/run.json").toFile())
                        .get("resolved")
                        .get("threads")
                        .asInt())
                .isEqualTo(2);
        assertThatThrownBy(() -> train("run", settings("400 images").withSeed(9)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("seed (was 1, now 9)")
                .hasMessageContaining("last.ganvas")
                .hasMessageContaining("`from`");
        assertThatThrownBy(() -> train("run", settings("400 images").withThreads(2), 41, notes))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("had 40 pictures, now there are 41")
                .hasMessageNotContaining(
                        JSON.readTree(folder.resolve("run/run.json").toFile())
                                .get("settings")
                                .get("data")
                                .asText());
    }

    @Test
    void aRunMayGoOnOnAnotherDeviceAndSaysSo() throws IOException {
        train("run", settings("200 images"));
        Path file = folder.resolve("run/run.json");
        assertThat(JSON.readTree(file.toFile()).at("/resolved/device").asText()).isEqualTo("cpu");
        Notes notes = new Notes();
        try (DefaultDevice other = DefaultDevice.use(Device.STAND_IN)) {
            train("run", settings("400 images"), 40, notes);
        }
        assertThat(notes.said).anyMatch(note -> note.contains("device stand-in (was cpu)"));
        assertThat(JSON.readTree(file.toFile()).at("/resolved/device").asText()).isEqualTo("stand-in");
        assertThat(JSON.readTree(file.toFile()).at("/continued/0/device").asText())
                .isEqualTo("cpu -> stand-in");
    }

    /** As an older version wrote it: some settings are missing, one is no longer known. */
    @Test
    void aRunOfAnOlderVersionContinues() throws IOException {
        train("run", settings("200 images"));
        Path file = folder.resolve("run/run.json");
        ObjectNode record = (ObjectNode) JSON.readTree(file.toFile());
        ObjectNode before = (ObjectNode) record.get("settings");
        before.remove("from");
        before.put("even_rates", false);
        record.remove(List.of("figures", "version", "date"));
        Files.write(file, JSON.writeValueAsBytes(record));
        assertThat(train("run", settings("400 images")).images()).isEqualTo(400);
        before.put("even_rates", true);
        Files.write(file, JSON.writeValueAsBytes(record));
        assertThatThrownBy(() -> train("run", settings("400 images")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("even_rates (was true");
    }

    @Test
    void aTrainingBeginsWithAnotherModelsWeights() throws IOException {
        Training.Result first = train("first", settings("400 images"));
        double reached = last("first");
        Notes notes = new Notes();
        train("second", settings("8 images").withSeed(5).from(first.last()), 60, notes);
        assertThat(notes.said).anyMatch(note -> note.startsWith("begins with the weights of"));
        double begun = MetricsLog.read(folder.resolve("second/metrics.jsonl"))
                .get(0)
                .values()
                .get("precision");
        assertThat(begun).isGreaterThan(0.9 * reached);
        Provenance origin = ModelFile.read(folder.resolve("second/last.ganvas")).origin();
        assertThat(origin.from().orElseThrow().weightsSha256()).isEqualTo(weights(first.last()));
        assertThatThrownBy(() -> Transfer.open(first.last(), "generator"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("'brightness'");
    }

    private double last(String run) throws IOException {
        return MetricsLog.read(folder.resolve(run).resolve("metrics.jsonl")).stream()
                .filter(entry -> entry.values().containsKey("precision"))
                .reduce((one, other) -> other)
                .orElseThrow()
                .values()
                .get("precision");
    }
}
