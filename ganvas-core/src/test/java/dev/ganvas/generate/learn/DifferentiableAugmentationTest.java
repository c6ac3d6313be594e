package dev.ganvas.generate.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.generate.learn.DifferentiableAugmentation.Shift;
import dev.ganvas.random.Seed;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferentiableAugmentationTest {
    private static final Shift NONE = new Shift(0, 0);

    private static Tensor pictures(long n, int size) {
        return Initializer.normal(0, 0.5).initial(Seed.of(3), n, 3, size, size).channelsLast();
    }

    @ParameterizedTest
    @CsvSource({"32,F32", "32,BF16", "64,F32", "64,BF16", "128,F32", "128,BF16"})
    void shapeTypeAndLayoutStayAndUnchangedPicturesAreTheSameBitForBit(int size, DType dtype) {
        try (Scope scope = Scope.open()) {
            Tensor x = pictures(3, size).to(dtype);
            assertThat(DifferentiableAugmentation.apply(x, 0, Seed.of(1), 0)).isSameAs(x);
            Tensor y = DifferentiableAugmentation.apply(x, List.of(NONE, new Shift(-4, 3), NONE));
            assertThat(y.shape()).isEqualTo(x.shape());
            assertThat(y.dtype()).isEqualTo(dtype);
            assertThat(y.isChannelsLast()).isTrue();
            for (int i : new int[] {0, 2}) {
                assertThat(y.narrow(0, i, 1).toFloats())
                        .containsExactly(x.narrow(0, i, 1).toFloats());
            }
            assertThat(y.narrow(0, 1, 1).toFloats())
                    .isNotEqualTo(x.narrow(0, 1, 1).toFloats());
        }
    }

    @Test
    void aShiftMovesExactlyAndBringsInGrey() {
        try (Scope scope = Scope.open()) {
            Tensor x = pictures(1, 16);
            Tensor y = DifferentiableAugmentation.apply(x, List.of(new Shift(2, -1)));
            assertThat(y.narrow(2, 0, 15).narrow(3, 2, 14).toFloats())
                    .containsExactly(x.narrow(2, 1, 15).narrow(3, 0, 14).toFloats());
            assertThat(y.narrow(2, 15, 1).toFloats()).containsOnly(0);
            assertThat(y.narrow(3, 0, 2).toFloats()).containsOnly(0);
        }
    }

    @Test
    void gradientsAgreeWithFiniteDifferences() {
        try (Scope scope = Scope.open()) {
            Tensor x = pictures(6, 16).to(DType.F64);
            Tensor direction =
                    Initializer.normal(0, 1).initial(Seed.of(5), x.shape()).to(DType.F64);
            Tensor projection =
                    Initializer.normal(0, 1).initial(Seed.of(6), x.shape()).to(DType.F64);
            Function<Tensor, Tensor> scalar = in -> DifferentiableAugmentation.apply(in, 0.8, Seed.of(7), 40)
                    .square()
                    .mul(projection)
                    .sum();
            Tensor leaf = x.copy().requiresGrad(true);
            double along = Autograd.gradients(scalar.apply(leaf), List.of(leaf))
                    .get(0)
                    .mul(direction)
                    .sum()
                    .item();
            double up = scalar.apply(x.add(direction.mul(1e-5))).item();
            double down = scalar.apply(x.add(direction.mul(-1e-5))).item();
            assertThat(along).isNotZero().isCloseTo((up - down) / 2e-5, within(1e-5 * Math.max(1, Math.abs(along))));
        }
    }

    @Test
    void strengthIsTheProbabilityOfAShiftAndPositionsNameThem() {
        List<Shift> drawn = IntStream.range(0, 4000)
                .mapToObj(i -> Shift.drawn(Seed.of(1).child("real").child(i).stream(), 0.3, 64))
                .toList();
        // One shift in 17 x 17 stays in place.
        assertThat(drawn.stream().filter(Shift::moves).count() / 4000.0).isCloseTo(0.3, within(0.03));
        assertThat(drawn).allMatch(s -> Math.abs(s.right()) <= 8 && Math.abs(s.down()) <= 8);
        assertThat(drawn.stream().mapToInt(Shift::right).max()).hasValue(8);
        assertThat(drawn.stream().mapToInt(Shift::down).min()).hasValue(-8);
        // None tends to one side.
        assertThat(drawn.stream().mapToInt(Shift::right).average().orElseThrow())
                .isCloseTo(0, within(0.2));
        assertThat(drawn.stream().mapToInt(Shift::down).average().orElseThrow()).isCloseTo(0, within(0.2));
        try (Scope scope = Scope.open()) {
            Tensor x = pictures(4, 16);
            Tensor all = DifferentiableAugmentation.apply(x, 0.7, Seed.of(2), 10);
            Tensor later = DifferentiableAugmentation.apply(x.narrow(0, 2, 2), 0.7, Seed.of(2), 12);
            assertThat(later.toFloats()).containsExactly(all.narrow(0, 2, 2).toFloats());
        }
    }
}
