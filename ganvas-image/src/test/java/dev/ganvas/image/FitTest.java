package dev.ganvas.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.UsageException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FitTest {
    private static final PictureSize WIDE = new PictureSize(96, 64);

    private static int value(Picture picture, int x, int y, int channel) {
        return picture.pixels()[picture.channels() * (y * picture.width() + x) + channel] & 0xff;
    }

    @Property(tries = 100)
    void everyFitGivesTheSizeAskedFor(
            @ForAll @IntRange(min = 1, max = 200) int width,
            @ForAll @IntRange(min = 1, max = 200) int height,
            @ForAll @IntRange(min = 1, max = 60) int toWidth,
            @ForAll @IntRange(min = 1, max = 60) int toHeight,
            @ForAll Fit fit,
            @ForAll Channels channels) {
        Picture fitted =
                fit.apply(channels.of(PictureFiles.gradient(width, height)), new PictureSize(toWidth, toHeight));
        assertThat(fitted.width()).isEqualTo(toWidth);
        assertThat(fitted.height()).isEqualTo(toHeight);
        assertThat(fitted.channels()).isEqualTo(channels.count());
    }

    @Test
    void cropKeepsTheMiddleInProportion() {
        Picture cropped = Fit.CROP.apply(PictureFiles.gradient(400, 64), WIDE);
        assertThat(value(cropped, 0, 0, 0)).isBetween(255 * 152 / 399 - 1, 255 * 152 / 399 + 1);
        assertThat(value(cropped, 95, 0, 0)).isBetween(255 * 247 / 399 - 1, 255 * 247 / 399 + 1);
        assertThat(value(cropped, 0, 63, 1)).isEqualTo(255);
    }

    @Test
    void stretchKeepsAllOfIt() {
        Picture stretched = Fit.STRETCH.apply(PictureFiles.gradient(400, 64), WIDE);
        assertThat(value(stretched, 0, 0, 0)).isLessThan(3);
        assertThat(value(stretched, 95, 0, 0)).isGreaterThan(252);
    }

    @Test
    void padKeepsAllOfItWithAMarginInTheColourOfItsRim() {
        Picture padded = Fit.PAD.apply(PictureFiles.gradient(192, 64), WIDE);
        assertThat(value(padded, 1, 32, 0)).isLessThan(8);
        assertThat(value(padded, 94, 32, 0)).isGreaterThan(247);
        assertThat(value(padded, 0, 15, 0)).isEqualTo(value(padded, 95, 48, 0)).isBetween(120, 135);
        assertThat(value(padded, 0, 16, 1)).as("the first row of the picture").isLessThan(5);
    }

    @Test
    void padIsTransparentWhereThereIsOpacity() {
        Picture padded = Fit.PAD.apply(Channels.RGBA.of(PictureFiles.gradient(64, 192)), WIDE);
        assertThat(value(padded, 0, 32, 3)).isZero();
        assertThat(value(padded, 48, 0, 3)).isEqualTo(255);
    }

    @Test
    void sizesAndFitsAreReadAsTheyAreWritten() {
        assertThat(PictureSize.parse("64")).isEqualTo(PictureSize.square(64)).hasToString("64");
        assertThat(PictureSize.parse("96x64")).isEqualTo(WIDE).hasToString("96x64");
        for (String wrong : new String[] {"", "x", "64x", "-3", "1e3", "99999999999", "64X96"}) {
            assertThatThrownBy(() -> PictureSize.parse(wrong)).isInstanceOf(UsageException.class);
        }
        assertThat(Fit.parse("pad")).isEqualTo(Fit.PAD);
        assertThatThrownBy(() -> Fit.parse("squeeze")).hasMessage("fit must be crop, pad or stretch, not squeeze");
    }
}
