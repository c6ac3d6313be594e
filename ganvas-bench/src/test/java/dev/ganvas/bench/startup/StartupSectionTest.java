package dev.ganvas.bench.startup;

import static dev.ganvas.bench.result.KeptResults.kept;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupSectionTest {
    @Test
    void timesAreShownWithTheirSpread(@TempDir Path folder) throws Exception {
        StartupResult startup = new StartupResult(
                "best.ganvas", List.of(StartupResult.Timed.of("ganvas --version", List.of(0.5, 0.25, 1.0))));
        assertThat(new StartupSection().markdown(kept(folder, "startup", "startup", startup), List.of()))
                .contains("| `ganvas --version` | 0.50 | 0.25 | 1.00 | 3 |\n");
    }
}
