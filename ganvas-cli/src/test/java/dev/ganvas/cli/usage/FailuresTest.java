package dev.ganvas.cli.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.error.UsageException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FailuresTest {
    @Test
    void failuresOfFilesAreSaidInWords() {
        assertThat(Failures.explained(new AccessDeniedException("/etc/x"))).startsWith("/etc/x: permission denied");
        assertThat(Failures.explained(new NoSuchFileException("a/b"))).contains("a/b", "no such file");
        assertThat(Failures.explained(new NotDirectoryException("a"))).contains("a is a file");
        assertThat(Failures.explained(new FileSystemException("a", null, "No space left on device")))
                .contains("No space left on device", "free some space");
        assertThat(Failures.explained(new IOException("There is not enough space on the disk")))
                .contains("free some space");
        assertThat(Failures.explained(new FileSystemException("a"))).doesNotContain("null");
        assertThat(Failures.explained(new UsageException("as it is"))).isEqualTo("as it is");
    }

    @Test
    void memoryIsToldFromHeapAndThreads() {
        assertThat(Failures.explained(new OutOfMemoryError("Java heap space"))).contains("Java heap", "-Xmx");
        assertThat(Failures.explained(new OutOfMemoryError("unable to create native thread")))
                .contains("--threads");
        assertThat(Failures.explained(new OutOfMemoryError("Physical memory usage is too high")))
                .contains("too little memory", "smaller batch");
    }

    @Test
    void aNameThatIsNoneSaysSo() {
        assertThat(catching("a\0b")).contains("no name of a file");
    }

    private static String catching(String name) {
        try {
            return Path.of(name).toString();
        } catch (RuntimeException e) {
            return Failures.explained(e);
        }
    }

    @Test
    void whatIsUnexpectedIsCalledADefect() {
        assertThat(Failures.explained(new IllegalStateException("x"))).contains("defect", "--verbose");
    }
}
