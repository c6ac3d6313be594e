package dev.ganvas.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.generate.network.Architecture;
import dev.ganvas.generate.network.GeneratorNetwork;
import dev.ganvas.image.Picture;
import dev.ganvas.random.Seed;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SamplerTest {
    private static final Architecture ARCHITECTURE = new Architecture(Architecture.Family.DCGAN, 32, 8, 8, 8, 2);
    private static final int MANY = 512;

    /** In use, pictures come out as those of one great batch normalised by its own statistics, whatever was tracked before. */
    @Test
    void estimatedStatisticsAreThoseOfWhatTheNetworkDraws() {
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad();
                GeneratorNetwork network = ARCHITECTURE.generator(Seed.of(1))) {
            network.namedBuffers().values().forEach(buffer -> buffer.copyFrom(buffer.add(0.5)));
            Sampler sampler = new Sampler(network, LatentKind.NORMAL, ARCHITECTURE);
            network.training(false);
            double before = contrast(network);
            sampler.estimateStatistics(1000, Seed.of(2), i -> i % 2);
            double after = contrast(network);
            Picture first = sampler.list(1, Seed.of(3), i -> 1).get(0);
            assertThat(sampler.list(40, Seed.of(3), i -> 1).get(0).rgb()).isEqualTo(first.rgb());
            network.training(true);
            double expected = contrast(network);
            assertThat(before).isLessThan(0.5 * expected);
            assertThat(after).isCloseTo(expected, within(0.05 * expected));
        }
    }

    private static double contrast(GeneratorNetwork network) {
        float[] numbers = new float[MANY * ARCHITECTURE.latentSize()];
        long[] labels = new long[MANY];
        for (int i = 0; i < MANY; i++) {
            LatentKind.NORMAL.fill(
                    Seed.of(4).child(i), numbers, i * ARCHITECTURE.latentSize(), ARCHITECTURE.latentSize());
            labels[i] = i % 2;
        }
        Tensor pictures = network.forward(
                Tensor.of(numbers, MANY, ARCHITECTURE.latentSize()), Optional.of(Tensor.ofLongs(labels, MANY)));
        return pictures.to(DType.F32).square().mean().item();
    }
}
