package dev.ganvas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.image.label.Verification;
import dev.ganvas.image.label.WrittenLabel;
import dev.ganvas.toybox.Toybox;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every picture file that a verb writes says whether a generator drew it. */
class WrittenLabelsTest {
    private static final String GENERATED = "trainedAlgorithmicMedia";
    private static final String COMPOSITE = "compositeWithTrainedAlgorithmicMedia";
    private static final String REAL = "";

    @TempDir
    static Path folder;

    private static Path photos;
    private static Path run;
    private static Path model;

    private static void ganvas(Object... arguments) {
        MainTest.Said said = MainTest.ganvas(arguments);
        assertThat(said.code()).as(said.err()).isZero();
    }

    @BeforeAll
    static void train() throws IOException {
        photos = folder.resolve("photos");
        try (Toybox toys = Toybox.open("toybox:face,vehicle?n=60&size=32")) {
            for (int i = 0; i < toys.count(); i++) {
                Path file = photos.resolve(toys.classes().get(toys.label(i).orElseThrow()));
                Pictures.writePng(file.resolve(i + ".png"), toys.read(i), Origin.real());
            }
        }
        run = folder.resolve("run");
        ganvas("train", photos, "--out", run, "--size", 32, "--images", 128, "--precision", "fp32");
        model = run.resolve("best.ganvas");
    }

    private static void assertLabelled(Path file, String type) throws IOException {
        WrittenLabel label = WrittenLabel.of(file);
        assertThat(label.sourceType()).as(file.toString()).isEqualTo(type);
        assertThat(label.packets()).as(file.toString()).hasSize(type.equals(REAL) ? 0 : 1);
        if (type.equals(REAL)) {
            assertThat(label.entries().toString()).as(file.toString()).doesNotContain("generated");
        } else {
            assertThat(label.entries().get("Source")).as(file.toString()).contains("generated");
            Verification found = Verification.of(Files.readAllBytes(file), file.toString(), Optional.empty());
            assertThat(found.verdict()).as(file + ": " + found.findings()).isEqualTo(Verification.Verdict.UNCHANGED);
            assertThat(label.packets().get(0).split("<TC260:AIGC>", -1))
                    .as(file.toString())
                    .hasSize(2);
        }
    }

