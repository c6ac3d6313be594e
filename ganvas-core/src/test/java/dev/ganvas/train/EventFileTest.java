package dev.ganvas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.UsageException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
    @TempDir
    Path folder;

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void checksumIsThatOfTheStandardMasked() {
        // CRC-32C of "123456789" is 0xe3069283 (RFC 3720); TFRecord rotates it right by 15 and adds 0xa282ead8.
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
        int rotated = 0xe3069283 >>> 15 | 0xe3069283 << 17;
        assertThat(EventFile.maskedCrc(digits, 0, 9)).isEqualTo(rotated + 0xa282ead8);
    }

    @Test
    void scalarsAndPicturesCanBeReadBack() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(7, 5, BufferedImage.TYPE_INT_ARGB), "png", png);
        try (EventFile file = EventFile.start(folder, 0)) {
            file.scalar("loss/generator", 64, 0.75);
            file.image("samples", 5_000_000_000L, png.toByteArray());
        }
        List<EventReader.Message> events = EventReader.read(files().get(0));
        assertThat(events).hasSize(4);
        assertThat(events.get(0).string(3)).isEqualTo("brain.Event:2");
        assertThat((Double) events.get(0).fields().get(1)).isGreaterThan(1.6e9);
        EventReader.Message scalar = events.get(2).message(5).message(1);
        assertThat(events.get(2).number(2)).isEqualTo(64);
        assertThat(scalar.string(1)).isEqualTo("loss/generator");
        assertThat(scalar.fields().get(2)).isEqualTo(0.75f);
        EventReader.Message image = events.get(3).message(5).message(1).message(4);
        assertThat(events.get(3).number(2)).isEqualTo(5_000_000_000L);
        assertThat(image.number(1)).isEqualTo(5);
        assertThat(image.number(2)).isEqualTo(7);
        assertThat(image.number(3)).isEqualTo(4);
        assertThat(image.fields().get(4)).isEqualTo(png.toByteArray());
    }

    @Test
    void aResumedRunStartsAFileThatPurgesWhatLiesBeyond() throws IOException {
        EventFile.start(folder, 0).close();
        EventFile.start(folder, 640).close();
        assertThat(files()).hasSize(2);
        EventReader.Message fresh = EventReader.read(files().get(0)).get(1);
        EventReader.Message resumed = EventReader.read(files().get(1)).get(1);
        assertThat(fresh.number(2)).isZero();
        // A session record with status START at the first step to forget.
        assertThat(resumed.message(7).number(1)).isEqualTo(1);
        assertThat(resumed.number(2)).isEqualTo(641);
    }

    @Test
    void whatIsWrittenIsThereBeforeClosing() throws IOException {
        try (EventFile file = EventFile.start(folder, 0)) {
            file.scalar("kd", 1, Double.NaN);
            assertThat(EventReader.read(files().get(0))).hasSize(3);
        }
    }

    @Test
    void refusesWhatIsNoPng() throws IOException {
        try (EventFile file = EventFile.start(folder, 0)) {
            assertThatThrownBy(() -> file.image("samples", 1, new byte[64]))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("samples");
        }
    }
}
