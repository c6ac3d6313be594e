package dev.ganvas.engine.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.UsageException;
import dev.ganvas.random.Seed;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayerProfileTest {
    private static final class Network extends ParameterTree {
        private final Conv2d convolution =
                child("convolution", new Conv2d(new ConvShape(3, 8, 3, 1, 1), true, Initializer.fanIn(1), Seed.of(1)));
        private final BatchNorm2d norm = child("norm", new BatchNorm2d(8, Initializer.constant(1), Seed.of(2)));
        private final Linear head = child("head", new Linear(8, 5, true, Initializer.fanIn(1), Seed.of(3)));

        Tensor forward(Tensor x) {
            return head.forward(norm.forward(convolution.forward(x)).mean(2, 3));
        }
    }

    /** Counted by hand: 3 x 8 x 9 weights and 8 biases, used at 16 places; 8 x 5 weights and 5 biases. */
    @Test
    void layersAreCountedWhereTheyRun() {
        try (Scope scope = Scope.open();
                Network network = new Network()) {
            network.training(false);
            Tensor x = Tensor.zeros(DType.F32, 1, 3, 4, 4);
            LayerProfile profile = LayerProfile.of(network, () -> network.forward(x), 3);
            assertThat(profile.layers().stream().map(LayerProfile.Cost::name))
                    .containsExactly("convolution", "norm", "head");
            LayerProfile.Cost first = profile.layers().get(0);
            assertThat(first.kind()).isEqualTo("Conv2d");
            assertThat(first.shape()).isEqualTo(List.of(1L, 8L, 4L, 4L));
            assertThat(first.parameters()).isEqualTo(224);
            assertThat(first.multiplyAccumulates()).isEqualTo(216 * 16);
            assertThat(first.bytes()).isEqualTo(4 * 8 * 16);
            assertThat(first.nanoseconds()).isPositive();
            assertThat(profile.parameters()).isEqualTo(224 + 16 + 45);
            assertThat(profile.multiplyAccumulates()).isEqualTo(216 * 16 + 40);
            assertThat(profile.peakBytes()).isEqualTo(2 * 4 * 8 * 16);
            assertThatThrownBy(() -> LayerProfile.of(network, () -> network.forward(x), 0))
                    .isInstanceOf(UsageException.class);
        }
    }

    /** Outside of a profile nothing is noted, and one that failed leaves nothing behind. */
    @Test
    void aFailedPassLeavesNoProfileOpen() {
        try (Scope scope = Scope.open();
                Network network = new Network()) {
            assertThatThrownBy(() -> LayerProfile.of(
                            network,
                            () -> {
                                throw new IllegalStateException("stop");
                            },
                            1))
                    .isInstanceOf(IllegalStateException.class);
            Tensor x = Tensor.zeros(DType.F32, 1, 3, 4, 4);
            assertThat(LayerProfile.of(network, () -> network.forward(x), 1).layers())
                    .hasSize(3);
        }
    }
}
