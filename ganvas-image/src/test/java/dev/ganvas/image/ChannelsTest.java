package dev.ganvas.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.UsageException;
import dev.ganvas.image.label.Origin;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ChannelsTest {
    private static final int COLOUR_TYPE_AT = 25;

    /** A coloured picture that grows opaque to the right, invisible in its first column. */
    private static Picture fading(int width, int height) {
        Picture colours = PictureFiles.gradient(width, height);
        byte[] rgba = Channels.RGBA.of(colours).pixels();
        for (int i = 0; i < width * height; i++) {
            rgba[4 * i + 3] = (byte) (255 * (i % width) / (width - 1));
        }
        return new Picture(width, height, 4, rgba);
    }

    private static Picture grey(int width, int height) {
        return Channels.GREY.of(PictureFiles.gradient(width, height));
    }

    @Test
    void greyIsShownAsThreeEqualValuesAndComesBackUnchanged() {
        Picture grey = grey(9, 7);
        assertThat(grey.pixels()).hasSize(63);
        assertThat(grey.rgb()).hasSize(189);
        assertThat(grey.rgb()[3 * 20 + 1]).isEqualTo(grey.pixels()[20]);
        assertThat(Channels.GREY.of(grey.toRgb()).pixels()).isEqualTo(grey.pixels());
    }

    @Test
    void whatIsTransparentIsShownOnWhite() {
        Picture picture = new Picture(2, 1, 4, new byte[] {0, 100, (byte) 200, 0, 0, 100, (byte) 200, (byte) 255});
        assertThat(picture.rgb()).containsExactly(-1, -1, -1, 0, 100, (byte) 200);
        assertThat(Channels.GREY.of(picture).pixels()[0]).isEqualTo((byte) 255);
        assertThat(Opacity.isNeeded(picture)).isTrue();
        assertThat(Opacity.isNeeded(Channels.RGBA.of(picture.toRgb()))).isFalse();
    }

    @Test
    void pngKeepsGreyAndOpacity() throws Exception {
        for (Picture picture : List.of(grey(21, 13), PictureFiles.gradient(21, 13), fading(21, 13))) {
            byte[] png = Pictures.png(picture, Origin.real());
            Picture back = PictureDecoder.decodeWithOpacity(png, "it.png");
            int type = Map.of(1, 0, 3, 2, 4, 6).get(picture.channels());
            assertThat(png[COLOUR_TYPE_AT]).isEqualTo((byte) type);
            assertThat(back.channels()).isEqualTo(picture.channels() == 4 ? 4 : 3);
            assertThat(Channels.of(picture.channels()).of(back).pixels()).isEqualTo(picture.pixels());
            assertThat(PictureDecoder.decode(png, "it.png").rgb()).isEqualTo(picture.rgb());
        }
    }

    @Test
    void animationsKeepOpacityAsPngAndShowItOnWhiteAsGif() throws Exception {
        Picture picture = fading(12, 12);
        Animation animation = Animation.steady(List.of(picture, picture), 100);
        assertThat(PictureDecoder.decodeWithOpacity(animation.apng(Origin.real()), "it.png")
                        .pixels())
                .isEqualTo(picture.pixels());
        assertThat(PictureDecoder.decode(animation.gif(Origin.real()), "it.gif").rgb()[0])
                .isEqualTo((byte) 255);
        assertThatThrownBy(() -> Animation.steady(List.of(picture, picture.toRgb()), 100))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("channels");
    }

    @Test
    void invisibleColoursDoNotBleedIntoEdgesWhenResized() {
        byte[] rgba = new byte[4 * 16 * 16];
        for (int i = 0; i < 256; i++) {
            boolean seen = i % 16 < 7;
            rgba[4 * i] = (byte) (seen ? 200 : 0);
            rgba[4 * i + 1] = (byte) (seen ? 0 : 255);
            rgba[4 * i + 3] = (byte) (seen ? 255 : 0);
        }
        Picture small = Pictures.resize(new Picture(16, 16, 4, rgba), 8, 8);
        for (int i = 0; i < 64; i++) {
            int opacity = small.pixels()[4 * i + 3] & 0xff;
            if (opacity > 8) {
                // Lanczos overshoots by some hundredths beside an edge.
                assertThat(small.pixels()[4 * i] & 0xff).isBetween(180, 220);
                assertThat(small.pixels()[4 * i + 1] & 0xff).isLessThan(8);
            }
        }
        assertThat(small.pixels()[4 * 3 + 3] & 0xff).as("the edge").isBetween(100, 155);
    }

    @Property(tries = 300)
    void coloursSurviveBeingMultipliedByOpacityAsWellAsTheyCan(
            @ForAll @IntRange(max = 255) int colour, @ForAll @IntRange(min = 1, max = 255) int opacity) {
        Picture picture = new Picture(1, 1, 4, new byte[] {(byte) colour, 0, (byte) 255, (byte) opacity});
        byte[] multiplied = Opacity.premultiplied(picture);
        assertThat(multiplied[0] & 0xff).isLessThanOrEqualTo(opacity);
        Picture back = Opacity.straight(1, 1, 4, multiplied.clone());
        assertThat(Math.abs((back.pixels()[0] & 0xff) - colour)).isLessThanOrEqualTo(255 / opacity / 2 + 1);
        assertThat(Opacity.premultiplied(back)).isEqualTo(multiplied);
    }

    @Test
    void colourAboveOpacityIsCutOffAndInvisiblePixelsTakeTheirNeighboursColour() {
        byte[] drawn = {100, 0, 0, 50, 9, 9, 9, 0, 9, 9, 9, 0};
        assertThat(Opacity.straight(3, 1, 4, drawn).pixels())
                .containsExactly((byte) 255, 0, 0, 50, (byte) 255, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void aPictureHasOneThreeOrFourChannelsAndAsManyBytes() {
        assertThatThrownBy(() -> new Picture(2, 2, 2, new byte[8])).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new Picture(2, 2, 4, new byte[12]))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("16 bytes, not 12");
        assertThatThrownBy(() -> Channels.parse("cmyk")).hasMessage("channels must be grey, rgb or rgba, not cmyk");
    }
}
