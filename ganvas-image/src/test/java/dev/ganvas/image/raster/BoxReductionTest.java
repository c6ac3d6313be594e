package dev.ganvas.image.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.ganvas.image.Picture;
import dev.ganvas.image.Planes;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BoxReductionTest {
    @Test
    void boxesAreAveragedAndThoseAtTheEdgeAreSmaller() {
        Raster raster = Raster.black(RasterHeader.of(5, 3, 1, 16));
        float[] values = {0, 1, 0.2f, 0.4f, 0.5f, 0.5f, 0.5f, 0.2f, 0.4f, 0.7f, 1, 0, 0.6f, 0.6f, 0.1f};
        raster.put(0, 0, new Planes(5, 3, 1, values));
        Raster reduced = BoxReduction.of(raster, 2);
        assertThat(reduced.header()).isEqualTo(raster.header().sized(3, 2));
        float[] wanted = {0.5f, 0.3f, 0.6f, 0.5f, 0.6f, 0.1f};
        for (int i = 0; i < wanted.length; i++) {
            assertThat(reduced.sample(i % 3, i / 3, 0) / 65535f).isCloseTo(wanted[i], offset(2e-5f));
        }
        assertThat(BoxReduction.of(raster, 1)).isSameAs(raster);
    }

    @Test
    void theFactorBringsTheLongerSideWithinTheLimit() {
        Raster raster = Raster.black(RasterHeader.of(100, 301, 3, 8));
        assertThat(BoxReduction.factorTo(301, raster)).isEqualTo(1);
        assertThat(BoxReduction.factorTo(300, raster)).isEqualTo(2);
        assertThat(BoxReduction.factorTo(100, raster)).isEqualTo(4);
    }

    @Test
    void aJpegInMemoryIsReadAgain() throws IOException {
        byte[] grey = new byte[40 * 30];
        Arrays.fill(grey, (byte) 120);
        Raster read = RasterFile.read(RasterFile.jpeg(new Picture(40, 30, 1, grey), 90), "grey");
        assertThat(read.header())
                .extracting(RasterHeader::width, RasterHeader::channels)
                .containsExactly(40, 1);
        assertThat(read.sample(7, 7, 0)).isBetween(118, 122);
    }
}
