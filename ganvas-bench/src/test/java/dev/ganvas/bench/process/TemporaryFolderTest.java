package dev.ganvas.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TemporaryFolderTest {
    @Test
    void temporaryFoldersGoWithAllTheyHold() throws Exception {
        Path path;
        try (TemporaryFolder temporary = TemporaryFolder.make()) {
            path = temporary.path();
            Files.createFile(Files.createDirectory(path.resolve("inside")).resolve("file"));
        }
        assertThat(path).doesNotExist();
    }
}
