package dev.ganvas.model.pull;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassNamesTest {
    @TempDir
    private Path folder;

    @Test
    void aThousandNamesThatDiffer() throws IOException {
        List<String> names = ClassNames.imagenet();
        assertThat(names).hasSize(1000).doesNotHaveDuplicates().allMatch(name -> !name.isBlank());
        // As OpenCV's list of ILSVRC 2012 has them (samples/data/dnn/classification_classes_ILSVRC2012.txt).
        assertThat(names.get(0)).isEqualTo("tench");
        assertThat(names.get(207)).isEqualTo("golden retriever");
        assertThat(names.get(281)).isEqualTo("tabby");
        assertThat(names.get(999)).isEqualTo("toilet tissue");
    }

    @Test
    void aFetchedClassifierNamesItsClasses() throws IOException {
        ModelStore store = new ModelStore(folder);
        for (KnownModel model : KnownModels.builtIn().all()) {
            if (model.task().equals("classify")) {
                Files.createDirectories(store.folder(model));
                store.describe(model);
                JsonNode contract = new ObjectMapper()
                        .readTree(folder.resolve(model.name())
                                .resolve(model.files().get(0).name() + ".json")
                                .toFile());
                assertThat(contract.path("classes")).as(model.name()).hasSize(1000);
                assertThat(contract.at("/classes/1").asText()).isEqualTo("goldfish");
                assertThat(contract.path("size")).hasSize(2);
            }
        }
        assertThat(KnownModels.builtIn().all().stream()
                        .filter(model -> model.task().equals("classify")))
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void contractsThatNameTheirClassesThemselvesStay() throws IOException {
        JsonNode own = new ObjectMapper().readTree("{\"classes\": [\"cat\", \"dog\"]}");
        assertThat(ClassNames.in(own)).isEqualTo(own);
        JsonNode file = new ObjectMapper().readTree("{\"classes\": \"labels.txt\"}");
        assertThat(Optional.of(ClassNames.in(file))).contains(file);
    }
}
