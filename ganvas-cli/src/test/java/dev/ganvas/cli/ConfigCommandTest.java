package dev.ganvas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.cli.MainTest.Said;
import dev.ganvas.cli.config.Surroundings;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.toybox.Toybox;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {
    @TempDir
    Path folder;

    private final Map<String, String> environment = new TreeMap<>();

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(
                folder.resolve("ganvas.yaml"),
                "train:\n  budget: 1h\n  out: run\nlabel.profile: cn\nlabel:\n  producer: Example\n");
        Files.writeString(folder.resolve("user.yaml"), "train.budget: 2h\n");
    }

    private Said ganvas(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings surroundings = new Surroundings(
                folder.resolve("ganvas.yaml"), folder.resolve("user.yaml"), environment, new Properties());
        int code = Main.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                surroundings,
                Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
        return new Said(code, out.toString(), err.toString());
    }

    @Test
    void showsWhatHoldsAndWhereItStands() throws IOException {
        environment.put("GANVAS_MODELS_MIRROR", "http://near");
        Said said = ganvas("config", "show", "--origin");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out())
                .contains("train.budget = 2h (" + folder.resolve("user.yaml") + ", line 1)")
                .contains("instead of 1h (" + folder.resolve("ganvas.yaml") + ", line 2)")
                .contains("models.mirror = http://near ($GANVAS_MODELS_MIRROR)");
        assertThat(ganvas("config", "show").out())
                .contains("label.profile = cn\n")
                .doesNotContain("line");
        JsonNode json = new ObjectMapper()
                .readTree(ganvas("config", "show", "--origin", "--json").out());
        JsonNode budget = json.at("/values/3");
        assertThat(budget.path("key").asText()).isEqualTo("train.budget");
        assertThat(budget.path("layer").asText()).isEqualTo("user");
        assertThat(budget.at("/overrides/0/value").asText()).isEqualTo("1h");
    }

    @Test
    void helpShowsConfiguredDefaultsAndComesWhateverIsWrong() throws IOException {
        Files.writeString(folder.resolve("ganvas.yaml"), "train.precision: bf16\n");
        assertThat(ganvas("train", "--help").out()).contains("(default: bf16)");
        Files.writeString(folder.resolve("ganvas.yaml"), "train.precison: bf16\n");
        assertThat(ganvas("train", "--help").code()).isZero();
        Said refused = ganvas("doctor");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("line 1", "train.precison", "train.precision?");
    }

    @Test
    void aWrongValueSaysWhereItStands() throws IOException {
        Files.writeString(folder.resolve("ganvas.yaml"), "train:\n  threads: many\n");
        Said said = ganvas("train", folder, "--out", folder.resolve("run"));
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("'many'", "train.threads = many", "ganvas.yaml, line 2");
        Files.writeString(folder.resolve("ganvas.yaml"), "train.budget: later\n");
        Files.writeString(folder.resolve("user.yaml"), "");
        Said late = ganvas("train", folder, "--out", folder.resolve("run"));
        assertThat(late.code()).isEqualTo(2);
        assertThat(late.err()).contains("later", "Configured:  train.budget = later");
        Files.writeString(folder.resolve("ganvas.yaml"), "train:\n  budget: 1h\n  images: 300\n");
        Said both = ganvas("train", folder, "--out", folder.resolve("run"));
        assertThat(both.code()).isEqualTo(2);
        assertThat(both.err())
                .contains("ganvas: train.")
                .contains("exclude each other")
                .doesNotContain("Exception");
    }

    @Test
    void keysAreEveryOptionsAndNoTwoHaveOneVariable() {
        Said said = ganvas("config", "keys");
        assertThat(said.code()).isZero();
        Map<String, String> variables = new TreeMap<>();
        said.out().lines().map(line -> line.replaceFirst(" .*", "")).forEach(key -> {
            String variable = key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
            assertThat(variables.put(variable, key)).as(key).isNull();
        });
        assertThat(variables.values())
                .contains("train.budget", "train.recipe", "models.pull.mirror", "models.mirror", "label.key", "cache")
                .contains("search.index.model", "label.verify.key", "verbose")
                .doesNotContain("train.help", "train.verbose");
        assertThat(ganvas("config", "keys", "label.").out().lines()).allMatch(line -> line.startsWith("label."));
    }

    @Test
    void settingsOfTheLibraryHoldFromFiles() throws IOException {
        Path picture = folder.resolve("a.png");
        try (Toybox toys = Toybox.open("toybox:face?n=1&size=32")) {
            Pictures.writePng(picture, toys.read(0), Origin.real());
        }
        Said said = ganvas("label", "write", picture);
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(ganvas("label", "read", picture).out()).contains("Example");
        assertThat(System.getProperty("ganvas.label.producer")).isNull();
    }
}
