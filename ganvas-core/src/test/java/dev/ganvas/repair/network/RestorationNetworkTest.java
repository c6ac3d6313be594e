package dev.ganvas.repair.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.UsageException;
import dev.ganvas.random.Seed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What networks that restore know of themselves, against what they do. */
class RestorationNetworkTest {
    private static final NetworkShape SMALL_UNET = new NetworkShape(NetworkShape.Family.UNET, 3, 3, 4, 2, 1);

    private static final NetworkShape SMALL_HOLE_UNET = new NetworkShape(NetworkShape.Family.HOLE_UNET, 4, 3, 4, 3, 1);

    private static final List<NetworkShape> SHAPES = List.of(
            SMALL_UNET,
            NetworkShape.unet(1, 8),
            NetworkShape.srvgg(4, 0, 1),
            NetworkShape.srvgg(4, 3, 2),
            NetworkShape.srvgg(8, 2, 3),
            SMALL_HOLE_UNET);

    /** One in which everything that is seen has a positive effect, and without biases: of black it makes black. */
    private static RestorationNetwork positive(NetworkShape shape) {
        RestorationNetwork network = Scope.making(() -> shape.build(Seed.of(3)));
        network.namedParameters().forEach((name, tensor) -> {
            try (Scope scope = Scope.open()) {
                tensor.copyFrom(Tensor.full(name.endsWith("bias") ? 0 : 0.1, DType.F32, tensor.shape()));
            }
        });
        return network;
    }

    @Test
    void valuesAreCountedWithoutBuilding() {
        for (NetworkShape shape : SHAPES) {
            try (Scope scope = Scope.open();
                    RestorationNetwork network = shape.build(Seed.of(1))) {
                long values = network.namedTensors().values().stream()
                        .mapToLong(Tensor::count)
                        .sum();
                assertThat(shape.values()).as(shape.toString()).isEqualTo(values);
            }
        }
    }

    /** Zhang et al. and Wang et al. state no counts for these widths; these are by hand: 9 in out + out for each 3x3 convolution. */
    @Test
    void parametersOfTheSmallestChain() {
        // 3 to 4 channels, 4 slopes, and 4 to 3.
        assertThat(NetworkShape.srvgg(4, 0, 1).values()).isEqualTo(9 * 3 * 4 + 4 + 4 + 9 * 4 * 3 + 3);
    }

    @Test
    void theReceptiveFieldIsWhatAPixelChanges() {
        for (NetworkShape shape : SHAPES) {
            try (Scope scope = Scope.open();
                    NoGrad off = Autograd.noGrad();
                    RestorationNetwork network = positive(shape)) {
                int radius = network.radius();
                int multiple = network.multiple();
                int side = (2 * radius / multiple + 4) * multiple;
                int farthest = 0;
                for (int place = 0; place < multiple; place++) {
                    farthest = Math.max(farthest, reach(network, side, side / 2 / multiple * multiple + place));
                }
                assertThat(radius).as(shape.toString()).isEqualTo(farthest);
            }
        }
    }

    /** How far from an input pixel, in input pixels, the output changes with it. */
    private static int reach(RestorationNetwork network, int side, int at) {
        NetworkShape shape = network.shape();
        // Half a hole everywhere where it is about holes, so that all changes come through; it is what counts as
        // nothing there.
        double nothing = shape.family() == NetworkShape.Family.HOLE_UNET ? 0.5 : 0;
        Tensor none = Tensor.full(nothing, DType.F32, 1, shape.in(), side, side);
        Tensor one = none.copy();
        one.narrow(2, at, 1).narrow(3, at, 1).copyFrom(Tensor.full(1, DType.F32, 1, shape.in(), 1, 1));
        float[] changed = network.forward(one, DType.F32)
                .sub(network.forward(none, DType.F32))
                .toFloats();
        int scale = shape.scale();
        int wide = side * scale;
        int reach = 0;
        for (int i = 0; i < wide * wide; i++) {
            if (changed[i] != 0) {
                reach = Math.max(reach, Math.abs(i % wide / scale - at));
                reach = Math.max(reach, Math.abs(i / wide / scale - at));
            }
        }
        return reach;
    }

    @Test
    void itBeginsAsNoChangeAndThenLearns() {
        for (NetworkShape shape : List.of(SMALL_UNET, NetworkShape.srvgg(4, 2, 1))) {
            try (Scope scope = Scope.open();
                    RestorationNetwork network = shape.build(Seed.of(1))) {
                Tensor x = Tensor.of(ramp(3 * 8 * 12), 1, 3, 8, 12);
                Tensor y = network.forward(x, DType.F32);
                assertThat(y.toFloats()).containsExactly(x.toFloats());
                List<Tensor> gradients =
                        Autograd.gradients(y.sub(x).add(0.1).square().mean(), network.parameters());
                assertThat(gradients.stream().mapToDouble(g -> g.norm().item()).sum())
                        .isPositive();
            }
        }
    }

    @Test
    void whatIsNoHoleStaysToTheBit() {
        try (Scope scope = Scope.open();
                RestorationNetwork network = positive(SMALL_HOLE_UNET)) {
            float[] values = ramp(4 * 8 * 16);
            for (int i = 0; i < 8 * 16; i++) {
                values[3 * 8 * 16 + i] = i % 16 < 5 ? 1 : 0;
            }
            float[] filled =
                    network.forward(Tensor.of(values, 1, 4, 8, 16), DType.F32).toFloats();
            for (int i = 0; i < filled.length; i++) {
                assertThat(filled[i] == values[i]).as("pixel " + i).isEqualTo(i % 16 >= 5);
            }
        }
    }

    /** A straight line is enlarged to a straight line by any cubic of Keys' family; pixel centres lie at (i + 1/2) / scale - 1/2. */
    @Test
    void enlargingBeginsAsBicubic() {
        for (int scale = 2; scale <= 4; scale++) {
            try (Scope scope = Scope.open();
                    RestorationNetwork network = NetworkShape.srvgg(4, 1, scale).build(Seed.of(1))) {
                float[] values = new float[3 * 12 * 12];
                for (int i = 0; i < values.length; i++) {
                    values[i] = 0.02f * (i % 12) + 0.03f * (i / 12 % 12);
                }
                Tensor y = network.forward(Tensor.of(values, 1, 3, 12, 12), DType.F32);
                assertThat(y.shape()).containsExactly(1, 3, 12L * scale, 12L * scale);
                float[] large = y.toFloats();
                for (int row = 3 * scale; row < 9 * scale; row++) {
                    for (int column = 3 * scale; column < 9 * scale; column++) {
                        double expected = 0.02 * ((column + 0.5) / scale - 0.5) + 0.03 * ((row + 0.5) / scale - 0.5);
                        assertThat((double) large[row * 12 * scale + column]).isCloseTo(expected, within(1e-5));
                    }
                }
            }
        }
    }

    @Test
    void whatCannotBeBuiltIsRefused() {
        assertThatThrownBy(() -> NetworkShape.unet(0, 1)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> NetworkShape.unet(0, 4096)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> NetworkShape.srvgg(16, 2, 9)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new NetworkShape(NetworkShape.Family.UNET, 2, 3, 8, 2, 1))
                .isInstanceOf(UsageException.class);
    }

    private static float[] ramp(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (i * 37 % 101) / 101f;
        }
        return values;
    }
}
