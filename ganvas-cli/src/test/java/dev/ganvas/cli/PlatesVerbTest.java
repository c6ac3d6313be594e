package dev.ganvas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.Planes;
import dev.ganvas.image.label.Origin;
import dev.ganvas.plates.PlateKind;
import dev.ganvas.plates.render.PlatePainter;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
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
        Planes photo = Planes.black(320, 240, 3);
        Arrays.fill(photo.values(), 0.25f);
        Pictures.writePng(photos.resolve("empty.png"), photo.toPicture(), Origin.real());
        Planes plate = PlatePainter.paint(PlateKind.CN_BLUE, "京A82654", 0.32, Seed.of(1));
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < plate.height(); y++) {
                for (int x = 0; x < plate.width(); x++) {
                    int at = (c * 240 + TOP + y) * 320 + LEFT + x;
                    float opacity = plate.value(3, y, x);
                    photo.values()[at] += opacity * (plate.value(c, y, x) - photo.values()[at]);
                }
            }
        }
        Pictures.writePng(photos.resolve("car.png"), photo.toPicture(), Origin.real());
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
