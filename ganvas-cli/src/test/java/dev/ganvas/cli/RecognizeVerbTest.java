package dev.ganvas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.toybox.Toybox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecognizeVerbTest {
    @TempDir
    static Path folder;

    private static Path model;
    private static Path photos;

    @BeforeAll
    static void train() throws IOException {
        Path run = folder.resolve("run");
        MainTest.Said said = MainTest.ganvas(
                "train",
                "toybox:face,vehicle?n=200&size=32",
                "--out",
                run,
                "--task",
                "classify",
                "--classifier-width",
                24,
                "--images",
                512,
                "--precision",
                "fp32",
                "--threads",
                1);
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.err()).contains("learns from scratch", "40 are held out");
        assertThat(said.out()).contains("ganvas recognize MY-PICTURES --model");
        model = run.resolve("best.ganvas");
        photos = folder.resolve("photos");
        try (Toybox toys = Toybox.open("toybox:face,vehicle?n=12&size=32&seed=9")) {
            for (int i = 0; i < toys.count(); i++) {
                String name = toys.classes().get(toys.label(i).orElseThrow());
                Pictures.writePng(photos.resolve(name + "/" + i + ".png"), toys.read(i), Origin.real());
            }
        }
    }

    @Test
    void aFolderBecomesJsonAndABadFileIsNamed() throws IOException {
        Path mixed = Files.createDirectories(folder.resolve("mixed"));
        Path good = photos.resolve("face");
        try (var files = Files.list(good)) {
            Files.copy(files.findFirst().orElseThrow(), mixed.resolve("a.png"));
        }
        Files.write(mixed.resolve("b.png"), Arrays.copyOf(Files.readAllBytes(mixed.resolve("a.png")), 60));
        Files.writeString(mixed.resolve("c.txt"), "no picture");
        MainTest.Said said = MainTest.ganvas("recognize", mixed, "--model", model, "--json");
        assertThat(said.code()).isEqualTo(Main.FAILED);
        assertThat(said.err()).contains("b.png");
        JsonNode json = new ObjectMapper().readTree(said.out());
        assertThat(json.path("pictures")).hasSize(1);
        JsonNode found = json.path("pictures").path(0).path("found").path(0);
        assertThat(found.path("answers")).hasSize(2);
        assertThat(found.path("answers").path(0).path("probability").asDouble()).isBetween(0.5, 1.0);
        assertThat(json.path("failed")).hasSize(1);
        assertThat(json.path("no_pictures").asInt()).isEqualTo(1);
    }

    @Test
    void belowTheThresholdItIsNoneOfThese() {
        MainTest.Said said = MainTest.ganvas("recognize", photos, "--model", model, "--threshold", 1, "--top", 1);
        assertThat(said.code()).isZero();
        assertThat(said.out().lines().filter(line -> line.contains("none of these (")))
                .hasSizeGreaterThan(8);
        MainTest.Said sure = MainTest.ganvas("recognize", photos, "--model", model, "--threshold", 0, "--top", 1);
        assertThat(sure.out().lines()).hasSize(12).noneMatch(line -> line.contains("none of these"));
    }

    @Test
    void anExportedNetworkRecognisesTheSame() throws IOException {
        Path onnx = folder.resolve("toys.onnx");
        MainTest.Said exported = MainTest.ganvas("export", model, "--to", "onnx", "--out", onnx);
        assertThat(exported.code()).as(exported.err()).isZero();
        ObjectMapper json = new ObjectMapper();
        JsonNode ours = json.readTree(
                MainTest.ganvas("recognize", photos, "--model", model, "--json").out());
        JsonNode others = json.readTree(
                MainTest.ganvas("recognize", photos, "--model", onnx, "--json").out());
        assertThat(others.path("pictures")).hasSize(12);
        for (int i = 0; i < 12; i++) {
            JsonNode mine = ours.path("pictures")
                    .path(i)
                    .path("found")
                    .path(0)
                    .path("answers")
                    .path(0);
            JsonNode theirs = others.path("pictures")
                    .path(i)
                    .path("found")
                    .path(0)
                    .path("answers")
                    .path(0);
            assertThat(theirs.path("class")).isEqualTo(mine.path("class"));
            assertThat(theirs.path("probability").asDouble())
                    .isCloseTo(mine.path("probability").asDouble(), within(1e-3));
        }
    }

    @Test
    void anAnswerOfAnExportedNetworkIsExplainedByWhatItAnswers() throws IOException {
        Path onnx = folder.resolve("explained.onnx");
        assertThat(MainTest.ganvas("export", model, "--to", "onnx", "--out", onnx)
                        .code())
                .isZero();
        Path out = folder.resolve("why");
        Path picture = photos.resolve("face/0.png");
        MainTest.Said said = MainTest.ganvas("explain", onnx, picture, "--out", out, "--json");
        assertThat(said.code()).as(said.err()).isZero();
        JsonNode one = new ObjectMapper().readTree(said.out()).at("/pictures/0");
        assertThat(one.path("method").asText()).isEqualTo("occlusion");
        assertThat(one.at("/faithfulness/deletion").isNumber()).isTrue();
        MainTest.Said ours = MainTest.ganvas("recognize", picture, "--model", model, "--top", 1, "--json");
        // The same network, run by another program.
        assertThat(one.path("probability").asDouble())
                .isCloseTo(
                        new ObjectMapper()
                                .readTree(ours.out())
                                .at("/pictures/0/found/0/answers/0/probability")
                                .asDouble(),
                        within(1e-3));
        Path bad = folder.resolve("bad.onnx");
        Files.writeString(bad, "no network");
        assertThat(MainTest.ganvas("explain", bad, photos, "--out", folder.resolve("x"))
                        .code())
                .isNotZero();
        for (String method : new String[] {"gradcam", "layercam", "integrated-gradients"}) {
            assertRefused(method + " needs gradients", "explain", onnx, photos, "--out", out, "--method", method);
        }
        assertRefused("layers give", "explain", onnx, photos, "--out", out, "--method", "eigencam");
        assertRefused("--layer", "explain", onnx, photos, "--out", out, "--layer", "group0");
        assertRefused(
                "gives its answers alone",
                "explain",
                onnx,
                photos,
                "--out",
                out,
                "--against",
                "face",
                "--among",
                photos);
        assertRefused("explain", "explain", onnx, "--out", out);
    }

    @Test
    void answersAreWrittenAsCsvAndDrawn() {
        Path drawn = folder.resolve("drawn");
        MainTest.Said said = MainTest.ganvas("recognize", photos, "--model", model, "--csv", "--draw", drawn);
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out().lines()).hasSize(1 + 2 * 12).first().isEqualTo("file,model,rank,class,probability,none");
        assertThat(drawn.resolve("face")).isDirectoryContaining("glob:**.png");
    }

    @Test
    void aClassifierIsEvaluated() throws IOException {
        Path report = folder.resolve("report");
        MainTest.Said said = MainTest.ganvas("evaluate", model, photos, "--report", report, "--json");
        assertThat(said.code()).as(said.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(said.out());
        assertThat(json.path("pictures").asInt()).isEqualTo(12);
        assertThat(json.path("confusion").path("face")).hasSize(2);
        assertThat(report.resolve("report.html")).content().contains("Confusion matrix");
    }

    @Test
    void wrongUsageIsRefused() {
        assertRefused("there is no", "recognize", folder.resolve("nowhere"), "--model", model);
        assertRefused("--top", "recognize", photos, "--model", model, "--top", 0);
        assertRefused("threshold", "recognize", photos, "--model", model, "--threshold", 2);
        assertRefused("--what", "recognize", photos, "--model", model, "--what", "objects");
        assertRefused("ships", "recognize", photos, "--what", "scenes");
        assertRefused("--csv and --json", "recognize", photos, "--model", model, "--csv", "--json");
        assertRefused(
                "labels per class",
                "train",
                photos,
                "--out",
                folder.resolve("x"),
                "--task",
                "classify",
                "--labels-per-class",
                0);
        assertRefused("--labels-per-class", "train", photos, "--out", folder.resolve("x"), "--labels-per-class", 5);
    }

    private static void assertRefused(String words, Object... arguments) {
        MainTest.Said said = MainTest.ganvas(arguments);
        assertThat(said.code()).as(said.err()).isEqualTo(2);
        assertThat(said.err().lines()).as(said.err()).hasSize(1);
        assertThat(said.err().toLowerCase(Locale.ROOT)).contains(words);
    }
}
