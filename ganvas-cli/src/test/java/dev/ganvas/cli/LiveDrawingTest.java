package dev.ganvas.cli;

import static dev.ganvas.cli.MainTest.ganvas;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.image.PictureDecoder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveDrawingTest {
    private static final String MODEL = "toybox-faces";

    private final StringWriter err = new StringWriter();

    private JsonNode live(LiveDrawing drawing, String... words) throws IOException {
        StringWriter out = new StringWriter();
        int code = drawing.run(List.of(words), new PrintWriter(out), new PrintWriter(err));
        assertThat(code).as(err.toString()).isZero();
        return new ObjectMapper().readTree(out.toString());
    }

    @Test
    void whatIsDrawnLiveIsWhatAJobDraws(@TempDir Path folder) throws IOException {
        try (LiveDrawing drawing = new LiveDrawing()) {
            assertThat(live(drawing, "live", "axes", MODEL, "--json")
                            .path("axes")
                            .size())
                    .isEqualTo(8);
            byte[] png = Base64.getDecoder()
                    .decode(live(drawing, "live", "draw", MODEL, "--seed=3", "--edit=axis-1=+2", "--json")
                            .path("png")
                            .asText());
            Path file = folder.resolve("one.png");
            MainTest.Said said =
                    ganvas("generate", MODEL, "-n", "1", "--seed", "3", "--edit", "axis-1=+2", "--out", file);
            assertThat(said.code()).as(said.err()).isZero();
            assertThat(PictureDecoder.decode(png, "live").pixels())
                    .isEqualTo(PictureDecoder.decode(file).pixels());
            // It says of itself that it is generated, and how.
            assertThat(new String(png, StandardCharsets.ISO_8859_1)).contains("trainedAlgorithmicMedia", "axis-1=+2");
            assertThat(Files.size(file)).isPositive();
        }
    }

    @Test
    void whatIsWrongIsSaid() {
        try (LiveDrawing drawing = new LiveDrawing()) {
            StringWriter out = new StringWriter();
            int code = drawing.run(
                    List.of("live", "draw", "no-such-model", "--json"), new PrintWriter(out), new PrintWriter(err));
            assertThat(code).isEqualTo(2);
            assertThat(err.toString()).startsWith("ganvas: ");
        }
    }
}
