package dev.ganvas.train.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.image.label.WrittenLabel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelapseTest {
    @TempDir
    Path folder;

    private void sample(int images, int side, int level) throws IOException {
        byte[] rgb = new byte[3 * side * side];
        Arrays.fill(rgb, (byte) level);
        Pictures.writePng(
                folder.resolve("samples").resolve(String.format("%012d.png", images)),
                new Picture(side, side, rgb),
                Origin.real());
    }

    @Test
    void samplesOfOneSizeFollowEachOtherInTheOrderOfTrainingAndTheReportShowsThem() throws IOException {
        sample(0, 6, 10);
        sample(20_000, 6, 250);
        sample(1000, 6, 90);
        sample(500, 4, 0);
        Files.writeString(folder.resolve("samples/000000000700.png"), "\u0089PNG that is none");
        Timelapse.write(folder, Origin.generated());
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream in =
                ImageIO.createImageInputStream(folder.resolve(Timelapse.FILE).toFile())) {
            reader.setInput(in);
            assertThat(reader.getNumImages(true)).isEqualTo(3);
            int[] levels = {10, 90, 250};
            for (int i = 0; i < 3; i++) {
                assertThat(reader.read(i).getRGB(3, 3) & 0xff).isEqualTo(levels[i]);
            }
        } finally {
            reader.dispose();
        }
        assertThat(WrittenLabel.of(folder.resolve(Timelapse.FILE)).sourceType()).isEqualTo("trainedAlgorithmicMedia");
        Timelapse.write(folder, Origin.real());
        assertThat(WrittenLabel.of(folder.resolve(Timelapse.FILE)).packets()).isEmpty();
        Report.write(folder);
        assertThat(Files.readString(folder.resolve("report.html"))).contains("data:image/gif;base64,");
    }

    @Test
    void oneSampleMakesNoFilm() throws IOException {
        sample(0, 6, 10);
        Timelapse.write(folder, Origin.generated());
        assertThat(folder.resolve(Timelapse.FILE)).doesNotExist();
    }
}
