package dev.ganvas.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.nn.Operations;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.random.Seed;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WhitenedNetworkTest {
    private static final WhitenedShape SHAPE = new WhitenedShape(32, 24, 3);

    private static Tensor random(long... shape) {
        return Initializer.normal(0, 1).initial(Seed.of(5), shape);
    }

    @Test
    void foldingChangesNothing() {
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad();
                WhitenedNetwork network = SHAPE.network(Seed.of(1))) {
            network.whiten(random(12, 3, 2, 2));
            Tensor pictures = random(4, 3, 32, 32).channelsLast();
            // A pass in training, so that norms have statistics of their own.
            network.features(pictures);
            network.training(false);
            float[] before = network.outputs(network.features(pictures)).toFloats();
            network.fold();
            float[] after = network.outputs(network.features(pictures)).toFloats();
            for (int i = 0; i < before.length; i++) {
                assertThat(after[i]).isCloseTo(before[i], within(1e-3f));
            }
        }
    }

    @Test
    void itsLayersAndItsPriceAreKnown() {
        for (int size : new int[] {32, 48, 64, 96}) {
            WhitenedShape shape = new WhitenedShape(size, 24, 3);
            try (Scope scope = Scope.open();
                    NoGrad off = Autograd.noGrad();
                    WhitenedNetwork network = shape.network(Seed.of(1))) {
                Tensor pictures = random(1, 3, size, size).channelsLast();
                Map<String, Tensor> activations = network.activations(pictures);
                assertThat(activations.keySet()).containsExactly("whitening", "group0", "group1", "group2");
                assertThat(activations.get("group2").size(1)).isEqualTo(96);
                assertThat(network.features(pictures).shape()).containsExactly(1, shape.dimension());
                assertThat((double) Operations.during(() -> network.outputs(network.features(pictures))))
                        .isCloseTo(shape.multiplyAdds(), within(1.0));
            }
        }
    }

    @Test
    void whitenedNumbersAreThePublishedOnes() {
        // airbench94: 24 channels on 31 x 31, groups of 64, 256, 256; 3.6e14 operations for 9.9 passes of 50,000.
        WhitenedShape published = new WhitenedShape(32, 64, 10);
        double operations = 2.0 * 3 * published.multiplyAdds() * 9.9 * 50_000;
        assertThat(operations).isCloseTo(3.6e14, within(0.2e14));
    }
}
