package dev.ganvas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsLogTest {
    @TempDir
    Path folder;

    private static MetricsLog.Entry entry(long images) {
        return new MetricsLog.Entry(images, images / 2.0, Map.of("loss", images * 0.5));
    }

    private static void write(Path file, long... images) throws IOException {
        try (MetricsLog log = MetricsLog.create(file)) {
            for (long count : images) {
                log.append(entry(count));
            }
        }
    }

    @Test
    void whatIsAppendedIsReadBack() throws IOException {
        Path file = folder.resolve("metrics.jsonl");
        write(file, 10, 20);
        assertThat(MetricsLog.read(file)).containsExactly(entry(10), entry(20));
        assertThat(Files.readAllLines(file).get(0)).isEqualTo("{\"images\":10,\"seconds\":5.0,\"loss\":5.0}");
        assertThat(MetricsLog.read(folder.resolve("missing"))).isEmpty();
    }

    @Test
    void notFiniteNumbersAreNullAndReadAsNaN() throws IOException {
        Path file = folder.resolve("metrics.jsonl");
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("a", Double.NaN);
        values.put("b", Double.POSITIVE_INFINITY);
        values.put("c", 0.0);
        try (MetricsLog log = MetricsLog.create(file)) {
            log.append(new MetricsLog.Entry(1, Double.NaN, values));
        }
        assertThat(Files.readString(file))
                .isEqualTo("{\"images\":1,\"seconds\":null,\"a\":null,\"b\":null,\"c\":0.0}\n");
        MetricsLog.Entry read = MetricsLog.read(file).get(0);
        assertThat(read.values()).containsEntry("a", Double.NaN).containsEntry("b", Double.NaN);
        assertThat(read.values()).containsEntry("c", 0.0);
        assertThat(read.seconds()).isNaN();
    }

    @Test
    void resumingForgetsWhatLiesBeyond() throws IOException {
        Path file = folder.resolve("metrics.jsonl");
        write(file, 10, 20, 30);
        try (MetricsLog log = MetricsLog.resume(file, 20)) {
            log.append(entry(25));
        }
        assertThat(MetricsLog.read(file)).containsExactly(entry(10), entry(20), entry(25));
    }

    /** Killed at any byte: every whole line survives, and the next line does not melt into the remains of the last. */
    @Property(tries = 120)
    void resumingAfterAKillAtAnyByteKeepsEveryWholeLine(@ForAll @IntRange(min = 0, max = 115) int length)
            throws IOException {
        Path file = Files.createTempFile("metrics", ".jsonl");
        try {
            write(file, 10, 20, 30);
            byte[] whole = Files.readAllBytes(file);
            byte[] cut = java.util.Arrays.copyOf(whole, Math.min(length, whole.length));
            Files.write(file, cut);
            MetricsLog.resume(file, 30).close();
            List<MetricsLog.Entry> kept = MetricsLog.read(file);
            long wholeLines = new String(cut, java.nio.charset.StandardCharsets.UTF_8)
                    .chars()
                    .filter(c -> c == '}')
                    .count();
            assertThat(kept).hasSize((int) wholeLines);
            try (MetricsLog log = MetricsLog.resume(file, 30)) {
                log.append(entry(40));
            }
            assertThat(MetricsLog.read(file)).hasSize(kept.size() + 1).endsWith(entry(40));
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void damagedLinesAreLeftOut() throws IOException {
        Path file = folder.resolve("metrics.jsonl");
        write(file, 10);
        Files.write(
                file,
                List.of("\u0000\u0000", "", "[1]", "{\"images\":\"x\"}", "{\"images\":-1}", "{\"images\":11}{"),
                StandardOpenOption.APPEND);
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, '\n'}, StandardOpenOption.APPEND);
        Files.writeString(
                file, "{\"images\":20,\"seconds\":10.0,\"loss\":10.0,\"note\":\"text\"}\n", StandardOpenOption.APPEND);
        assertThat(MetricsLog.read(file)).containsExactly(entry(10), entry(20));
    }

    @Test
    void createReplacesAnEarlierLog() throws IOException {
        Path file = folder.resolve("metrics.jsonl");
        write(file, 10);
        write(file, 5);
        assertThat(MetricsLog.read(file)).containsExactly(entry(5));
    }

    @Test
    void refusesNamesThatWouldHideTheCounters() {
        assertThatThrownBy(() -> new MetricsLog.Entry(1, 1, Map.of("images", 3.0)))
                .isInstanceOf(UsageException.class);
    }
}
