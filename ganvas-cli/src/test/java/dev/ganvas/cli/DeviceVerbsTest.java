package dev.ganvas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.ganvas.cli.MainTest.Said;
import dev.ganvas.engine.tensor.Cuda;
import dev.ganvas.engine.tensor.DefaultDevice;
import dev.ganvas.engine.tensor.Device;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.toybox.Toybox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verbs on another device than the CPU: one that refuses its tensors as a card does, and computes the same bits. */
class DeviceVerbsTest {
    @TempDir
    static Path folder;

    private static Path photos;

    @BeforeAll
    static void paint() throws IOException {
        photos = folder.resolve("photos");
        try (Toybox toys = Toybox.open("toybox:face,vehicle?n=6&size=48")) {
            for (int i = 0; i < toys.count(); i++) {
                Path file = photos.resolve(toys.classes().get(toys.label(i).orElseThrow()));
                Pictures.writePng(file.resolve(i + ".png"), toys.read(i), Origin.real());
            }
        }
    }

    private static Said on(String device, String line, Path out) {
        List<Object> arguments = new ArrayList<>();
        for (String word : line.split(" ", -1)) {
            arguments.add(word.replace("PHOTOS", photos.toString()).replace("OUT", out.toString()));
        }
        arguments.add("--device");
        arguments.add(device);
        return MainTest.ganvas(arguments.toArray());
    }

    private static List<Picture> pictures(Path out) throws IOException {
        List<Picture> pictures = new ArrayList<>();
        if (Files.exists(out)) {
            try (Stream<Path> files = Files.walk(out)) {
                for (Path file : files.sorted()
                        .filter(each -> each.toString().endsWith(".png"))
                        .toList()) {
                    pictures.add(PictureDecoder.decode(file));
                }
            }
        }
        return pictures;
    }

    private static Path works(String line) {
        Path there = folder.resolve(Integer.toHexString(line.hashCode()) + "-there");
        Said said = on("stand-in", line, there);
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(DefaultDevice.get()).isEqualTo(Device.CPU);
        return there;
    }

    private static Path onCpu(String line) {
        Path here = folder.resolve(Integer.toHexString(line.hashCode()) + "-here");
        assertThat(on("cpu", line, here).code()).isZero();
        return here;
    }

    private static void assertSame(String line) throws IOException {
        Path there = works(line);
        Path here = onCpu(line);
        List<Picture> expected = pictures(here);
        List<Picture> found = pictures(there);
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).rgb()).isEqualTo(expected.get(i).rgb());
        }
    }

    @Test
    void drawnPicturesAreThoseOfTheCpu() throws IOException {
        assertSame("generate toybox-faces --out OUT -n 3 --seed 5");
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "restore PHOTOS --out OUT --denoise 15 --scratches auto",
                "restore PHOTOS --out OUT --old-photo",
                "enhance PHOTOS --out OUT --scale 2",
                "enhance PHOTOS --out OUT --color 0.5",
                "recognize PHOTOS --model cifar10-classifier",
                "plates PHOTOS --reader own",
                "explain toybox-faces --out OUT -n 2",
                "project PHOTOS/face/0.png --model toybox-faces --out OUT/pair.png --steps 2",
                "evaluate toybox-faces toybox:face?n=60&size=64 --n 40",
                "search index PHOTOS --into OUT"
            })
    void noOtherVerbMeetsTheCpuEither(String line) throws IOException {
        assertSame(line);
    }

    /** What its own training comes to is a matter of time; what the networks that ship make is not. */
    @Test
    @Tag("slow")
    void quickstartMeetsNoCpuEither() throws IOException {
        String line = "quickstart --out OUT --budget 20s --quiet";
        Path there = works(line);
        Path here = onCpu(line);
        assertThat(there.resolve("grid.png")).isNotEmptyFile();
        for (String name : List.of("shipped.png", "mended.png", "enlarged.png")) {
            assertThat(PictureDecoder.decode(there.resolve(name)).rgb())
                    .as(name)
                    .isEqualTo(PictureDecoder.decode(here.resolve(name)).rgb());
        }
    }

    @Test
    void aDeviceThatIsNoneIsRefusedInALine() {
        Said said = on("gpu", "generate toybox-faces --out OUT", folder.resolve("none"));
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err())
                .contains("no device 'gpu'; choose auto, cpu, cuda")
                .doesNotContain("Exception");
    }

    @Test
    void aCardThatIsNotThereIsRefusedWithWhatIsMissing() {
        assumeFalse(Cuda.devices() > 0, "there is a card");
        Said said = on("cuda", "generate toybox-faces --out OUT", folder.resolve("none"));
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err().strip().lines()).hasSize(1);
        assertThat(said.err()).contains("There is no device cuda:0: ");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void theConfiguredDeviceHoldsWhereNoneIsAskedFor() {
        System.setProperty(DefaultDevice.PROPERTY, "nowhere");
        try {
            Said said = MainTest.ganvas("generate", "toybox-faces", "--out", folder.resolve("none"));
            assertThat(said.code()).isEqualTo(2);
            assertThat(said.err()).contains("'nowhere'");
        } finally {
            System.clearProperty(DefaultDevice.PROPERTY);
        }
    }

    @Test
    void verbsThatComputeHaveTheOption() {
        assertThat(MainTest.ganvas("train", "--help").out()).contains("--device=DEVICE");
        assertThat(MainTest.ganvas("search", "index", "--help").out()).contains("--device=DEVICE");
        assertThat(MainTest.ganvas("label", "--help").out()).doesNotContain("--device");
    }
}
