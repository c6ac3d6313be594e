package dev.ganvas.server.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.server.problem.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HASH = "0123456789abcdef".repeat(4);
    private static final Map<String, String> PLACES =
            Map.of("in", "/j/in", "out", "/j/1", "run", "/j/run", "first", "/j/in/00001.png");

    private static JobRequest read(String json) throws IOException {
        return JobRequest.read(JSON.readTree(json.replace('\'', '"')), Kinds.ofVerbs(), 100);
    }

    private static List<String> line(String json) throws IOException {
        return read(json).commandLine(PLACES, List.of("/j/in/00001.png"), reference -> "/at/" + reference.name());
    }

    @Test
    void aRequestBecomesACommandLine() throws IOException {
        assertThat(line("{'kind': 'restore', 'inputs': ['" + HASH
                        + "'], 'options': {'denoise': 12.5, 'old_photo': true,"
                        + " 'deblur': false, 'models': ['mine'], 'fill': '" + HASH + "', 'seed': 7}}"))
                .containsExactly(
                        "restore",
                        "/j/in",
                        "--out=/j/1",
                        "--denoise=12.5",
                        "--old-photo",
                        "--fill=/at/" + HASH,
                        "--model=/at/mine",
                        "--seed=7",
                        "--json");
        assertThat(line("{'kind': 'label-read', 'inputs': ['" + HASH + "']}"))
                .containsExactly("label", "read", "/j/in/00001.png", "--json");
        assertThat(line("{'kind': 'animate', 'options': {'model': 'g', 'format': 'gif', 'points': 3}}"))
                .containsExactly("generate", "/at/g", "--out=/j/1/loop.gif", "--interpolate=3", "--json");
    }

    @Test
    void textIsNeverAnOptionNorAPlace() throws IOException {
        assertThatThrownBy(() -> line("{'kind': 'generate', 'options': {'model': 'g', 'class': '--out=/etc'}}"))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> line("{'kind': 'generate', 'options': {'model': 'g', 'class': '{out}'}}"))
                .isInstanceOf(Problem.class);
        assertThat(line("{'kind': 'generate', 'options': {'model': 'g', 'class': 'red car'}}"))
                .contains("--class=red car");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'kind': 'paint'}|/kind",
                "{'kind': 'generate'}|/options/model",
                "{'kind': 'generate', 'options': {'model': '../x'}}|/options/model",
                "{'kind': 'generate', 'options': {'model': '/etc/passwd'}}|/options/model",
                "{'kind': 'generate', 'options': {'model': 'g', 'n': 1001}}|/options/n",
                "{'kind': 'generate', 'options': {'model': 'g', 'n': 1.5}}|/options/n",
                "{'kind': 'generate', 'options': {'model': 'g', 'truncation': 'NaN'}}|/options/truncation",
                "{'kind': 'generate', 'options': {'model': 'g'}, 'inputs': ['x']}|/inputs",
                "{'kind': 'restore'}|/inputs",
                "{'kind': 'restore', 'inputs': ['x']}|/inputs/0",
                "{'kind': 'generate', 'options': {'model': 'g'}, 'priority': 'first'}|/priority",
                "{'kind': 'generate', 'options': {'model': 'g'}, 'path': '/'}|/path"
            })
    void whatIsWrongIsPointedAt(String json, String pointer) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.pointer()).contains(pointer));
    }

    @Test
    void fewPicturesAreInteractiveAndManyAreABatch() throws IOException {
        assertThat(read("{'kind': 'restore', 'inputs': ['" + HASH + "']}").interactive())
                .isTrue();
        String many = ("'" + HASH + "',").repeat(5);
        assertThat(read("{'kind': 'restore', 'inputs': [" + many.substring(0, many.length() - 1) + "]}")
                        .interactive())
                .isFalse();
        assertThat(read("{'kind': 'train', 'options': {'data': 'toybox'}}").interactive())
                .isFalse();
    }

    @Test
    void everyKindDescribesEachOfItsOptions() {
        for (JobKind kind : Kinds.ofVerbs().all()) {
            assertThat(kind.schema(100).at("/properties/kind/const").asText()).isEqualTo(kind.name());
            for (KindOption option : kind.options()) {
                assertThat(kind.schema(100)
                                .at("/properties/options/properties/" + option.name() + "/description")
                                .asText())
                        .isEqualTo(option.about());
            }
        }
    }
}
