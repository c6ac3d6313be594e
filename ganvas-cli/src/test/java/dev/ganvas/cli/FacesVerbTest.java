package dev.ganvas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.toybox.Toybox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FacesVerbTest {
    private static final String EMBEDDER = "cifar10-features";

    @TempDir
    Path folder;

    private Path people;

    @BeforeEach
    void people() throws IOException {
        people = folder.resolve("people");
        try (Toybox toys = Toybox.open("toybox:face?n=3&size=64")) {
            for (int i = 0; i < 3; i++) {
                Picture face = toys.read(i);
                Pictures.writePng(people.resolve("p" + i + "/a.png"), face, Origin.real());
                Pictures.writePng(people.resolve("p" + i + "/b.png"), Pictures.resize(face, 80, 80), Origin.real());
            }
        }
    }

    private static MainTest.Said faces(Object... arguments) {
        return MainTest.ganvas(
                Stream.concat(Stream.of("faces"), Stream.of(arguments)).toArray());
    }

    @Test
    void peopleAreEnrolledFoundVerifiedAndRemoved() throws IOException {
        Path gallery = folder.resolve("people.faces");
        Path password = Files.writeString(folder.resolve("password"), "correct horse\n");
        MainTest.Said said = faces(
                "enrol", people, "--into", gallery, "--cropped", "--embedder", EMBEDDER, "--password-file", password);
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).contains("6 faces of 3 people", "locked", "equal error rate");

        MainTest.Said again = faces(
                "enrol", people, "--into", gallery, "--cropped", "--embedder", EMBEDDER, "--password-file", password);
        assertThat(again.out()).contains("6 faces of 3 people", "6 were there already");

        Path one = folder.resolve("one.faces");
        MainTest.Said full =
                faces("enrol", people, "--into", one, "--cropped", "--embedder", EMBEDDER, "--most-people", 1);
        assertThat(full.code()).isNotZero();
        assertThat(full.err()).contains("the gallery knows 1 people, which is the most");

        MainTest.Said found = faces(
                "find",
                people.resolve("p1/a.png"),
                "--gallery",
                gallery,
                "--cropped",
                "--embedder",
                EMBEDDER,
                "--password-file",
                password);
        assertThat(found.out()).contains("p1 1.000", "takes");

        Path map = folder.resolve("why.png");
        MainTest.Said same = faces(
                "verify",
                people.resolve("p1/a.png"),
                people.resolve("p1/b.png"),
                "--gallery",
                gallery,
                "--cropped",
                "--embedder",
                EMBEDDER,
                "--password-file",
                password,
                "--explain",
                map);
        assertThat(same.out()).contains("The same person");
        assertThat(PictureDecoder.decode(map).width()).isGreaterThan(400);

        assertThat(faces("gallery", gallery).err()).contains("is locked; give its password");
        assertThat(faces("remove", "p2", "--gallery", gallery, "--password-file", password)
                        .out())
                .contains("2 faces of p2 removed");
        assertThat(faces("remove", "p2", "--gallery", gallery, "--password-file", password)
                        .code())
                .isEqualTo(Main.FAILED);
        assertThat(faces("gallery", gallery, "--password-file", password).out())
                .contains("p0: 2 faces", "p1: 2 faces")
                .doesNotContain("p2");
    }

    @Test
    void aFolderOfOnePersonIsEnrolledByName() {
        Path gallery = folder.resolve("one.faces");
        MainTest.Said said = faces(
                "enrol",
                people.resolve("p1"),
                "--person",
                "Ada Lovelace",
                "--into",
                gallery,
                "--cropped",
                "--embedder",
                EMBEDDER);
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(faces("gallery", gallery).out()).contains("Ada Lovelace: 2 faces");
    }

    @Test
    void whatIsMissingIsNamedWithWhatHelps() throws IOException {
        assertThat(faces("gallery", folder.resolve("none")).err()).contains("There is no gallery");
        assertThat(faces("enrol", folder.resolve("none"), "--into", folder.resolve("g"), "--cropped")
                        .err())
                .contains("is no folder");
        assertThat(faces().err()).contains("Name an action");
        assertThat(faces("blur", people, "--out", folder.resolve("out"), "--cropped", "--cover", "smear")
                        .err())
                .contains("pixels or fill");
        Path bad = Files.writeString(folder.resolve("bad.onnx"), "no network");
        assertThat(faces("detect", people, "--detector", bad).code()).isNotZero();
        assertThat(faces("detect", people, "--cropped", "--least", "2").code()).isZero();
    }

    @Test
    void facesAreCoveredAndMetadataGoes() throws IOException {
        Path out = folder.resolve("out");
        Files.writeString(people.resolve("p0/broken.png"), "no picture");
        MainTest.Said said = faces("blur", people, "--out", out, "--cropped");
        assertThat(said.code()).isEqualTo(Main.FAILED);
        assertThat(said.err()).contains("broken.png");
        Picture covered = PictureDecoder.decode(out.resolve("p0/a.png"));
        assertThat(covered.width()).isEqualTo(64);
        assertThat(out.resolve("p2/b.png")).exists();
    }

    @Test
    void aPublishedDetectorFindsFacesAndIsBlindAfterTheCover() throws IOException {
        String data = System.getenv("GANVAS_DATA");
        assumeTrue(data != null, "GANVAS_DATA names no folder");
        Path detector = Path.of(data, "weights", "ultraface", "version-RFB-320.onnx");
        assumeTrue(Files.exists(detector), "no " + detector);
        List<Path> photographs;
        try (Stream<Path> files = Files.list(Path.of(data, "faces"))) {
            photographs = files.sorted().limit(6).toList();
        }
        Object[] inputs = photographs.toArray();
        MainTest.Said found = faces(with(inputs, "detect", "--detector", detector));
        assertThat(found.out().lines().filter(line -> line.contains(": 1 face;")))
                .hasSize(6);
        Path out = folder.resolve("published");
        assertThat(faces(with(inputs, "blur", "--out", out, "--detector", detector))
                        .code())
                .isZero();
        MainTest.Said after = faces("detect", out, "--detector", detector);
        assertThat(after.out().lines().filter(line -> line.endsWith(": 0 faces")))
                .hasSize(6);
    }

    private static Object[] with(Object[] inputs, String action, Object... options) {
        return Stream.of(new Object[] {action}, inputs, options)
                .flatMap(Stream::of)
                .toArray();
    }
}
