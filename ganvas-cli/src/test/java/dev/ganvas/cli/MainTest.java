package dev.ganvas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.model.ModelFile;
import dev.ganvas.toybox.Toybox;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line as a person meets it: results, messages, exit codes. */
class MainTest {
    @TempDir
    static Path folder;

    private static Path photos;
    private static Path model;

    record Said(int code, String out, String err) {}

    static Said ganvas(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
        return new Said(code, out.toString(), err.toString());
    }

    private static void assertOneLine(Said said, int code) {
        assertThat(said.code()).as(said.err()).isEqualTo(code);
        assertThat(said.err().strip().lines().filter(line -> line.startsWith("ganvas: ")))
                .hasSize(1);
        assertThat(said.err()).doesNotContain("\tat ", "Exception", "defect");
    }

    /** A number that must be there: a missing one would read as 0. */
    private static double number(JsonNode json, String pointer) {
        assertThat(json.at(pointer).isNumber()).as(pointer + " of " + json).isTrue();
        return json.at(pointer).doubleValue();
    }

    /** A folder with good pictures of two classes and bad files among them, and a model trained on it. */
    @BeforeAll
    static void train() throws IOException {
        photos = folder.resolve("photos");
        try (Toybox toys = Toybox.open("toybox:face,vehicle?n=60&size=48")) {
            for (int i = 0; i < toys.count(); i++) {
                Path file = photos.resolve(toys.classes().get(toys.label(i).orElseThrow()));
                Pictures.writePng(file.resolve(i == 7 ? "图片.png" : i + ".png"), toys.read(i), Origin.real());
            }
        }
        Files.writeString(photos.resolve("face/text.png"), "this is no picture");
        Files.write(photos.resolve("face/empty.jpg"), new byte[0]);
        Path run = folder.resolve("run");
        Said said = ganvas("train", photos, "--out", run, "--size", 32, "--images", 128, "--precision", "fp32");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.err()).contains("skipped 1 file, ").contains("text.png").contains("empty.jpg");
        assertThat(said.out()).contains("best.ganvas").contains("report.html");
        model = run.resolve("best.ganvas");
    }

    @Test
    void optionsThatATaskDoesNotHaveAreRefused() {
        Path extractor = folder.resolve("extractor");
        Said said = ganvas("train", photos, "--out", extractor, "--task", "classify", "--recipe", "dcgan");
        assertOneLine(said, 2);
        assertThat(said.err()).contains("--recipe", "--task generate");
        Said augmented = ganvas("train", photos, "--out", extractor, "--task", "features", "--augment", "off");
        assertOneLine(augmented, 2);
        assertThat(augmented.err()).contains("--augment", "--task generate");
        Said scaled = ganvas("train", photos, "--out", extractor, "--task", "denoise", "--scale", 2);
        assertOneLine(scaled, 2);
        assertThat(scaled.err()).contains("--scale", "--task superres");
        Said widened = ganvas("train", photos, "--out", extractor, "--width", 8);
        assertOneLine(widened, 2);
        assertThat(widened.err())
                .contains("--width", "--task denoise, deblock, deblur, superres, fill, color, lowlight, scratches");
        assertThat(extractor).doesNotExist();
    }

    @Tag("slow")
    @Test
    void aModelsRunIsRepeatedFromItsFile() throws IOException {
        Path again = folder.resolve("again");
        Said said = ganvas("train", photos, "--out", again, "--from-provenance", model);
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(ModelFile.read(again.resolve("last.ganvas")).weightsSha256())
                .isEqualTo(ModelFile.read(folder.resolve("run/last.ganvas")).weightsSha256());
        Said sized = ganvas("train", photos, "--out", folder.resolve("r7"), "--from-provenance", model, "--size", 32);
        assertOneLine(sized, 2);
        assertThat(sized.err()).contains("--size comes from");
        Said others =
                ganvas("train", photos.resolve("face"), "--out", folder.resolve("r8"), "--from-provenance", model);
        assertOneLine(others, 2);
        assertThat(others.err()).contains("not the data of that run", "pictures, not ");
    }

    @Test
    void theSameCommandAgainFindsTheRunDoneAndOtherSettingsAreRefused() {
        Path run = folder.resolve("run");
        assertThat(ganvas("train", photos, "--out", run, "--size", 32, "--images", 128, "--precision", "fp32")
                        .code())
                .isZero();
        Said fewer = ganvas("train", photos, "--out", run, "--size", 32, "--images", 64, "--precision", "fp32");
        assertOneLine(fewer, 2);
        assertThat(fewer.err()).contains("shown 128 images already");
        Said changed = ganvas(
                "train", photos, "--out", run, "--size", 32, "--images", 128, "--precision", "fp32", "--augment", 0.3);
        assertOneLine(changed, 2);
        assertThat(changed.err()).contains("augment (was auto, now 0.3)");
    }

    @Test
    void aClassASubFolderMakesADataSetAndEqualSeedsEqualPictures() throws IOException {
        Path all = folder.resolve("all");
        assertThat(ganvas("generate", model, "--out", all, "-n", 3, "--class", "all", "--grid")
                        .code())
                .isZero();
        assertThat(all.resolve("vehicle/000002.png")).exists();
        assertThat(folder.resolve("all-grid.png")).isNotEmptyFile();
        Said inspected = ganvas("data", "inspect", all, "--json");
        JsonNode json = new ObjectMapper().readTree(inspected.out());
        assertThat(json.toString()).contains("\"face\":3").contains("\"vehicle\":3");
        Path some = folder.resolve("some");
        assertThat(ganvas("generate", model, "--out", some, "-n", 2, "--class", "vehicle")
                        .code())
                .isZero();
        assertThat(some.resolve("000001.png")).hasSameBinaryContentAs(all.resolve("vehicle/000001.png"));
    }

    @Test
    void tablesAndAnimationsAreOneFileEach() throws IOException {
        Path table = folder.resolve("sweep.png");
        assertThat(ganvas("generate", model, "--out", table, "-n", 3, "--sweep-classes")
                        .code())
                .isZero();
        assertThat(PictureDecoder.decode(table).height()).isEqualTo(2 * 34 + 2);
        JsonNode swept = new ObjectMapper()
                .readTree(ganvas("generate", model, "--out", table, "-n", 3, "--sweep-classes", "--json")
                        .out());
        assertThat(swept.at("/classes").toString()).isEqualTo("[\"face\",\"vehicle\"]");
        Path mixed = folder.resolve("mixed.png");
        assertThat(ganvas("generate", model, "--out", mixed, "--mix-classes").code())
                .isZero();
        // The names of the rows stand left of them, those of the columns above.
        assertThat(PictureDecoder.decode(mixed).width()).isGreaterThan(2 * 34 + 2);
        assertThat(PictureDecoder.decode(mixed).height()).isGreaterThan(2 * 34 + 2);
        assertOneLine(ganvas("generate", model, "--out", mixed, "--mix-classes", "--sweep-classes"), 2);
        for (String name : new String[] {"loop.gif", "loop.apng", "loop.png"}) {
            Path file = folder.resolve(name);
            Said said = ganvas("generate", model, "--out", file, "--interpolate", 2, "--frames", 3);
            assertThat(said.code()).as(said.err()).isZero();
            assertThat(file).isNotEmptyFile();
        }
        Path frames = folder.resolve("frames");
        assertThat(ganvas("generate", model, "--out", frames, "--interpolate", 2, "--frames", 3, "--class", "face")
                        .code())
                .isZero();
        assertThat(frames.resolve("000005.png")).exists();
        assertThat(frames.resolve("000006.png")).doesNotExist();
        assertOneLine(ganvas("generate", model, "--out", folder.resolve("loop.webm"), "--interpolate", 2), 2);
        assertOneLine(ganvas("generate", model, "--out", folder.resolve("a.gif"), "--sweep-classes"), 2);
        assertOneLine(ganvas("generate", model, "--out", folder.resolve("a.gif"), "--interpolate", 1), 2);
    }

    @Test
    void onePictureIsAFileAndSeveralAreAFolder() throws IOException {
        Path one = folder.resolve("one.png");
        Said said = ganvas("generate", model, "--out", one, "-n", 1, "--class", "vehicle", "--json");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(new ObjectMapper().readTree(said.out()).at("/file").asText()).isEqualTo(one.toString());
        assertThat(PictureDecoder.decode(one).width()).isEqualTo(32);
        Said several = ganvas("generate", model, "--out", folder.resolve("x.png"), "-n", 5);
        assertOneLine(several, 2);
        assertThat(several.err()).contains("x.png", "5 pictures", "folder", "-n 1");
        assertThat(folder.resolve("x.png")).doesNotExist();
        assertOneLine(ganvas("generate", model, "--out", folder.resolve("x.png"), "-n", 1, "--class", "all"), 2);
        assertOneLine(ganvas("generate", model, "--out", folder.resolve("x.png"), "-n", 1, "--grid"), 2);
    }

    @Test
    void aProjectedPictureCanBeDrawnAgainAndEdited() throws IOException {
        Path latent = folder.resolve("latent.json");
        Path picture = photos.resolve("vehicle/1.png");
        Said said = ganvas(
                "project",
                picture,
                "--model",
                model,
                "--out",
                folder.resolve("pair.png"),
                "--latent",
                latent,
                "--steps",
                10,
                "--json");
        assertThat(said.code()).as(said.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(said.out());
        assertThat(number(json, "/pixel_rmse")).isBetween(0.0, 255.0);
        assertThat(json.at("/class").asText()).isIn("face", "vehicle");
        Path directions = folder.resolve("directions");
        Said explained = ganvas("explain", model, "--out", directions, "-n", 2, "--class", "face");
        assertThat(explained.code()).as(explained.err()).isZero();
        JsonNode first = new ObjectMapper()
                .readTree(directions.resolve("directions.json").toFile())
                .at("/directions/0/name");
        Path plain = folder.resolve("plain");
        Path edited = folder.resolve("edited");
        assertThat(ganvas("generate", model, "--out", plain, "--from-latent", latent)
                        .code())
                .isZero();
        Said edit = ganvas(
                "generate",
                model,
                "--out",
                edited,
                "--from-latent",
                latent,
                "--directions",
                directions.resolve("directions.json"),
                "--edit",
                first.asText() + "=+3");
        assertThat(edit.code()).as(edit.err()).isZero();
        assertThat(Files.readAllBytes(edited.resolve("000000.png")))
                .isNotEqualTo(Files.readAllBytes(plain.resolve("000000.png")));
        assertOneLine(ganvas("generate", model, "--out", edited, "--edit", "brightness=+3"), 2);
        assertOneLine(
                ganvas(
                        "generate",
                        model,
                        "--out",
                        edited,
                        "--directions",
                        directions.resolve("directions.json"),
                        "--edit",
                        "no-such=1"),
                2);
        assertOneLine(ganvas("generate", model, "--out", edited, "--edit", "brightness"), 2);
    }

    @Test
    void attributesOfOtherPicturesNameNoDirection() throws IOException {
        Said said = ganvas(
                "explain",
                model,
                "--out",
                folder.resolve("strange"),
                "-n",
                1,
                "--attributes",
                "toybox:building?n=200&size=32",
                "--json");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.err()).contains("Warning: ", "no direction is named by attributes", "--attributes");
        JsonNode json = new ObjectMapper().readTree(said.out());
        assertThat(json.at("/attributes/trusted").isBoolean()).isTrue();
        assertThat(json.at("/attributes/trusted").booleanValue()).isFalse();
        assertThat(number(json, "/attributes/strange")).isBetween(0.5, 1.0);
        assertThat(json.at("/directions").size()).isPositive();
        json.at("/directions")
                .forEach(direction ->
                        assertThat(direction.at("/name").asText()).isNotEmpty().doesNotContain("="));
    }

    @Test
    void augmentingWritesADataSetThatIsReadAndTrainedOn() throws IOException {
        Path more = folder.resolve("more");
        // Hardly trained, the pictures are as unreal as alike; the filters for that have tests of their own.
        Object[] command = {
            "augment",
            photos,
            "--model",
            model,
            "--out",
            more,
            "--per-class",
            2,
            "--least-real",
            0,
            "--seed",
            5,
            "--json"
        };
        Said said = ganvas(command);
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.err()).doesNotContain("not trained on");
        JsonNode json = new ObjectMapper().readTree(said.out());
        int kept = (int) number(json, "/pictures");
        assertThat(kept).isBetween(1, 4);
        int drawn = 0;
        int refused = 0;
        for (JsonNode tally : json.at("/classes")) {
            drawn += (int) number(tally, "/drawn");
            for (String reason : new String[] {"copy", "unreal", "other_class", "repeat"}) {
                refused += (int) number(tally, "/refused_" + reason);
            }
        }
        assertThat(json.at("/classes/0/class").asText()).isEqualTo("face");
        assertThat(drawn).isEqualTo(kept + refused);
        List<String> lines = Files.readAllLines(more.resolve("labels.csv"));
        assertThat(lines).hasSize(1 + kept);
        String[] first = lines.get(1).split(",");
        assertThat(lines.get(0)).isEqualTo("file,label,seed,number,novelty,realness");
        Path same = folder.resolve("same");
        int number = Integer.parseInt(first[3]);
        assertThat(ganvas("generate", model, "--out", same, "-n", number + 1, "--seed", 5, "--class", first[1])
                        .code())
                .isZero();
        assertThat(PictureDecoder.decode(more.resolve(first[0])).rgb())
                .isEqualTo(PictureDecoder.decode(same.resolve(String.format("%06d.png", number)))
                        .rgb());
        JsonNode inspected = new ObjectMapper()
                .readTree(ganvas("data", "inspect", more, "--json").out());
        assertThat(inspected.toString()).contains("\"face\":");
        assertOneLine(ganvas(command), 2);
        assertThat(Files.readAllLines(more.resolve("labels.csv"))).isEqualTo(lines);
    }

    @Test
    void augmentingWithoutAResultFailsAndWritesNothing() {
        Path none = folder.resolve("none");
        // The generator's own pictures stand for the real ones: all it draws are copies.
        Path own = folder.resolve("own");
        assertThat(ganvas("generate", model, "--out", own, "-n", 20, "--class", "all")
                        .code())
                .isZero();
        Said said = ganvas("augment", own, "--model", model, "--out", none, "--per-class", 1, "--least-real", 0);
        assertOneLine(said, 1);
        assertThat(said.err()).contains("not trained on exactly these pictures");
        assertThat(said.err()).contains("face: only 0 of 1 wanted pictures passed in 20 draws");
        assertThat(said.out()).contains("face: 20 drawn, 0 kept; refused: 20 copies of training pictures, 0 unreal");
        assertThat(none).doesNotExist();
        Said other = ganvas("augment", "toybox:face?n=30&size=32", "--model", model, "--out", none, "--per-class", 1);
        assertOneLine(other, 2);
        assertThat(none).doesNotExist();
        assertOneLine(ganvas("augment", photos, "--model", photos.resolve("x.ganvas"), "--out", none), 2);
        assertOneLine(ganvas("augment", photos, "--model", model, "--out", photos), 2);
        assertOneLine(ganvas("augment", photos, "--model", model, "--out", none, "--least-real", 2), 2);
    }

    @Test
    void evaluatingPrintsFiguresWithTheirExtractorAndLadder() throws IOException {
        Path pairs = folder.resolve("pairs.png");
        Said said = ganvas(
                "evaluate",
                model,
                photos,
                "--n",
                50,
                "--json",
                "--held-out",
                "toybox:face?n=30",
                "--neighbours",
                pairs);
        assertThat(said.code()).as(said.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(said.out());
        JsonNode block = json.at("/extractorFigures/0");
        assertThat(block.at("/distances/extractor").asText()).isEqualTo("random-conv4");
        assertThat(block.at("/distances/sha256").asText()).hasSize(64);
        assertThat(number(block, "/distances/kernelDistance/interval/low"))
                .isLessThan(number(block, "/distances/kernelDistance/interval/high"));
        assertThat(number(block, "/overlap/coverage/value")).isBetween(0.0, 1.0);
        assertThat(json.at("/memorisation/comparedWith").asText()).isEqualTo("held-out pictures");
        assertThat(json.at("/memorisation/trainingCount").asInt()).isEqualTo(60);
        assertThat(json.at("/duplicates/words").asText()).isNotBlank();
        assertThat(block.at("/classes").size()).isEqualTo(2);
        assertThat(block.at("/ladder/rungs").size()).isGreaterThanOrEqualTo(3);
        assertThat(json.has("fid")).isFalse();
        assertThat(Pictures.of(ImageIO.read(pairs.toFile())).width()).isEqualTo(8 * 34 + 2);
    }

    @Test
    void fidIsPrintedOnlyWithItsNetworkAndABadOneIsOneLine() throws IOException {
        Said without = ganvas("evaluate", model, photos, "--n", 40);
        assertThat(without.code()).as(without.err()).isZero();
        assertThat(without.out()).contains("KD x 1000", "coverage", "Memorisation: ", "Variety: ");
        assertThat(without.out()).doesNotContain("FID");
        Path network = folder.resolve("toy-inception.pt");
        byte[] bytes;
        try (InputStream in = MainTest.class.getResourceAsStream("toy-inception.pt")) {
            bytes = in.readAllBytes();
        }
        Files.write(network, bytes);
        Said with = ganvas("evaluate", model, photos, "--n", 40, "--inception", network);
        assertThat(with.code()).as(with.err()).isZero();
        assertThat(with.out()).contains("FID", "40 generated pictures against 60 training", "inception-2015-12-05");
        Path half = Files.write(folder.resolve("half.pt"), Arrays.copyOf(bytes, bytes.length / 2));
        assertOneLine(ganvas("evaluate", model, photos, "--n", 40, "--inception", half), 1);
        assertOneLine(ganvas("evaluate", model, photos, "--n", 40, "--inception", folder.resolve("no.pt")), 2);
    }

    @Test
    void wrongUsageIsExitCodeTwo() throws IOException {
        Files.createDirectories(folder.resolve("hollow"));
        assertOneLine(ganvas("train", folder.resolve("hollow"), "--out", folder.resolve("r1")), 2);
        assertOneLine(ganvas("train", folder.resolve("nowhere"), "--out", folder.resolve("r2")), 2);
        assertOneLine(ganvas("train", photos, "--out", photos), 2);
        assertOneLine(ganvas("train", photos, "--out", folder.resolve("r3"), "--budget", "soon"), 2);
        assertOneLine(ganvas("train", photos, "--out", folder.resolve("r4"), "--recipe", "magic"), 2);
        assertOneLine(ganvas("train", photos, "--out", folder.resolve("r5"), "--size", 50), 2);
        for (String strength : new String[] {"0.9", "-0.1", "NaN", "much"}) {
            Said said = ganvas("train", photos, "--out", folder.resolve("r7"), "--augment", strength);
            assertOneLine(said, 2);
            assertThat(said.err()).contains("auto, off or a number from 0 to 0.8");
        }
        assertOneLine(ganvas("generate", model, "--out", folder.resolve("g1"), "--class", "horse"), 2);
        assertOneLine(ganvas("generate", model, "--out", folder.resolve("g2"), "--truncation", 3), 2);
        assertOneLine(ganvas("generate", folder.resolve("no.ganvas"), "--out", folder.resolve("g3")), 2);
        assertOneLine(ganvas("evaluate", model, photos, "--n", 1), 2);
        assertThat(ganvas("train").code()).isEqualTo(2);
        assertThat(ganvas("paint").code()).isEqualTo(2);
    }

    @Test
    void aModelCutInHalfIsOneLineAndExitCodeOne() throws IOException {
        Path half = folder.resolve("half.ganvas");
        byte[] bytes = Files.readAllBytes(model);
        Files.write(half, Arrays.copyOf(bytes, bytes.length / 2));
        Said said = ganvas("generate", half, "--out", folder.resolve("g4"));
        assertOneLine(said, 1);
        assertThat(said.err()).contains("half.ganvas").contains("cut off");
    }

    @Test
    void aFolderOfNothingButBadFilesSaysWhy() throws IOException {
        Path bad = Files.createDirectories(folder.resolve("bad"));
        Files.writeString(bad.resolve("a.png"), "text");
        Files.write(bad.resolve("b.png"), new byte[0]);
        assertOneLine(ganvas("train", bad, "--out", folder.resolve("r6"), "--size", 32), 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quickstart",
                "train",
                "launch",
                "generate",
                "project",
                "explain",
                "evaluate",
                "compress",
                "augment",
                "restore",
                "enhance",
                "export",
                "recognize",
                "plates",
                "models",
                "search",
                "data",
                "label",
                "config",
                "serve",
                "doctor",
                "completion"
            })
    void everyVerbExplainsItselfWithAnExample(String verb) {
        Said said = ganvas(verb, "--help");
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("Example:  ganvas " + verb);
    }
}
