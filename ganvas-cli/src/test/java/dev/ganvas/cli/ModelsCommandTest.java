package dev.ganvas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelsCommandTest {
    private static final String RESTORER =
            "../ganvas-models-restore/src/main/resources/META-INF/ganvas/restore-denoise.ganvas";

    @TempDir
    Path folder;

    @Test
    void modelsThatShipAreListed() {
        MainTest.Said said = MainTest.ganvas("models", "list");
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("cifar10-classifier", "toybox-faces");
    }

    /** One of each kind: a classifier, a generator, a network that restores. */
    @ParameterizedTest
    @ValueSource(strings = {"cifar10-classifier", "toybox-faces", RESTORER})
    void everyKindTellsWhatItCosts(String model) throws IOException {
        MainTest.Said said =
                MainTest.ganvas("models", "show", model, "--complexity", "--size", 32, "--passes", 1, "--json");
        assertThat(said.code()).as(said.err()).isZero();
        JsonNode layers = new ObjectMapper().readTree(said.out()).at("/complexity/layers");
        assertThat(layers.size()).isGreaterThan(4);
        long operations = 0;
        for (JsonNode layer : layers) {
            assertThat(layer.at("/name").asText()).isNotEqualTo("?");
            operations += layer.at("/multiplyAccumulates").asLong();
        }
        assertThat(operations).isGreaterThan(1_000_000);
    }

    @Test
    void aModelShowsItsCard() {
        MainTest.Said said = MainTest.ganvas("models", "show", "cifar10-classifier");
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("CIFAR-10", "SHA-256 of the weights: ");
    }

    @Test
    void whatIsNoModelIsRefused() throws IOException {
        assertThat(MainTest.ganvas("models", "show", folder.resolve("none.ganvas"))
                        .code())
                .isEqualTo(2);
        Path bad = Files.writeString(folder.resolve("bad.ganvas"), "no model");
        MainTest.Said said = MainTest.ganvas("models", "show", bad, "--complexity");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("bad.ganvas").doesNotContain("\tat ", "defect");
        assertThat(MainTest.ganvas("models", "show", "cifar10-classifier", "--complexity", "--passes", 0)
                        .code())
                .isEqualTo(2);
        assertThat(MainTest.ganvas("models", "show", "cifar10-classifier", "--complexity", "--threads", 0)
                        .code())
                .isEqualTo(2);
        assertThat(MainTest.ganvas("models", "show", RESTORER, "--complexity", "--size", 0)
                        .code())
                .isEqualTo(2);
    }
}
