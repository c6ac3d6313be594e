package dev.ganvas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PulledCommandsTest {
    /** Of the five bytes {@code hello}. */
    private static final String SHA256 = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @TempDir
    private Path folder;

    private Path catalogue;

    @BeforeEach
    void separate() throws IOException {
        System.setProperty("ganvas.models", folder.resolve("models").toString());
        catalogue = folder.resolve("own.json");
        Files.writeString(catalogue, "{\"models\": [" + model("hello", true) + "," + model("bound", false) + "]}");
    }

    @AfterEach
    void asItWas() {
        System.clearProperty("ganvas.models");
    }

    private static String model(String name, boolean permissive) {
        return "{\"name\": \"" + name + "\", \"task\": \"fill\", \"about\": \"A test.\", \"licence\": {\"id\": \"MIT\","
                + " \"text\": \"https://example.org/licence\", \"permissive\": " + permissive
                + "}, \"files\": [{\"name\":"
                + " \"hello.onnx\", \"bytes\": 5, \"sha256\": \"" + SHA256
                + "\", \"addresses\": [\"http://127.0.0.1:9/x\"]}]}";
    }

    private MainTest.Said models(Object... arguments) {
        Object[] all = new Object[arguments.length + 3];
        all[0] = "models";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--catalogue";
        all[arguments.length + 2] = catalogue;
        return MainTest.ganvas(all);
    }

    @Test
    void aFileThatCameByOtherMeansIsTakenCheckedAndRemoved() throws IOException {
        Path given = Files.writeString(folder.resolve("download.bin"), "hello");
        MainTest.Said pulled = models("pull", "hello", "--from", given);
        assertThat(pulled.code()).as(pulled.err()).isZero();
        assertThat(pulled.err()).contains("Licence MIT", "trained on: not stated");
        Path file = Path.of(pulled.out().strip());
        assertThat(file).hasContent("hello").startsWith(folder.resolve("models"));
        assertThat(models("known").out()).contains("[here] A test.", "yunet");
        assertThat(models("verify").out()).isEqualTo("hello: whole\n");
        Files.writeString(file, "jello");
        MainTest.Said damaged = models("verify", "hello");
        assertThat(damaged.code()).isEqualTo(Main.FAILED);
        assertThat(damaged.out()).contains("SHA-256");
        assertThat(models("remove", "hello").out()).contains("removed");
        assertThat(models("remove", "hello").out()).contains("was not here");
        assertThat(models("verify", "hello").code()).isEqualTo(Main.FAILED);
    }

    @Test
    void whatCannotBeFetchedIsSaidInALine() throws IOException {
        MainTest.Said unreachable = models("pull", "hello");
        assertThat(unreachable.code()).isEqualTo(2);
        assertThat(unreachable.err()).contains("http://127.0.0.1:9/x: cannot be reached");
        Path wrong = Files.writeString(folder.resolve("wrong.bin"), "jelly");
        assertThat(models("pull", "hello", "--from", wrong).err()).contains("wrong.bin");
        MainTest.Said bound = models("pull", "bound");
        assertThat(bound.code()).isEqualTo(2);
        assertThat(bound.err()).contains("--accept-licence", "https://example.org/licence");
        assertThat(models("pull", "nothing").err()).contains("No model 'nothing' is known", "yunet");
    }
}
