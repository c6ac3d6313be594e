package dev.ganvas.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void aFailureLeavesTheOldFileAndNoOther() throws IOException {
        Path file = folder.resolve("a/b.txt");
        AtomicFile.write(file, "old");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");
        assertThat(file).hasContent("old");
        try (var entries = Files.list(file.getParent())) {
            assertThat(entries).containsExactly(file);
        }
    }

    @Test
    void aProcessThatEndsInTheMidstOfWritingLeavesNothingUnfinished() throws IOException {
        Path file = folder.resolve("c.txt");
        AtomicFile.write(file, "old");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    try (var entries = Files.list(folder)) {
                        assertThat(entries).hasSize(2);
                    }
                    AtomicFile.removeUnfinished();
                    try (var entries = Files.list(folder)) {
                        assertThat(entries).containsExactly(file);
                    }
                }))
                .isInstanceOf(IOException.class);
        assertThat(file).hasContent("old");
    }

    @Test
    void aFileIsReplacedAsAWhole() throws IOException {
        Path file = folder.resolve("x");
        AtomicFile.write(file, "a longer text");
        AtomicFile.write(file, "short");
        assertThat(file).hasContent("short");
    }
}
