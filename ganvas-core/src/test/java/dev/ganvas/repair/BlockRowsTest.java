package dev.ganvas.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.ganvas.image.Bicubic;
import dev.ganvas.image.Planes;
import dev.ganvas.image.raster.OpacityPlanes;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import dev.ganvas.vision.RowSource;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockRowsTest {
    private static Planes random(int width, int height, int channels) {
        Planes planes = Planes.black(width, height, channels);
        RandomStream stream = Seed.of(height).stream();
        for (int i = 0; i < planes.values().length; i++) {
            planes.values()[i] = (float) stream.nextDouble();
        }
        return planes;
    }

    private static Planes all(RowSource rows) throws IOException {
        Planes all = Planes.black(rows.width(), rows.height(), rows.channels());
        for (int done = 0, count = 1; done < rows.height(); done += count) {
            count = Math.min(count + 5, rows.height() - done);
            rows.next(count).copyInto(all, 0, done);
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource({"2,1,7,150", "4,1,5,97", "3,4,12,400", "3,1,1,1", "1,2,8,300", "3,4,4,4"})
    void resizedIsAsTheWhole(int by, int over, int width, int height) throws IOException {
        Planes planes = random(width, height, 2);
        Planes whole = Bicubic.resize(planes, width * by / over, height * by / over);
        Planes rows = all(BlockRows.resized(RowSource.of(planes), by, over));
        assertThat(rows.height()).isEqualTo(whole.height());
        for (int i = 0; i < whole.values().length; i++) {
            assertThat(rows.values()[i]).isCloseTo(whole.values()[i], offset(1e-6f));
        }
    }

    /** Visible colours stay to the bit, also across blocks; those beside them are of their neighbourhood. */
    @Test
    void bledColoursAreThoseOfTheNeighbourhood() throws IOException {
        Planes planes = Planes.black(9, 700, 4);
        int area = planes.area();
        for (int i = 0; i < area; i++) {
            boolean seen = i / 9 < 191 || i / 9 >= 500;
            planes.values()[i] = seen ? 0.75f : 0.1f;
            planes.values()[3 * area + i] = seen ? 1 : 0;
        }
        Planes bled = all(BlockRows.bled(RowSource.of(planes)));
        for (int row : new int[] {0, 190, 191, 230, 254, 470, 499, 500, 699}) {
            assertThat(bled.value(0, row, 4)).as("row %d", row).isCloseTo(0.75f, offset(1e-5f));
        }
        assertThat(bled.channel(3).values()).isEqualTo(planes.channel(3).values());
        Planes small = random(9, 100, 4);
        assertThat(all(BlockRows.bled(RowSource.of(small))).values())
                .isEqualTo(OpacityPlanes.bled(small).values());
    }
}
