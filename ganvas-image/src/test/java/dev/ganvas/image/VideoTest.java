package dev.ganvas.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.UsageException;
import dev.ganvas.image.label.Origin;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoTest {
    /** A stand-in for ffmpeg: takes its arguments and its input for the film. */
    public static final class Encoder {
        private Encoder() {}

        public static void main(String[] arguments) throws IOException {
            byte[] frames = System.in.readAllBytes();
            if (frames.length == 3 * 12) {
                System.err.println("one frame is no film");
                System.exit(1);
            }
            Files.writeString(
                    Path.of(arguments[arguments.length - 1]), String.join(" ", arguments) + " " + frames.length);
        }
    }

    private static final List<String> ENCODER = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path") + File.pathSeparator,
            Encoder.class.getName());

    @TempDir
    Path folder;

    private static Animation frames(int count) {
        return Animation.steady(Collections.nCopies(count, new Picture(4, 3, new byte[3 * 12])), 50);
    }

    @Test
    void framesGoToTheEncoderAndItsFilmToTheFile() throws IOException {
        Path film = folder.resolve("film.mp4");
        Video.write(ENCODER, frames(5), film, Origin.generated());
        assertThat(Files.readString(film))
                .contains("-video_size 4x3", "-framerate 1000/50", "comment=Software: Ganvas")
                .endsWith(" " + 5 * 3 * 12);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(film);
        }
    }

    @Test
    void whatTheEncoderSaysIsPassedOn() {
        Path film = folder.resolve("film.mp4");
        assertThatThrownBy(() -> Video.write(ENCODER, frames(1), film, Origin.generated()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("one frame is no film");
        assertThat(film).doesNotExist();
    }

    @Test
    void withoutAnEncoderItIsNamed() {
        assertThatThrownBy(() -> Video.write(
                        List.of(folder.resolve("no-ffmpeg").toString()),
                        frames(2),
                        folder.resolve("x.mp4"),
                        Origin.generated()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("ffmpeg")
                .hasMessageContaining("PATH");
        assertThat(Video.isNameOfOne(Path.of("A.MP4"))).isTrue();
        assertThat(Video.isNameOfOne(Path.of("a.gif"))).isFalse();
    }
}
