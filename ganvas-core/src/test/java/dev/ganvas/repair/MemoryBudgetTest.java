package dev.ganvas.repair;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.UsageException;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterHeader;
import dev.ganvas.image.raster.RasterReader;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.network.NetworkShape;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    /** What it says is enough is enough, and less is not. */
    @Test
    void saysHowMuchThereShouldBe() {
        RasterReader picture = RasterReader.of(Raster.black(RasterHeader.of(4000, 1000, 3, 8)));
        NetworkShape shape = NetworkShape.unet(0, 16);
        try (RepairNetwork network =
                new RepairNetwork(new RepairModel(RepairKind.DEBLUR, shape, false), shape.build(Seed.of(1)))) {
            List<RepairNetwork> networks = List.of(network, network);
            assertThatThrownBy(() -> new MemoryBudget(100 << 20).share(picture, networks))
                    .isInstanceOf(UsageException.class)
                    .hasMessageMatching(
                            "A picture of 4000x1000 pixels takes at least [\\d,]+ MB, more than the 100 MB .*");
            long enough = enough(picture, networks);
            assertThatCode(() -> new MemoryBudget(enough).share(picture, networks))
                    .doesNotThrowAnyException();
            assertThatThrownBy(() -> new MemoryBudget(enough - (2 << 20)).share(picture, networks))
                    .isInstanceOf(UsageException.class);
        }
    }

    private static long enough(RasterReader picture, List<RepairNetwork> networks) {
        try {
            new MemoryBudget(1).share(picture, networks);
            return 1;
        } catch (UsageException e) {
            Matcher figure = Pattern.compile("at least ([\\d,]+) MB").matcher(e.getMessage());
            if (!figure.find()) {
                throw new AssertionError(e);
            }
            return Long.parseLong(figure.group(1).replace(",", "")) << 20;
        }
    }
}
