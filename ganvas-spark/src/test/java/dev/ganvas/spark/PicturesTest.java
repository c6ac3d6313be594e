package dev.ganvas.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.error.UsageException;
import dev.ganvas.features.TrainedFeatures;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.label.FileLabel;
import dev.ganvas.restore.FileRestorer;
import dev.ganvas.restore.RestoreSettings;
import dev.ganvas.vision.Prediction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {
    private static final int SOUND = 6;

    @TempDir
    private static Path folder;

    private static List<Path> sound;
    private static List<Path> damaged;

    private final SparkPictures ganvas = SparkPictures.on(LocalSpark.session());

    @BeforeAll
    static void write() throws IOException {
        sound = LocalSpark.sound(folder, SOUND);
        damaged = LocalSpark.damaged(folder);
        Files.writeString(folder.resolve("readme.txt"), "no picture, and none by its name");
    }

    private Dataset<Row> pictures() {
        return ganvas.read(folder.toString());
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static void assertThatDamagedOnesSayWhy(Map<String, Row> rows) {
        assertThat(rows).hasSize(SOUND + damaged.size());
        for (Path file : sound) {
            assertThat(rows.get(name(file)).<String>getAs("error"))
                    .as(name(file))
                    .isNull();
        }
        for (Path file : damaged) {
            assertThat(rows.get(name(file)).<String>getAs("error"))
                    .as(name(file))
                    .isNotBlank()
                    // Where an executor keeps its files is nobody's business.
                    .doesNotContain(System.getProperty("java.io.tmpdir"));
        }
        assertThat(rows.get("damaged-bomb.png").<String>getAs("error")).contains("50000");
    }

    @Test
    void restoredFilesAreThoseOfTheLibrary(@TempDir Path out) throws IOException {
        Map<String, Row> rows = LocalSpark.byName(ganvas.restore(pictures(), RestoreOptions.USUAL));
        assertThatDamagedOnesSayWhy(rows);
        try (Threads threads = Threads.use(1);
                FileRestorer restorer = FileRestorer.open(RestoreSettings.USUAL)) {
            for (Path file : sound) {
                List<String> done = restorer.restore(file, out.resolve(name(file)));
                Row row = rows.get(name(file));
                assertThat(row.<byte[]>getAs("content")).isEqualTo(Files.readAllBytes(out.resolve(name(file))));
                assertThat(row.<String>getList(row.fieldIndex("done"))).isEqualTo(done);
            }
        }
        Map<String, Row> again = LocalSpark.byName(ganvas.restore(pictures().repartition(4), RestoreOptions.USUAL));
        rows.forEach((name, row) ->
                assertThat(again.get(name).<byte[]>getAs("content")).isEqualTo(row.<byte[]>getAs("content")));
    }

    @Test
    @Tag("slow")
    void enhancedFilesAreLargerAndOtherColumnsStay() throws IOException {
        Dataset<Row> few = pictures().filter(functions.col("path").contains("sound-0"));
        Row row = ganvas.enhance(few.withColumn("key", functions.lit(41)), EnhanceOptions.larger(2))
                .first();
        Picture larger = PictureDecoder.decode(row.getAs("content"), "larger");
        assertThat(List.of(larger.width(), larger.height())).containsExactly(80, 64);
        assertThat(row.<Integer>getAs("key")).isEqualTo(41);
        assertThat(row.<String>getAs("error")).isNull();
    }

    @Test
    @Tag("slow")
    void answersAndVectorsDoNotDependOnPartitions() throws IOException {
        Map<String, Row> answers = LocalSpark.byName(ganvas.recognize(pictures(), "cifar10-objects", 2));
        assertThatDamagedOnesSayWhy(answers);
        Map<String, Row> vectors = LocalSpark.byName(ganvas.embed(pictures(), "cifar10-features"));
        assertThatDamagedOnesSayWhy(vectors);
        assertThat(LocalSpark.byName(ganvas.embed(pictures().coalesce(1), "cifar10-features")))
                .isEqualTo(vectors);
        try (TrainedFeatures network = TrainedFeatures.shipped("cifar10-objects")) {
            for (Path file : sound) {
                Prediction expected =
                        network.predict(List.of(PictureDecoder.decode(file))).get(0);
                Row row = answers.get(name(file));
                List<Row> best = row.getList(row.fieldIndex("answers"));
                assertThat(best.get(0).getString(0)).isEqualTo(expected.best().name());
                assertThat(row.<Double>getAs("confidence"))
                        .isCloseTo(expected.best().probability(), within(1e-4));
                boolean none = expected.isNone(network.calibration().threshold());
                assertThat(row.isNullAt(row.fieldIndex("class"))).isEqualTo(none);
            }
        }
    }

    @Test
    void labelsAreThereAfterwards() throws IOException {
        Map<String, Row> rows = LocalSpark.byName(ganvas.label(pictures(), new LabelOptions("Somebody", false, "")));
        for (Path file : sound) {
            byte[] labelled = rows.get(name(file)).getAs("content");
            assertThat(FileLabel.read(labelled, "labelled")
                            .label()
                            .orElseThrow()
                            .producer())
                    .isEqualTo("Somebody");
        }
        assertThat(rows.get("damaged-text.png").<String>getAs("error")).isNotBlank();
    }

    @Test
    void aFileAboveTheLimitIsNotReadAndSaysSo() {
        Dataset<Row> read = ganvas.read(List.of(folder.toString()), 100);
        Map<String, Row> rows = LocalSpark.byName(ganvas.label(read, new LabelOptions("Somebody", false, "")));
        assertThat(rows).hasSize(SOUND + damaged.size());
        assertThat(rows.get("sound-0.jpg").<String>getAs("error")).contains("above the limit");
    }

    @Test
    void tooManyErrorsAreAFailure() {
        Dataset<Row> rows = ganvas.label(pictures(), new LabelOptions("Somebody", false, ""))
                .cache();
        long errors = SparkPictures.requireFewErrors(rows, 0.5);
        assertThat(errors).isPositive();
        assertThatThrownBy(() -> SparkPictures.requireFewErrors(rows, 0.01))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(errors + " of 9 pictures");
        assertThatThrownBy(() -> ganvas.label(rows.drop("content"), new LabelOptions("Somebody", false, "")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("content");
    }
}
