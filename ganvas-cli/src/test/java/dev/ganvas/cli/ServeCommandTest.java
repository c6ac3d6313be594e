package dev.ganvas.cli;

import static dev.ganvas.cli.MainTest.ganvas;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.cli.config.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {
    @TempDir
    Path data;

    @Test
    void keysAreMadeListedAndRevoked() {
        MainTest.Said made = ganvas("serve", "keys", "add", "studio", "--role", "train", "--data", data);
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(made.out().strip()).matches("gnv_[0-9A-Z]{26}_[A-Za-z0-9_-]{43}");
        MainTest.Said listed = ganvas("serve", "keys", "list", "--data", data);
        assertThat(listed.out())
                .contains("studio", "train")
                .doesNotContain(made.out().strip());
        assertThat(ganvas("serve", "keys", "add", "studio", "--data", data).code())
                .isEqualTo(2);
        assertThat(ganvas("serve", "keys", "revoke", "studio", "--data", data).code())
                .isZero();
        assertThat(ganvas("serve", "keys", "revoke", "studio", "--data", data).err())
                .contains("no key 'studio'");
        assertThat(ganvas("serve", "keys", "list", "--data", data).out()).contains("revoked");
    }

    @Test
    void anAddressThatOthersReachNeedsAKeyFirst() {
        MainTest.Said said = ganvas("serve", "--bind", "0.0.0.0", "--port", "0", "--data", data);
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("serve keys add");
    }

    @Test
    void theServerIsConfiguredByFilesAndTheEnvironment() throws IOException {
        Path file = Files.writeString(
                data.resolve("ganvas.yaml"),
                "serve:\n  bind: 0.0.0.0\n  port: 0\n  host: [a.example, b.example]\n  fetch-from: [c.example]\n  data: "
                        + data.resolve("kept") + "\n");
        StringWriter said = new StringWriter();
        Surroundings surroundings = new Surroundings(
                file, data.resolve("none.yaml"), Map.of("GANVAS_SERVE_MAX_BODY", "128m"), new Properties());
        // What binds to all addresses has no key, and is refused: so the file was read.
        int code = Main.run(new PrintWriter(said), new PrintWriter(said), surroundings, "serve");
        assertThat(code).as(said.toString()).isEqualTo(2);
        assertThat(said.toString()).contains("At 0.0.0.0 others can reach this server");
        assertThat(data.resolve("kept").resolve("ganvas.db")).exists();
        code = Main.run(new PrintWriter(said), new PrintWriter(said), surroundings, "serve", "keys", "add", "me");
        assertThat(code).as(said.toString()).isZero();
        assertThat(ganvas("serve", "keys", "list", "--data", data.resolve("kept"))
                        .out())
                .contains("me");
        code = Main.run(
                new PrintWriter(said),
                new PrintWriter(said),
                new Surroundings(
                        file, data.resolve("none.yaml"), Map.of("GANVAS_SERVE_MAX_BODY", "x"), new Properties()),
                "serve");
        assertThat(code).isEqualTo(2);
        assertThat(said.toString()).contains("--max-body");
    }

    @Test
    void wrongSizesAndTimesAreSaid() {
        assertThat(ganvas("serve", "--max-body", "big", "--data", data).err()).contains("--max-body");
        assertThat(ganvas("serve", "--retention", "x", "--data", data).err()).contains("--retention");
        assertThat(ganvas("serve", "--db", "jdbc:h2:x", "--data", data).err()).contains("jdbc:postgresql");
    }
}
