package dev.ganvas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.Planes;
import dev.ganvas.image.label.Origin;
import dev.ganvas.onnx.TinyOnnx;
import dev.ganvas.plates.Country;
import dev.ganvas.plates.Plate;
import dev.ganvas.plates.PlateFinder;
import dev.ganvas.plates.PlateKind;
import dev.ganvas.plates.PlateReader;
import dev.ganvas.plates.PlateScan;
import dev.ganvas.plates.render.PlatePainter;
import dev.ganvas.random.Seed;
import dev.ganvas.vision.Restorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatesVerbTest {
    private static final int LEFT = 90;
    private static final int TOP = 120;

    @TempDir
    static Path folder;

    private static Path photos;

    /** A plate on a dark car, which is clean and from the front, and a picture of nothing. */
    @BeforeAll
    static void draw() throws IOException {
        photos = Files.createDirectories(folder.resolve("photos"));
        Planes photo = dark(320, 240);
        Pictures.writePng(photos.resolve("empty.png"), photo.toPicture(), Origin.real());
        paste(PlatePainter.paint(PlateKind.CN_BLUE, "京A82654", 0.32, Seed.of(1)), photo);
        Pictures.writePng(photos.resolve("car.png"), photo.toPicture(), Origin.real());
    }

    private static Planes dark(int width, int height) {
        Planes photo = Planes.black(width, height, 3);
        Arrays.fill(photo.values(), 0.25f);
        return photo;
    }

    private static void paste(Planes plate, Planes photo) {
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < plate.height(); y++) {
                for (int x = 0; x < plate.width(); x++) {
                    int at = (c * photo.height() + TOP + y) * photo.width() + LEFT + x;
                    float opacity = plate.value(3, y, x);
                    photo.values()[at] += opacity * (plate.value(c, y, x) - photo.values()[at]);
                }
            }
        }
    }

    /** A plate of the USA with the name of its state, and what a picture of it is called. */
    private static Path american() throws IOException {
        Planes photo = dark(480, 360);
        paste(PlatePainter.paint(PlateKind.US, "ABC1234", 0.8, Seed.of(3), Optional.of("California")), photo);
        Path file = folder.resolve("american.png");
        Pictures.writePng(file, photo.toPicture(), Origin.real());
        return file;
    }

    @Test
    void aPlateIsFoundReadDrawnAndExplained() throws IOException {
        Path drawn = folder.resolve("drawn");
        Path why = folder.resolve("why");
        MainTest.Said said = MainTest.ganvas(
                "plates", photos, "--country", "cn", "--draw", drawn, "--explain", why, "--vote", "--json");
        assertThat(said.code()).as(said.err()).isZero();
        JsonNode answer = new ObjectMapper().readTree(said.out());
        assertThat(answer.at("/pictures/0/plates/0/text").asText()).isEqualTo("京A82654");
        assertThat(answer.at("/pictures/0/plates/0/region").asText()).isEqualTo("Beijing");
        assertThat(answer.at("/pictures/0/plates/0/letters")).hasSize(7);
        assertThat(answer.at("/pictures/0/plates/0/corners/0/0").asDouble()).isBetween(LEFT - 8.0, LEFT + 8.0);
        assertThat(answer.at("/pictures/1/plates")).isEmpty();
        assertThat(answer.at("/together/0/text").asText()).isEqualTo("京A82654");
        assertThat(PictureDecoder.decode(drawn.resolve("car.png")).width()).isEqualTo(320);
        assertThat(PictureDecoder.decode(why.resolve("car-plate1.png")).width()).isGreaterThan(300);
    }

    @Test
    void theOwnReaderReadsItToo() {
        MainTest.Said said = MainTest.ganvas("plates", photos, "--reader", "own");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).contains("京A82654", "cn_blue, Beijing", "empty.png: no plate");
    }

    @Test
    void theStateIsReadFromThePlate() throws IOException {
        MainTest.Said said = MainTest.ganvas("plates", american(), "--country", "us", "--json");
        assertThat(said.code()).as(said.err()).isZero();
        JsonNode plate = new ObjectMapper().readTree(said.out()).at("/pictures/0/plates/0");
        assertThat(plate.path("text").asText()).isEqualTo("ABC1234");
        assertThat(plate.path("region").asText()).isEqualTo("California");
        assertThat(plate.at("/state/confidence").asDouble()).isBetween(0.5, 1.0);
    }

    /** Restores whatever it is given to a picture that it has. */
    private record Fixed(Planes better) implements Restorer {
        @Override
        public int scale() {
            return 1;
        }

        @Override
        public int channels() {
            return 3;
        }

        @Override
        public Planes restore(Planes picture, double strength) {
            return better;
        }

        @Override
        public void close() {}
    }

    private static Planes front(String text) {
        Planes plate = PlatePainter.paint(PlateKind.CN_BLUE, text, 0.5, Seed.of(1));
        return new Planes(plate.width(), plate.height(), 3, Arrays.copyOf(plate.values(), 3 * plate.area()));
    }

    @Test
    void bothReadingsAreToldWhereTheRestoredOneDiffers() throws IOException {
        Planes photo = Planes.of(PictureDecoder.decode(photos.resolve("car.png")));
        try (PlateFinder finder = PlateFinder.open();
                PlateReader reader = PlateReader.open().of(Country.CN)) {
            Plate same = new PlateScan(finder, reader)
                    .restoredBy(new Fixed(front("京A82654")))
                    .scan(photo)
                    .get(0);
            assertThat(same.restored()).isEmpty();
            Plate other = new PlateScan(finder, reader)
                    .restoredBy(new Fixed(front("京A82674")))
                    .scan(photo)
                    .get(0);
            assertThat(other.reading().text()).isEqualTo("京A82654");
            assertThat(other.restored().orElseThrow().text()).isEqualTo("京A82674");
        }
    }

    /** A network that says one thing to all that is red, and has the contract of the one that is fetched. */
    @Test
    void aReaderOfTheWorldReadsWhatIsNotChinese() throws IOException {
        String alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_";
        Path network = folder.resolve("world.onnx");
        Files.write(network, TinyOnnx.plateReader(128, 64, alphabet, 2, "XYZ9876___", "XYZ9876___"));
        Path config = folder.resolve("world_plate_config.yaml");
        Files.writeString(config, TinyOnnx.plateConfig(alphabet, 10, "Utopia", "Utopia"));
        Path why = folder.resolve("why-world");
        Object[] asked = {
            "plates", american(), photos.resolve("car.png"), "--reader", "plate-ocr", "--reader-model", network
        };
        MainTest.Said said = MainTest.ganvas(with(asked, "--explain", why, "--vote", "--json"));
        assertThat(said.code()).as(said.err()).isZero();
        JsonNode answer = new ObjectMapper().readTree(said.out());
        JsonNode american = answer.at("/pictures/0/plates/0");
        assertThat(american.path("text").asText()).isEqualTo("XYZ9876");
        assertThat(american.path("reader").asText()).isEqualTo("world");
        assertThat(american.path("letters")).hasSize(7);
        assertThat(american.at("/looks_like/name").asText()).isEqualTo("Utopia");
        assertThat(american.path("region").asText()).isEqualTo("California");
        assertThat(answer.at("/pictures/1/plates/0/text").asText()).isEqualTo("京A82654");
        assertThat(answer.at("/together")).hasSize(2);
        assertThat(why.resolve("american-plate1.png")).exists();
        assertThat(MainTest.ganvas(asked).out()).contains("looks like Utopia");

        Files.writeString(config, TinyOnnx.plateConfig(alphabet.substring(1), 10));
        assertRefused(1, "world.onnx", asked);
        assertRefused(2, "Chinese", with(asked, "--country", "cn"));
        assertRefused(2, "--reader plate-ocr", "plates", photos, "--reader-model", network);
    }

    /** A network that finds a plate where the Chinese one was pasted; the photograph stands in the middle of 384 x 384. */
    @Test
    void aDetectorOfOthersFindsForTheSameReaders() throws IOException {
        float scale = 384 / 320f;
        float top = (384 - 240 * scale) / 2;
        byte[] network = TinyOnnx.plateDetector(
                0, LEFT * scale, TOP * scale + top, (LEFT + 141) * scale, (TOP + 45) * scale + top, 0, 2.5f);
        Path file = Files.write(folder.resolve("boxes.onnx"), network);
        MainTest.Said said = MainTest.ganvas("plates", photos.resolve("car.png"), "--finder-model", file);
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).contains("京A82654");
        Files.writeString(file, "no network");
        assertRefused(1, "boxes.onnx", "plates", photos, "--finder-model", file);
    }

    @Test
    void whatFetchesTheNetworksOfOthersIsSaid() {
        String before = System.getProperty("ganvas.models");
        System.setProperty("ganvas.models", folder.resolve("nothing-fetched").toString());
        try {
            assertRefused(2, "ganvas models pull plate-ocr", "plates", photos, "--reader", "plate-ocr");
            assertRefused(2, "ganvas models pull lpd-yunet", "plates", photos, "--finder-model", "lpd-yunet");
        } finally {
            if (before == null) {
                System.clearProperty("ganvas.models");
            } else {
                System.setProperty("ganvas.models", before);
            }
        }
    }

    private static Object[] with(Object[] asked, Object... more) {
        return Stream.concat(Stream.of(asked), Stream.of(more)).toArray();
    }

    @Test
    void whatCannotBeIsRefusedInALine() throws IOException {
        assertRefused(2, "there is no", "plates", folder.resolve("nowhere"));
        assertRefused(2, "--threshold", "plates", photos, "--threshold", 1);
        assertRefused(2, "--least", "plates", photos, "--least", 2);
        assertRefused(2, "country", "plates", photos, "--country", "xx");
        Path bad = Files.createDirectories(folder.resolve("bad"));
        Files.writeString(bad.resolve("a.png"), "no picture");
        MainTest.Said said = MainTest.ganvas("plates", bad);
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("a.png");
        Path text = Files.writeString(folder.resolve("model.ganvas"), "no model");
        assertRefused(1, "model.ganvas", "plates", photos, "--reader-model", text);
    }

    @Test
    void textIsReadByTheSameVerbAsObjects() throws IOException {
        MainTest.Said said = MainTest.ganvas("recognize", photos, "--what", "text", "--json");
        assertThat(said.code()).as(said.err()).isZero();
        JsonNode answer = new ObjectMapper().readTree(said.out());
        assertThat(answer.at("/pictures/0/lines/0/text").asText()).contains("82654");
        assertThat(answer.at("/pictures/1/lines")).isEmpty();
        assertRefused(2, "--csv", "recognize", photos, "--what", "text", "--csv");
        Path drawn = folder.resolve("text");
        assertThat(MainTest.ganvas("recognize", photos, "--what", "text", "--draw", drawn)
                        .code())
                .isZero();
        assertThat(drawn.resolve("car.png")).exists();
    }

    private static void assertRefused(int code, String word, Object... arguments) {
        MainTest.Said said = MainTest.ganvas(arguments);
        assertThat(said.code()).isEqualTo(code);
        assertThat(said.err().toLowerCase(Locale.ROOT)).contains(word.toLowerCase(Locale.ROOT));
        assertThat(said.err().strip().lines()).hasSizeLessThanOrEqualTo(3);
    }
}
