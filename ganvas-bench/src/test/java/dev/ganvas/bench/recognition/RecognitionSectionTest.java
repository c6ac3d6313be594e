package dev.ganvas.bench.recognition;

import static dev.ganvas.bench.result.KeptResults.kept;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecognitionSectionTest {
    @TempDir
    private Path folder;

    @Test
    void theLossOutsideTheNetworkIsShown() throws Exception {
        RecognitionResult result = new RecognitionResult("scenes", 240, "cifar10-classifier", 2, 90, 100, 0);
        assertThat(new RecognitionSection().markdown(kept(folder, "recognition", "recognition", result), List.of()))
                .contains("240 pictures of scenes", "Loss outside the network: 10.0 %")
                .contains("| files to JSON | 90 |\n")
                .doesNotContain("ONNX");
    }
}
