package dev.ganvas.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.image.Bicubic;
import dev.ganvas.image.Planes;
import dev.ganvas.image.raster.OpacityPlanes;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterHeader;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.network.NetworkShape;
import dev.ganvas.repair.network.RestorationNetwork;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A network that has learned nothing changes nothing, or enlarges as bicubic interpolation does. */
class RasterRepairTest {
    private static Raster random(int channels, int bits) {
        Raster raster = Raster.black(RasterHeader.of(37, 29, channels, bits));
        Planes planes = Planes.black(37, 29, channels);
        RandomStream stream = Seed.of(channels + bits).stream();
        for (int i = 0; i < planes.values().length; i++) {
            planes.values()[i] = (float) stream.nextDouble();
        }
        raster.put(0, 0, planes);
        return raster;
    }

    private static RepairNetwork network(RepairKind kind, NetworkShape shape) {
        return new RepairNetwork(new RepairModel(kind, shape, false), shape.build(Seed.of(1)));
    }

    @ParameterizedTest
    @CsvSource({"1,8", "2,8", "3,8", "4,8", "1,16", "2,16", "3,16", "4,16"})
    void whatIsNotChangedStaysToTheBit(int channels, int bits) {
        Raster raster = random(channels, bits);
        float[] before = OpacityPlanes.bled(raster.planes()).values();
        long[] rows = new long[1];
        IntConsumer listener = done -> rows[0] = done;
        try (RepairNetwork network =
                network(RepairKind.DENOISE, NetworkShape.unet(1, 4)).within(1 << 20)) {
            RasterRepair.inPlace(network, raster, 0.1, 1, listener);
        }
        assertThat(raster.planes().values()).isEqualTo(before);
        assertThat(rows[0]).isEqualTo(29);
    }

    @ParameterizedTest
    @CsvSource({"1,8", "2,16", "3,16", "4,8"})
    void enlargingKeepsKindAndOpacity(int channels, int bits) {
        Raster raster = random(channels, bits);
        Planes wanted = Bicubic.scale(OpacityPlanes.bled(raster.planes()), 2);
        Raster larger;
        try (RepairNetwork network = network(RepairKind.SUPERRES, NetworkShape.srvgg(4, 1, 2))) {
            larger = RasterRepair.enlarged(network, raster, done -> {});
        }
        assertThat(larger.header()).isEqualTo(raster.header().sized(74, 58));
        float[] found = larger.planes().values();
        for (int i = 0; i < found.length; i++) {
            float cut = Math.max(0, Math.min(1, wanted.values()[i]));
            assertThat(found[i]).isCloseTo(cut, offset(bits == 8 ? 0.6f / 255 : 2e-5f));
        }
    }

    @Test
    void halfTheStrengthIsHalfTheChange() {
        Raster raster = random(3, 16);
        Planes before = raster.planes();
        NetworkShape shape = NetworkShape.unet(0, 4);
        RestorationNetwork brightener = shape.build(Seed.of(1));
        try (Scope scope = Scope.open();
                RepairNetwork network =
                        new RepairNetwork(new RepairModel(RepairKind.DEBLUR, shape, false), brightener)) {
            brightener.namedTensors().get("last.bias").copyFrom(Tensor.full(0.1, DType.F32, 3));
            RasterRepair.inPlace(network, raster, 0, 0.5, done -> {});
        }
        float[] after = raster.planes().values();
        for (int i = 0; i < after.length; i++) {
            assertThat(after[i]).isCloseTo(Math.min(1, before.values()[i] + 0.05f), offset(2e-5f));
        }
    }
}
