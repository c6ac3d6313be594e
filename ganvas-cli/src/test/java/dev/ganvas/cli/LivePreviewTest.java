package dev.ganvas.cli;

import static dev.ganvas.cli.MainTest.ganvas;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.cli.terminal.Interruption;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LivePreviewTest {
    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    /** Grey from dark on the left to bright on the right, with noise of the given strength in levels. */
    private Path picture(int width, int height, double noise) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int level = (int) Math.round(60 + 120.0 * x / width + noise * random.nextGaussian());
                image.setRGB(x, y, level << 16 | level << 8 | level);
            }
        }
        Path file = folder.resolve(width + "x" + height + ".png");
        Pictures.writePng(file, Pictures.of(image), Origin.real());
        return file;
    }

    private JsonNode live(LiveDrawing drawing, String verb, Path file, String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of("live", verb, file.toString()));
        words.addAll(List.of(options));
        words.add("--json");
        StringWriter out = new StringWriter();
        int code = drawing.run(words, new PrintWriter(out), new PrintWriter(err));
        assertThat(code).as(err.toString()).isZero();
        return new ObjectMapper().readTree(out.toString());
    }

    private static Picture picture(JsonNode answer) throws IOException {
        return PictureDecoder.decode(
                Base64.getDecoder().decode(answer.path("png").asText()), "live");
    }

    private Picture result(Path file, String verb, String... options) throws IOException {
        Path out = folder.resolve(verb + ".png");
        List<Object> words = new ArrayList<>(List.of(verb, file, "--out", out));
        words.addAll(List.of(options));
        MainTest.Said said = ganvas(words.toArray());
        assertThat(said.code()).as(said.err()).isZero();
        return PictureDecoder.decode(out);
    }

    @Test
    void aPictureThatFitsIsShownAsTheVerbsMakeIt() throws IOException {
        Path file = picture(96, 72, 12);
        try (LiveDrawing drawing = new LiveDrawing()) {
            JsonNode restored = live(drawing, "restore", file, "--denoise=12", "--strength=0.8");
            assertThat(picture(restored).pixels())
                    .isEqualTo(result(file, "restore", "--denoise", "12", "--strength", "0.8")
                            .pixels());
            assertThat(restored.path("said").toString()).contains("noise of 12.0 levels");
            assertThat(picture(live(drawing, "enhance", file, "--color=0.5", "--contrast=0.5"))
                            .pixels())
                    .isEqualTo(result(file, "enhance", "--color", "0.5", "--contrast", "0.5")
                            .pixels());
            assertThat(picture(live(drawing, "part", file)).pixels())
                    .isEqualTo(PictureDecoder.decode(file).pixels());
        }
    }

    @Test
    void aPartIsCutWhereItIsAskedForAndTheWholeIsReduced() throws IOException {
        Path file = picture(300, 100, 0);
        try (LiveDrawing drawing = new LiveDrawing()) {
            Picture right = picture(live(drawing, "part", file, "--x=1", "--y=0", "--side=64"));
            assertThat(List.of(right.width(), right.height())).isEqualTo(List.of(64, 64));
            // A part begins at a multiple of 8: 300 - 64 = 236 becomes 232, where the level is 60 + 120 * 232 / 300.
            assertThat(right.pixels()[0] & 0xff).isEqualTo(153);
            Picture whole = picture(live(drawing, "part", file, "--whole", "--side=100"));
            assertThat(List.of(whole.width(), whole.height())).isEqualTo(List.of(100, 33));
            Picture larger = picture(live(drawing, "enhance", file, "--scale=2", "--side=64"));
            assertThat(List.of(larger.width(), larger.height())).isEqualTo(List.of(64, 64));
        }
    }

    @Test
    void whatWasGeneratedStaysLabelled() throws IOException {
        Path file = folder.resolve("drawn.png");
        Pictures.writePng(file, PictureDecoder.decode(picture(96, 72, 12)), Origin.generated());
        try (LiveDrawing drawing = new LiveDrawing()) {
            for (List<String> asked : List.of(
                    List.of("part"),
                    List.of("part", "--whole", "--side=40"),
                    List.of("restore", "--denoise=12"),
                    List.of("enhance", "--color=0.5"),
                    List.of("enhance", "--scale=2"))) {
                JsonNode answer = live(
                        drawing,
                        asked.get(0),
                        file,
                        asked.subList(1, asked.size()).toArray(String[]::new));
                byte[] png = Base64.getDecoder().decode(answer.path("png").asText());
                assertThat(Origin.Kind.saidBy(png)).as(asked.toString()).isEqualTo(Origin.Kind.GENERATED);
            }
        }
    }

    @Test
    void whatIsWantedNoMoreIsStopped() throws IOException {
        Path file = picture(128, 128, 12);
        try (LiveDrawing drawing = new LiveDrawing()) {
            Interruption.request(true);
            int code = drawing.run(
                    List.of("live", "restore", file.toString(), "--denoise=12", "--json"),
                    new PrintWriter(new StringWriter()),
                    new PrintWriter(err));
            assertThat(code).isEqualTo(Main.INTERRUPTED);
        } finally {
            Interruption.request(false);
        }
    }
}
