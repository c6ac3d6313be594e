package dev.ganvas.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.bench.ThroughputResult.Settings;
import dev.ganvas.engine.error.MalformedFileException;
import dev.ganvas.engine.error.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final Contender GANVAS = new Contender("ganvas", "bf16", "nhwc", List.of());
    private static final Contender PYTORCH = new Contender("pytorch", "fp32", "nchw", List.of());
    private static final Machine MACHINE =
            new Machine("Some CPU", 2, List.of("avx2", "avx512_bf16"), 24, "Linux 6", "Maker 17");

    /** A kind that a later benchmark might add. */
    private static final class LatencySection implements ReportSection {
        @Override
        public String kind() {
            return "latency";
        }

        @Override
        public String title() {
            return "Latency";
        }

        @Override
        public String introduction() {
            return "How soon.\n";
        }

        @Override
        public String markdown(ResultFile result, List<ResultFile> all) {
            return result.body().get("seconds") + " s\n";
        }
    }

    @Test
    void pageHasSpeedsRatiosAndAbsentees(@TempDir Path folder) throws Exception {
        Contest contest = new Contest(List.of(GANVAS, PYTORCH), List.of(new Absent("djl", "its build failed")));
        ThroughputResult result = new Rounds(
                        contender -> RoundsTest.timing(contender, contender.equals(GANVAS) ? 192 : 128), line -> {})
                .measure(contest, new Settings(2, 20, 5, 2));
        ResultFile measured = ResultFile.of("throughput", "throughput", new BenchFolders(folder), result);
        new ResultFile("throughput", "throughput", "2026-01-02T03:04:05Z", "abc1234", MACHINE, measured.body())
                .write(folder);

        String page = new Report(Report.SECTIONS).markdown(ResultFile.readAll(folder));

        assertThat(page)
                .startsWith("# Benchmarks\n")
                .contains("\n## Training speed\n")
                .contains("\n### throughput\n");
        assertThat(page)
                .contains("2026-01-02, commit abc1234, on Some CPU, 2 cores (avx2, avx512_bf16), 24.0 GiB, Linux 6,"
                        + " JDK Maker 17.");
        assertThat(page).contains("2 rounds of 20 s, 5 steps of warm-up, 2 threads.");
        assertThat(page).contains("| ganvas 1 | bf16 | nhwc | 192.0 (192.0 to 192.0) | 333 | 500 |\n");
        assertThat(page)
                .contains("|  | pytorch-fp32-nchw |\n| --- | ---: |\n| ganvas-bf16-nhwc | 1.50 (1.50 to 1.50) |\n");
        assertThat(page).endsWith("- djl: its build failed\n");
    }

    @Test
    void eachKindHasItsOwnSection() throws Exception {
        List<ReportSection> sections = List.of(new ThroughputSection(), new LatencySection());
        ResultFile latency = new ResultFile(
                "latency",
                "first",
                "2026-01-02T03:04:05Z",
                "abc1234",
                MACHINE,
                new ObjectMapper().readTree("{\"seconds\": 2.5}"));
        assertThat(new Report(sections).markdown(List.of(latency)))
                .contains("\n## Latency\n\nHow soon.\n\n### first\n")
                .endsWith("2.5 s\n")
                .doesNotContain("Training speed");
        assertThatThrownBy(() -> new Report(List.of(new ThroughputSection())).markdown(List.of(latency)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("first.json is of kind latency");
    }

    @Test
    void nothingMeasuredIsNoPage() throws Exception {
        List<ResultFile> none = ResultFile.readAll(Path.of("no-such-folder"));
        assertThatThrownBy(() -> new Report(Report.SECTIONS).markdown(none)).isInstanceOf(UsageException.class);
    }

    @Test
    void resultFilesThatAreNotAreNamed(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("half.json"), "{\"kind\": \"throughput\"}");
        assertThatThrownBy(() -> ResultFile.readAll(folder))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageStartingWith(file + ": ");
    }

    @Test
    void tableCellsCannotBreakTheTable() {
        assertThat(new MarkdownTable(List.of("a", "b"))
                        .row(List.of("x|y", "1\n2"))
                        .toString())
                .isEqualTo("| a | b |\n| --- | ---: |\n| x\\|y | 1 2 |\n");
        assertThatThrownBy(() -> new MarkdownTable(List.of("a")).row(List.of())).isInstanceOf(UsageException.class);
    }

    @Test
    void decisiveFeaturesAreFoundAmongWholeFlags() {
        assertThat(Machine.features(List.of("model name\t: X", "flags\t\t: fpu avx512_bf16 avx2x fma")))
                .containsExactly("fma", "avx512_bf16");
        assertThat(Machine.features(List.of())).isEmpty();
    }
}
