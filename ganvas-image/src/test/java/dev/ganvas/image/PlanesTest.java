package dev.ganvas.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.UsageException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PlanesTest {
    @Property(tries = 100)
    void aPictureSurvivesTheTrip(
            @ForAll @IntRange(min = 1, max = 9) int width,
            @ForAll @IntRange(min = 1, max = 9) int height,
            @ForAll @IntRange(min = 0, max = 2) int kind,
            @ForAll byte first) {
        int channels = new int[] {1, 3, 4}[kind];
        byte[] pixels = new byte[width * height * channels];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (first + 37 * i);
        }
        Planes planes = Planes.of(new Picture(width, height, channels, pixels));
        assertThat(planes.toPicture().pixels()).isEqualTo(pixels);
        Planes part = planes.crop(width / 2, height / 2, width - width / 2, height - height / 2);
        assertThat(part.value(channels - 1, 0, 0)).isEqualTo(planes.value(channels - 1, height / 2, width / 2));
        assertThat(planes.channel(channels - 1).value(0, height - 1, width - 1))
                .isEqualTo(planes.value(channels - 1, height - 1, width - 1));
        assertThatThrownBy(() -> planes.crop(1, 0, width, 1)).isInstanceOf(UsageException.class);
    }
}
