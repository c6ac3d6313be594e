package dev.ganvas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.features.TrainedFeatures;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.toybox.Toybox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code explain} with a classifier that ships, as a person meets it. */
class ExplainAnswersTest {
    private static final String CLASSIFIER = "cifar10-classifier";

    @TempDir
    static Path folder;

    private static Path photos;
    private static Path picture;

    @BeforeAll
    static void paint() throws IOException {
        photos = folder.resolve("photos");
        try (Toybox toys = Toybox.open("toybox:animal,vehicle?n=8&size=48")) {
            for (int i = 0; i < toys.count(); i++) {
                Path file = photos.resolve(i % 2 == 0 ? "cat" : "truck").resolve(i + ".png");
                Pictures.writePng(file, toys.read(i), Origin.real());
            }
        }
        picture = photos.resolve("truck/1.png");
    }

    private static MainTest.Said explain(Object... arguments) {
        Object[] all = new Object[arguments.length + 2];
        all[0] = "explain";
        all[1] = CLASSIFIER;
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return MainTest.ganvas(all);
    }

    private static void assertRefused(MainTest.Said said, String... words) {
        assertThat(said.code()).as(said.err()).isEqualTo(2);
        assertThat(said.err()).contains(words).doesNotContain("\tat ", "defect");
        assertThat(said.err().lines().filter(line -> line.startsWith("ganvas: ")))
                .hasSize(1);
    }

    @Test
    void aPictureIsExplainedWithTheFaithfulnessOfItsMap() throws IOException {
        Path out = folder.resolve("why.png");
        MainTest.Said said = explain(picture, "--out", out, "--method", "layercam", "--layer", "stage1", "--json");
        assertThat(said.code()).as(said.err()).isZero();
        JsonNode one = new ObjectMapper().readTree(said.out()).at("/pictures/0");
        assertThat(one.at("/class").asText()).isEqualTo(one.at("/answer").asText());
        for (String figure : new String[] {"/faithfulness/deletion", "/chance/insertion", "/faithfulness/road"}) {
            assertThat(one.at(figure).isNumber()).as(figure + " of " + one).isTrue();
        }
        assertThat(PictureDecoder.decode(out).width()).isGreaterThan(500);
        assertThat(PictureDecoder.decode(Path.of(one.at("/map").asText())).width())
                .isEqualTo(32);
    }

    /** Whatever layer is looked at, there is a gradient of it. */
    @Test
    void everyLayerCanBeLookedAt() throws IOException {
        try (TrainedFeatures classifier = TrainedFeatures.open(Path.of(CLASSIFIER))) {
            MainTest.Said unknown = explain(picture, "--out", folder.resolve("x.png"), "--layer", "no-such");
            assertRefused(unknown, String.join(", ", classifier.layers()));
            assertThat(classifier.layers()).contains("stem0", "halving0", "block1_0", "stage2");
        }
        for (String layer : new String[] {"stem0", "halving1", "block2_0"}) {
            MainTest.Said said = explain(
                    picture, "--out", folder.resolve(layer + ".png"), "--layer", layer, "--class", "cat", "--quiet");
            assertThat(said.code()).as(said.err()).isZero();
            assertThat(said.out()).contains("gradcam for cat", "deletion", "ROAD", "better than chance in");
        }
    }

    @Test
    void aFolderIsExplainedBesideTheNearestOfAnotherClass() throws IOException {
        Path out = folder.resolve("folder");
        Files.writeString(photos.resolve("truck/bad.png"), "\u0089PNG\r\n\u001a\n and nothing more");
        assertRefused(
                explain(photos.resolve("truck"), "--out", out, "--against", "frog", "--among", photos),
                "has no class 'frog'");
        MainTest.Said said = explain(
                photos.resolve("truck"), "--out", out, "--against", "cat", "--among", photos, "--method", "eigencam");
        assertThat(said.out()).contains("Nearest cat: cat/", "cosine distance");
        assertThat(out.resolve("1.png")).exists();
        assertThat(out.resolve("1-map.png")).exists();
        Files.delete(photos.resolve("truck/bad.png"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--method=lime",
                "--class=dragon",
                "--against=cat",
                "--among=toybox",
                "--attributes=toybox",
                "-n=3"
            })
    void optionsThatDoNotFitAreRefused(String option) {
        assertRefused(explain(picture, "--out", folder.resolve("bad.png"), option), "ganvas: ");
        assertThat(folder.resolve("bad.png")).doesNotExist();
    }

    @Test
    void whatIsMissingIsNamed() {
        assertRefused(explain("--out", folder.resolve("a.png")), "IMAGE");
        assertRefused(explain(folder.resolve("none.png"), "--out", folder.resolve("a.png")), "none.png");
        assertRefused(explain(picture, "--out", folder.resolve("a.jpg")), ".png");
        assertRefused(
                MainTest.ganvas("explain", "toybox-faces", picture, "--out", folder.resolve("a")),
                "generator",
                "leave out");
        assertRefused(
                MainTest.ganvas("explain", "toybox-faces", "--method", "rise", "--out", folder.resolve("a")),
                "--method");
        assertRefused(
                MainTest.ganvas("explain", "cifar10-features", picture, "--out", folder.resolve("a.png")),
                "learned without labels");
    }

    /** A generator of faces cannot draw a truck, and that is said. */
    @Test
    void aCounterfactualSaysHowFarItStandsForThePicture() throws IOException {
        Path out = folder.resolve("changed.png");
        String other;
        try (TrainedFeatures classifier = TrainedFeatures.open(Path.of(CLASSIFIER))) {
            String answer = classifier
                    .predict(List.of(PictureDecoder.decode(picture)))
                    .get(0)
                    .best()
                    .name();
            other = answer.equals("cat") ? "dog" : "cat";
        }
        MainTest.Said said = explain(
                picture, "--out", out, "--against", other, "--generator", "toybox-faces", "--steps", 5, "--json");
        assertThat(said.code()).as(said.err()).isZero();
        JsonNode one = new ObjectMapper().readTree(said.out()).at("/pictures/0/counterfactual");
        assertThat(one.at("/projection").asText()).isIn("good", "fair", "poor");
        assertThat(one.at("/probability").doubleValue()).isBetween(0.0, 1.0);
        assertThat(said(Path.of(one.at("/file").asText()))).isEqualTo(Origin.Kind.COMPOSITE);
        assertThat(said(out)).isEqualTo(Origin.Kind.REAL);
    }

    private static Origin.Kind said(Path file) throws IOException {
        return Origin.Kind.saidBy(Files.readAllBytes(file));
    }
}
