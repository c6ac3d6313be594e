package dev.ganvas.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.UsageException;
import dev.ganvas.generate.GeneratedFiles;
import dev.ganvas.generate.Generator;
import dev.ganvas.image.label.FileLabel;
import dev.ganvas.image.label.Origin;
import dev.ganvas.io.Version;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateTest {
    /** Two blocks and a part of one. */
    private static final int COUNT = 70;

    private static final String MODEL = "toybox-faces";

    private final SparkPictures ganvas = SparkPictures.on(LocalSpark.session());

    private static Map<Long, String> hashes(Dataset<Row> rows) {
        Map<Long, String> hashes = new TreeMap<>();
        for (Row row : rows.collectAsList()) {
            assertThat(hashes.put(row.getAs("number"), BroadcastModel.sha256(row.getAs("content"))))
                    .isNull();
        }
        return hashes;
    }

    @Test
    void whatIsDrawnIsWhatTheLibraryDrawsWhateverThePartitions(@TempDir Path folder) throws IOException {
        Dataset<Row> drawn = ganvas.generate(Generation.of(MODEL, COUNT, 7));
        Map<Long, String> hashes = hashes(drawn);
        assertThat(hashes).hasSize(COUNT);
        assertThat(drawn.javaRDD().getNumPartitions()).isEqualTo(3);
        assertThat(hashes(drawn.coalesce(1))).isEqualTo(hashes);

        Map<Long, String> expected = new TreeMap<>();
        try (Generator generator = Generator.open(Path.of(MODEL))) {
            Origin origin = Origin.generated()
                    .by(Version.current())
                    .with("model", MODEL)
                    .with("model-sha256", generator.weightsSha256())
                    .with("seed", "7")
                    .with("truncation", "1.0");
            Generator.Request request = new Generator.Request(COUNT, Seed.of(7), 1, OptionalInt.empty());
            new GeneratedFiles(generator, label -> generator.latents(request), origin, (phase, done, total) -> {})
                    .folder(folder, OptionalInt.empty());
        }
        for (long i = 0; i < COUNT; i++) {
            expected.put(i, BroadcastModel.sha256(Files.readAllBytes(folder.resolve(String.format("%06d.png", i)))));
        }
        assertThat(hashes).isEqualTo(expected);
    }

    @Test
    void everyPictureSaysThatItIsGenerated() throws IOException {
        byte[] file = ganvas.generate(Generation.of(MODEL, 1, 1)).first().getAs("content");
        assertThat(FileLabel.read(file, "drawn").saysGenerated()).isTrue();
    }

    @Test
    void aModelIsOpenedOnceAndATaskThatFailedIsDoneAgain() throws IOException {
        Dataset<Row> drawn = ganvas.generate(Generation.of(MODEL, 2 * GeneratedBlocks.BLOCK, 9));
        long before = SparkPictures.on(LocalSpark.session()).modelsOpened();
        MapFunction<Row, Row> oftenFailing = row -> {
            if (TaskContext.get().attemptNumber() == 0 && row.<Long>getAs("number") % 32 == 20) {
                throw new IllegalStateException("lost on purpose");
            }
            return row;
        };
        Dataset<Row> failing = drawn.map(oftenFailing, Encoders.row(GeneratedBlocks.SCHEMA));
        assertThat(hashes(failing)).hasSize(64).isEqualTo(hashes(drawn));
        assertThat(before).isZero();
        assertThat(ganvas.modelsOpened()).isLessThanOrEqualTo(1);
    }

    @Test
    void aModelThatIsNowhereIsSaidAtOnce() {
        assertThatThrownBy(() -> ganvas.generate(Generation.of("nothing.ganvas", 1, 1)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("nothing.ganvas");
        List<Long> none = List.of(0L, -1L);
        none.forEach(count ->
                assertThatThrownBy(() -> Generation.of(MODEL, count, 1)).isInstanceOf(UsageException.class));
    }
}
