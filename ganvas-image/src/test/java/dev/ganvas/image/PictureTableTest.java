package dev.ganvas.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ganvas.error.UsageException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PictureTableTest {
    private static final Picture CELL = new Picture(32, 32, new byte[3 * 32 * 32]);
    private static final List<Picture> FOUR = Collections.nCopies(4, CELL);

    @Test
    void namesStandBesideAndThePicturesStayWhatTheyWere() {
        PictureTable table = new PictureTable(FOUR, 2, List.of("cat", "automobile"), List.of("cat", "automobile"));
        Picture plain = table.plain();
        Optional<Picture> named = table.named();
        assumeThat(named).as("this computer has a font").isPresent();
        int left = named.get().width() - plain.width();
        int top = named.get().height() - plain.height();
        assertThat(left).isPositive();
        assertThat(top).as("a long name runs upwards").isGreaterThan(32);
        for (int y = 0; y < plain.height(); y++) {
            for (int x = 0; x < 3 * plain.width(); x++) {
                assertThat(named.get().rgb()[3 * ((y + top) * named.get().width() + left) + x])
                        .isEqualTo(plain.rgb()[3 * y * plain.width() + x]);
            }
        }
        assertThat(darkest(named.get(), left)).as("letters left of the rows").isLessThan(120);
    }

    private static int darkest(Picture picture, int left) {
        int least = 255;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < 3 * left; x++) {
                least = Math.min(least, picture.rgb()[3 * y * picture.width() + x] & 0xff);
            }
        }
        return least;
    }

    @Test
    void aTableWithoutNamesIsPlain() {
        PictureTable table = new PictureTable(FOUR, 2, List.of(), List.of());
        assertThat(table.named().orElseThrow().rgb()).isEqualTo(table.plain().rgb());
    }

    @Test
    void lettersThatNoFontHasLeaveTheTableWithoutNames() {
        assertThat(new PictureTable(FOUR, 2, List.of("a", "\uFFFF"), List.of()).named())
                .isEmpty();
    }

    @Test
    void namesAreAsManyAsRows() {
        assertThatThrownBy(() -> new PictureTable(FOUR, 2, List.of("cat"), List.of()))
                .isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new PictureTable(FOUR, 3, List.of(), List.of("cat")))
                .isInstanceOf(UsageException.class);
    }
}