    private static List<Path> pictures(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(".png")).toList();
            assertThat(found).as(root.toString()).isNotEmpty();
            return found;
        }
    }

    private static WrittenLabel samplesIn(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream in = zip.getInputStream(new ZipEntry("samples.png"))) {
            return WrittenLabel.of(in.readAllBytes());
        }
    }

    @Test
    void whatAGeneratorsTrainingLeavesIsGenerated() throws IOException {
        for (Path sample : pictures(run.resolve("samples"))) {
            assertLabelled(sample, GENERATED);
        }
        assertLabelled(run.resolve("timelapse.gif"), GENERATED);
        for (String name : new String[] {"best.ganvas", "last.ganvas"}) {
            assertThat(samplesIn(run.resolve(name)).sourceType()).as(name).isEqualTo(GENERATED);
        }
    }

    @Test
    void thePicturesThatAnExtractorsTrainingShowsAreReal() throws IOException {
        Path extractor = folder.resolve("extractor");
        ganvas(
                "train",
                "toybox:face,vehicle?n=200&size=32",
                "--out",
                extractor,
                "--task",
                "classify",
                "--classifier-width",
                24,
                "--images",
                256);
        for (Path sample : pictures(extractor.resolve("samples"))) {
            assertLabelled(sample, REAL);
        }
        assertLabelled(extractor.resolve("timelapse.gif"), REAL);
        assertThat(samplesIn(extractor.resolve("best.ganvas")).packets()).isEmpty();
    }

    @Test
    void whatIsDrawnIsGeneratedInEveryFormat() throws IOException {
        Path drawn = folder.resolve("drawn");
        ganvas("generate", model, "--out", drawn, "-n", 2, "--class", "all", "--grid", "--seed", 7);
        for (Path picture : pictures(drawn)) {
            assertLabelled(picture, GENERATED);
            assertThat(WrittenLabel.of(picture).entries())
                    .containsEntry("ganvas:model", "best.ganvas")
                    .containsEntry("ganvas:seed", "7")
                    .containsKeys("ganvas:model-sha256", "ganvas:class", "ganvas:number");
        }
        assertLabelled(folder.resolve("drawn-grid.png"), GENERATED);
        for (String name : new String[] {"loop.gif", "loop.apng", "loop.png"}) {
            ganvas("generate", model, "--out", folder.resolve(name), "--interpolate", 2, "--frames", 3);
            assertLabelled(folder.resolve(name), GENERATED);
        }
        for (String table : new String[] {"--sweep-classes", "--mix-classes"}) {
            Path file = folder.resolve(table + ".png");
            ganvas("generate", model, "--out", file, "-n", 2, table);
            assertLabelled(file, GENERATED);
        }
        Path directions = folder.resolve("directions");
        ganvas("explain", model, "--out", directions, "-n", 2);
        for (Path strip : pictures(directions)) {
            assertLabelled(strip, GENERATED);
        }
        Path more = folder.resolve("more");
        ganvas("augment", photos, "--model", model, "--out", more, "--per-class", 2, "--least-real", 0, "--seed", 5);
        for (Path picture : pictures(more)) {
            assertLabelled(picture, GENERATED);
        }
    }

    @Test
    void generatedPicturesBesideRealOnesAreComposite() throws IOException {
        Path pair = folder.resolve("pair.png");
        ganvas("project", photos.resolve("face/0.png"), "--model", model, "--out", pair, "--steps", 2);
        assertLabelled(pair, COMPOSITE);
        Path neighbours = folder.resolve("neighbours.png");
        ganvas("evaluate", model, photos, "--n", 40, "--neighbours", neighbours);
        assertLabelled(neighbours, COMPOSITE);
    }

    @Test
    void aContactSheetIsWhatItsPicturesSayTheyAre() throws IOException {
        Path sheet = folder.resolve("sheet.png");
        ganvas("data", "inspect", photos, "--sheet", sheet);
        assertLabelled(sheet, REAL);
        Path drawn = folder.resolve("to-inspect");
        ganvas("generate", model, "--out", drawn, "-n", 3);
        ganvas("data", "inspect", drawn, "--sheet", sheet);
        assertLabelled(sheet, GENERATED);
        Files.copy(photos.resolve("face/0.png"), drawn.resolve("real.png"));
        ganvas("data", "inspect", drawn, "--sheet", sheet);
        assertLabelled(sheet, COMPOSITE);
    }

    @Test
    @Tag("slow")
    void quickstartShowsOnItsPageWhatItDrewAndSaysSoInEveryPicture() throws IOException {
        Path first = folder.resolve("first");
        ganvas("quickstart", "--out", first, "--budget", "20s", "--quiet");
        for (String name : List.of("grid.png", "shipped.png", "shipped.gif")) {
            assertLabelled(first.resolve(name), GENERATED);
        }
        for (String name : List.of("mended.png", "enlarged.png", "recognised-0.png")) {
            assertLabelled(first.resolve(name), REAL);
        }
        String page = Files.readString(first.resolve("index.html"));
        assertThat(page)
                .contains("An hour of training", "20 seconds on this machine", "pictures a second at 64 px")
                .contains("Recognised, and why", "of 3 tests")
                .contains("<code>ganvas generate toybox-faces --out faces -n 64 --grid</code>")
                .doesNotContain("Load this page again");
        for (String name : List.of("grid.png", "shipped.png", "shipped.gif")) {
            assertThat(page).contains(Base64.getEncoder().encodeToString(Files.readAllBytes(first.resolve(name))));
        }
    }
}
