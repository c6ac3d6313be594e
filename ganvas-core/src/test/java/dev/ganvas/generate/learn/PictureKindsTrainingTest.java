package dev.ganvas.generate.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.data.DrawnPictures;
import dev.ganvas.data.PictureChoice;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.PixelLayout;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.generate.Generator;
import dev.ganvas.image.Channels;
import dev.ganvas.image.Fit;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureSize;
import dev.ganvas.image.Pictures;
import dev.ganvas.random.Seed;
import dev.ganvas.train.Budget;
import dev.ganvas.train.RunSettings;
import dev.ganvas.train.Training;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings of a few steps on pictures that are not square, in grey, and with opacity. */
class PictureKindsTrainingTest {
    private static final int COLOUR_TYPE_AT = 25;
    private static final PictureSize WIDE = new PictureSize(48, 32);

    @TempDir
    Path folder;

    private Picture drawnAfterTraining(PictureSource source, PixelLayout expected, int pngColourType)
            throws IOException {
        RunSettings run = RunSettings.of(Budget.images("480"))
                .withPictures(PictureChoice.AUTO.withSize(expected.size()).withFit(expected.fit()))
                .withPrecision(Precision.FP32);
        Training.Result result = Training.of(
                        source, new GanSettings("modern", run, false, false, GanSettings.Overrides.NONE))
                .cachedIn(folder.resolve("cache"))
                .start(folder.resolve("run"));
        try (Generator generator = Generator.open(result.last())) {
            assertThat(generator.layout()).isEqualTo(expected);
            Picture drawn = generator.sample(1, Seed.of(3)).get(0);
            assertThat(drawn.width()).isEqualTo(48);
            assertThat(drawn.height()).isEqualTo(32);
            assertThat(drawn.channels()).isEqualTo(expected.channels().count());
            assertThat(Pictures.png(drawn, Map.of())[COLOUR_TYPE_AT]).isEqualTo((byte) pngColourType);
            return drawn;
        }
    }

    @Test
    void aGreySetIsLearnedInGrey() throws IOException {
        drawnAfterTraining(DrawnPictures.grey(40), new PixelLayout(WIDE, Fit.STRETCH, Channels.GREY), 0);
    }

    @Test
    void aSetOfCutOutsIsLearnedWithItsOpacity() throws IOException {
        Picture drawn = drawnAfterTraining(
                DrawnPictures.cutOut(40, 40), new PixelLayout(WIDE, Fit.PAD, Channels.RGBA), 6);
        // The left half is always transparent, the middle of the right half never.
        double left = opacity(drawn, 10, 22);
        double right = opacity(drawn, 26, 38);
        assertThat(left).isLessThan(right - 20);
    }

    private static double opacity(Picture picture, int from, int to) {
        double sum = 0;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = from; x < to; x++) {
                sum += picture.pixels()[4 * (y * picture.width() + x) + 3] & 0xff;
            }
        }
        return sum / picture.height() / (to - from);
    }
}
