package dev.ganvas.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The process that answers requests computes nothing: it has no natives, and knows none of the rooms that do. */
class ModuleTest {
    private static final Path MODULE = Path.of("..", "ganvas-server");

    @Test
    void theServerKnowsNoRoomThatComputes() throws IOException {
        List<Path> sources;
        try (Stream<Path> walk = Files.walk(MODULE.resolve("src/main/java"))) {
            sources = walk.filter(path -> path.toString().endsWith(".java")).toList();
        }
        assertThat(sources).hasSizeGreaterThan(30);
        for (Path source : sources) {
            List<String> imports = Files.readAllLines(source).stream()
                    .filter(line -> line.startsWith("import dev.ganvas.") || line.startsWith("import org.bytedeco"))
                    .toList();
            assertThat(imports)
                    .as(source.toString())
                    .allMatch(line -> line.matches("import dev\\.ganvas\\.(server|error|io|image)\\.[A-Za-z.]+;"));
        }
    }
}
