package dev.ganvas.image.tone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.error.UsageException;
import dev.ganvas.image.Planes;
import org.junit.jupiter.api.Test;

class SmallCopyTest {
    private static Planes ramp(int width, int height) {
        Planes planes = Planes.black(width, height, 3);
        for (int i = 0; i < planes.values().length; i++) {
            planes.values()[i] = (float) i / planes.values().length;
        }
        return planes;
    }

    @Test
    void eachPixelIsTheMeanOfARectangle() {
        Planes picture = ramp(8, 4);
        Planes small = SmallCopy.of(picture, 2);
        assertThat(small.width()).isEqualTo(4);
        assertThat(small.height()).isEqualTo(2);
        float mean =
                (picture.value(1, 2, 4) + picture.value(1, 2, 5) + picture.value(1, 3, 4) + picture.value(1, 3, 5)) / 4;
        assertThat(small.value(1, 1, 2)).isCloseTo(mean, within(1e-6f));
    }

    @Test
    void rowsAsTheyComeAreTheWholePicture() {
        Planes picture = ramp(37, 101);
        SmallCopy copy = new SmallCopy(37, 101, 3, 16);
        for (int top = 0; top < 101; top += 10) {
            copy.add(picture.crop(0, top, 37, Math.min(10, 101 - top)));
        }
        assertThat(copy.planes().values()).isEqualTo(SmallCopy.of(picture, 16).values());
    }

    @Test
    void smallPicturesStayAndLongOnesAreBounded() {
        assertThat(SmallCopy.of(ramp(3, 2), 64).values()).isEqualTo(ramp(3, 2).values());
        assertThat(SmallCopy.of(ramp(1, 1), 64).values()).isEqualTo(ramp(1, 1).values());
        assertThat(SmallCopy.of(ramp(5000, 1), 64).width()).isEqualTo(1024);
    }

    @Test
    void anUnfinishedCopyIsRefused() {
        SmallCopy copy = new SmallCopy(3, 3, 3, 2);
        copy.add(ramp(3, 2));
        assertThatThrownBy(copy::planes).isInstanceOf(UsageException.class).hasMessageContaining("2 of 3");
        assertThatThrownBy(() -> copy.add(ramp(3, 2))).isInstanceOf(UsageException.class);
    }
}
