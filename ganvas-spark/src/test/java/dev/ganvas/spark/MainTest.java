package dev.ganvas.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    @TempDir
    private Path folder;

    @Test
    @Tag("slow")
    void verbsWriteParquetAndTars() throws IOException {
        assertThat(LocalSpark.session()).isNotNull();
        String drawn = folder.resolve("drawn").toString();
        assertThat(Main.run("generate", "--model", "toybox-faces", "--count", "5", "--tar", "--out", drawn))
                .isZero();
        assertThat(folder.resolve("drawn/000000.tar")).exists();

        Path in = Files.createDirectory(folder.resolve("in"));
        LocalSpark.sound(in, 2);
        LocalSpark.damaged(in);
        String named = folder.resolve("named").toString();
        assertThat(Main.run("recognize", in.toString(), "--out", named, "--fail-above", "70%"))
                .isZero();
        List<Row> rows =
                LocalSpark.session().read().parquet(named).select("error").collectAsList();
        assertThat(rows).hasSize(5);
        assertThat(rows.stream().filter(row -> row.isNullAt(0))).hasSize(2);
        String strict = folder.resolve("strict").toString();
        assertThat(Main.run("embed", in.toString(), "--out", strict, "--fail-above", "10%"))
                .isNotZero();
    }

    @Test
    void wrongUsageIsSaid() {
        assertThat(Main.run("generate", "--out", "x")).isEqualTo(2);
        assertThat(Main.run("enhance", "nowhere", "--out", "x")).isEqualTo(1);
        assertThat(Main.run("label", "nowhere", "--producer", "P", "--out", "x", "--fail-above", "many"))
                .isEqualTo(1);
    }

    /** The tests open the same modules as spark-submit does. */
    @Test
    void theModulesOfTestsAreThoseOfSpark() {
        List<String> given = ManagementFactory.getRuntimeMXBean().getInputArguments();
        List<String> wanted = Arrays.stream(
                        JavaModuleOptions.defaultModuleOptions().split("\\s+"))
                .filter(option -> option.startsWith("--add-opens"))
                .toList();
        assertThat(given).containsAll(wanted);
    }
}
