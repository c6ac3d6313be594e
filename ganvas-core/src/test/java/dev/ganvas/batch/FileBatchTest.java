package dev.ganvas.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBatchTest {
    @TempDir
    Path folder;

    private Path in;
    private Path out;

    @BeforeEach
    void pictures() throws IOException {
        in = folder.resolve("in");
        out = folder.resolve("out");
        for (String name : List.of("b.png", "a/deep/x.png", "a/y.PNG", ".hidden/z.png", "no-extension")) {
            Pictures.writePng(in.resolve(name), new Picture(1, 1, new byte[3]), Origin.real());
        }
        Files.writeString(in.resolve("notes.txt"), "no picture");
    }

    private static FileBatch.Result copy(FileBatch batch, boolean skipExisting) {
        return batch.run(
                job -> {
                    Files.copy(job.input(), job.output());
                    return "copied";
                },
                skipExisting,
                new FileBatch.Listener() {},
                () -> false);
    }

    private List<String> results() throws IOException {
        try (var files = Files.walk(out)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> out.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aFolderIsMirroredAndWhatIsNoPictureIsPassedOver() throws IOException {
        FileBatch batch = FileBatch.of(List.of(in), out, FileBatch.Rename.KEPT);
        assertThat(copy(batch, false).done()).isEqualTo(4);
        assertThat(batch.passedOver()).isEqualTo(1);
        assertThat(results()).containsExactly("a/deep/x.png", "a/y.PNG", "b.png", "no-extension");
        assertThat(copy(batch, true)).isEqualTo(new FileBatch.Result(0, 4, Map.of(), false));
    }

    @Test
    void resultsInsideTheInputAreNotTakenForInputs() throws IOException {
        out = in.resolve("restored");
        copy(FileBatch.of(List.of(in), out, FileBatch.Rename.KEPT), false);
        assertThat(FileBatch.of(List.of(in), out, FileBatch.Rename.KEPT).jobs()).hasSize(4);
    }

    @Test
    void severalInputsKeepTheirNamesAndAFileMayBecomeAFile() throws IOException {
        Path other = folder.resolve("other");
        Pictures.writePng(other.resolve("b.png"), new Picture(1, 1, new byte[3]), Origin.real());
        copy(FileBatch.of(List.of(in, other), out, FileBatch.Rename.extension("webp")), false);
        assertThat(results())
                .containsExactly(
                        "in/a/deep/x.webp", "in/a/y.webp", "in/b.webp", "in/no-extension.webp", "other/b.webp");
        Path one = folder.resolve("new/one.jpg");
        assertThat(FileBatch.of(List.of(in.resolve("b.png")), one, FileBatch.Rename.KEPT)
                        .jobs())
                .extracting(FileBatch.Job::output)
                .containsExactly(one.toAbsolutePath());
    }

    @Test
    void noInputIsReplacedAndNoTwoResultsShareAName() {
        assertThatThrownBy(() -> FileBatch.of(List.of(in), in, FileBatch.Rename.KEPT))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("would replace an input");
        assertThatThrownBy(() ->
                        FileBatch.of(List.of(in.resolve("b.png"), in.resolve("b.png")), out, FileBatch.Rename.KEPT))
                .hasMessageContaining("would both become");
        assertThatThrownBy(() -> FileBatch.of(List.of(folder.resolve("absent")), out, FileBatch.Rename.KEPT))
                .hasMessageContaining("There is no file or folder");
        assertThatThrownBy(() -> FileBatch.of(
                        List.of(Files.createDirectory(folder.resolve("empty"))), out, FileBatch.Rename.KEPT))
                .hasMessageContaining("There is no picture");
    }

    @Test
    void aBadFileIsNamedAndTheRestIsDone() throws IOException {
        List<String> said = new ArrayList<>();
        FileBatch.Result result = FileBatch.of(List.of(in), out, FileBatch.Rename.KEPT)
                .run(
                        job -> {
                            if (job.input().endsWith("b.png")) {
                                throw new MalformedFileException(job.input(), "truncated PNG");
                            }
                            return "done";
                        },
                        false,
                        new FileBatch.Listener() {
                            @Override
                            public void failed(FileBatch.Job job, String reason) {
                                said.add(reason);
                            }
                        },
                        () -> false);
        assertThat(result.done()).isEqualTo(3);
        assertThat(result.failed()).containsOnlyKeys(in.resolve("b.png"));
        assertThat(said).containsExactly(in.resolve("b.png") + ": truncated PNG");
    }

    @Test
    void itStopsBetweenFiles() throws IOException {
        int[] asked = {0};
        FileBatch.Result result = FileBatch.of(List.of(in), out, FileBatch.Rename.KEPT)
                .run(job -> "done", false, new FileBatch.Listener() {}, () -> asked[0]++ == 2);
        assertThat(result.interrupted()).isTrue();
        assertThat(result.done()).isEqualTo(2);
    }
}
