package dev.ganvas.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
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
                .isEqualTo("| a | b |\n| --- | --- |\n| x\\|y | 1 2 |\n");
        assertThatThrownBy(() -> new MarkdownTable(List.of("a")).row(List.of())).isInstanceOf(UsageException.class);
    }

    @Test
    void columnsOfNumbersStandAtTheRight() {
        assertThat(new MarkdownTable(List.of("a", "b", "c"))
                        .row(List.of("x", "-1,234.5", "2"))
                        .row(List.of("y", "", "2 s"))
                        .toString())
                .startsWith("| a | b | c |\n| --- | ---: | --- |\n");
    }

    @Test
    void decisiveFeaturesAreFoundAmongWholeFlags() {
        assertThat(Machine.features(List.of("model name\t: X", "flags\t\t: fpu avx512_bf16 avx2x fma")))
                .containsExactly("fma", "avx512_bf16");
        assertThat(Machine.features(List.of())).isEmpty();
    }
}
