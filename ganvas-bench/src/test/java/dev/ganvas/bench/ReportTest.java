package dev.ganvas.bench;

import static dev.ganvas.bench.result.KeptResults.MACHINE;
import static dev.ganvas.bench.result.KeptResults.kept;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.bench.result.BenchFolders;
import dev.ganvas.bench.result.ReportSection;
import dev.ganvas.bench.result.ResultFile;
import dev.ganvas.bench.step.ThroughputSection;
import dev.ganvas.error.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
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
    void eachKindHasItsOwnSection(@TempDir Path folder) throws Exception {
        ResultFile latency = kept(folder, "latency", "first", Map.of("seconds", 2.5));
        assertThat(new Report(List.of(new ThroughputSection(), new LatencySection())).markdown(List.of(latency)))
                .startsWith("# Benchmarks\n")
                .contains("\n- [Latency](#latency): [first](#first)\n")
                .contains("\n## Latency\n\nHow soon.\n\n### first\n\n2026-01-02, commit abc1234, on "
                        + MACHINE.describe() + ".\n\n")
                .endsWith("2.5 s\n")
                .doesNotContain("Training speed");
        assertThat(MACHINE.describe())
                .isEqualTo("Some CPU, 2 cores (avx2, avx512_bf16), 24.0 GiB, Linux 6, JDK Maker 17");
        assertThatThrownBy(() -> new Report(List.of(new ThroughputSection())).markdown(List.of(latency)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("first.json is of kind latency");
    }

    @Test
    void everyKindIsShown() {
        assertThat(Report.SECTIONS)
                .extracting(ReportSection::kind)
                .containsExactly(
                        "throughput", "gemm", "io", "recognition", "startup", "memory", "restore", "ranks", "quality");
        assertThat(Report.SECTIONS.get(0).title()).isEqualTo("Training speed");
    }

    @Test
    void thePageInDocsIsMadeOfTheKeptResultsAndShowsEveryGrid() throws Exception {
        BenchFolders folders = BenchFolders.find();
        String page = Files.readString(folders.report());
        assertThat(new Report(Report.SECTIONS).markdown(ResultFile.readAll(folders.results())))
                .isEqualTo(page);
        try (Stream<Path> files = Files.walk(folders.results())) {
            assertThat(files.filter(file -> file.toString().endsWith(".png")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(page)
                            .contains("results/" + folders.results().relativize(file)));
        }
    }

    @Test
    void nothingMeasuredIsNoPage() throws Exception {
        List<ResultFile> none = ResultFile.readAll(Path.of("no-such-folder"));
        assertThatThrownBy(() -> new Report(Report.SECTIONS).markdown(none)).isInstanceOf(UsageException.class);
    }
}
