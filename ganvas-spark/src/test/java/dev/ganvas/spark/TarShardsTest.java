package dev.ganvas.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.Sources;
import dev.ganvas.error.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarShardsTest {
    private static final StructType SCHEMA = new StructType()
            .add("path", DataTypes.StringType)
            .add("content", DataTypes.BinaryType)
            .add("error", DataTypes.StringType);

    @TempDir
    private Path folder;

    /** Pictures of about 0.3 MB, of which each seventh could not be used. */
    private static Dataset<Row> rows(Path folder) throws IOException {
        byte[] start = Files.readAllBytes(LocalSpark.sound(folder, 2).get(1));
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            boolean failed = i % 7 == 6;
            // Bytes after a PNG's end are passed over by readers.
            byte[] content = failed ? null : Arrays.copyOf(start, 300_000 + i);
            rows.add(RowFactory.create("file:/data/" + i + "/a photo.png", content, failed ? "broken\nin two" : null));
        }
        return LocalSpark.session().createDataset(rows, Encoders.row(SCHEMA)).repartition(2);
    }

    @Test
    void picturesAreWhereTheIndexSaysEvenWhenATaskWasDoneAgain() throws IOException {
        Dataset<Row> rows = rows(Files.createDirectory(folder.resolve("in")));
        MapFunction<Row, Row> lostOnce = row -> {
            if (TaskContext.get().attemptNumber() == 0 && row.getString(0).contains("/9/")) {
                throw new IllegalStateException("lost on purpose");
            }
            return row;
        };
        Path out = folder.resolve("out");
        TarShards.Written written = TarShards.write(rows.map(lostOnce, Encoders.row(SCHEMA)), out.toString(), 1 << 20);
        assertThat(written.pictures()).isEqualTo(12);
        assertThat(written.errors()).isEqualTo(2);
        assertThat(written.shards()).isGreaterThan(2);

        Map<String, Integer> sizes = new TreeMap<>();
        JsonNode index = new ObjectMapper().readTree(out.resolve("index.json").toFile());
        for (JsonNode shard : index.path("shards")) {
            Path tar = out.resolve(shard.path("file").asText());
            byte[] bytes = Files.readAllBytes(tar);
            assertThat(BroadcastModel.sha256(bytes))
                    .isEqualTo(shard.path("sha256").asText());
            assertThat(bytes.length).isEqualTo(shard.path("bytes").asInt());
            List<String> lines = Files.readAllLines(Path.of(tar.toString().replace(".tar", ".idx")));
            assertThat(lines).hasSize(shard.path("pictures").asInt());
            for (String line : lines) {
                String[] parts = line.split("\t");
                int from = Integer.parseInt(parts[1]);
                assertThat(Arrays.copyOfRange(bytes, from, from + 4)).containsExactly(0x89, 'P', 'N', 'G');
                sizes.put(parts[0], Integer.parseInt(parts[2]));
            }
        }
        assertThat(sizes).hasSize(12).containsEntry("data/9/a photo.png", 300_009);
        assertThat(Files.readAllLines(out.resolve("errors.tsv")))
                .containsExactlyInAnyOrder("data/6/a photo\tbroken in two", "data/13/a photo\tbroken in two");
        try (Stream<Path> left = Files.list(out)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .contains("_SUCCESS")
                    .noneMatch(name -> name.contains("temporary"));
        }
        try (PictureSource source = Sources.open(out.resolve("000000.tar").toString())) {
            assertThat(source.count())
                    .isEqualTo(index.path("shards").get(0).path("pictures").asInt());
        }
    }

    @Test
    void aFolderThatIsThereStays() throws IOException {
        Dataset<Row> rows = rows(Files.createDirectory(folder.resolve("in")));
        Path there = Files.createDirectory(folder.resolve("there"));
        assertThatThrownBy(() -> TarShards.write(rows, there.toString(), TarShards.USUAL_BYTES))
                .isInstanceOf(UsageException.class);
        assertThat(there).isEmptyDirectory();
    }
}
