package dev.ganvas.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.random.Seed;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.generate.DifferentiableAugmentation.Change;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferentiableAugmentationTest {
    private static final Change NONE = new Change(0, 1, 1, 0, 0);

    private static Tensor pictures(long n, int size) {
        return Initializer.normal(0, 0.5).initial(Seed.of(3), n, 3, size, size).channelsLast();
    }

    private static Tensor one(Tensor pictures, Change change) {
        return DifferentiableAugmentation.apply(pictures, List.of(change));
    }

    @ParameterizedTest
    @CsvSource({"32,F32", "32,BF16", "64,F32", "64,BF16", "128,F32", "128,BF16"})
    void shapeTypeAndLayoutStayAndUnchangedPicturesAreTheSameBitForBit(int size, DType dtype) {
        try (Scope scope = Scope.open()) {
            Tensor x = pictures(3, size).to(dtype);
            assertThat(DifferentiableAugmentation.apply(x, 0, Seed.of(1), 0)).isSameAs(x);
            Tensor y = DifferentiableAugmentation.apply(x, List.of(NONE, new Change(0.2, 0.5, 1.4, -4, 3), NONE));
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
            Tensor y = one(x, new Change(0, 1, 1, 2, -1));
            assertThat(y.narrow(2, 0, 15).narrow(3, 2, 14).toFloats())
                    .containsExactly(x.narrow(2, 1, 15).narrow(3, 0, 14).toFloats());
            assertThat(y.narrow(2, 15, 1).toFloats()).containsOnly(0);
            assertThat(y.narrow(3, 0, 2).toFloats()).containsOnly(0);
        }
    }

    @Test
    void eachColourChangeKeepsWhatItShould() {
        try (Scope scope = Scope.open()) {
            Tensor x = pictures(1, 16).to(DType.F64);
            Tensor brighter = one(x, new Change(0.3, 1, 1, 0, 0));
            assertThat(brighter.sub(x).add(-0.3).abs().mean().item()).isCloseTo(0, within(1e-7));
            Tensor pale = one(x, new Change(0, 0.25, 1, 0, 0));
            assertThat(pale.mean(1).sub(x.mean(1)).abs().mean().item()).isCloseTo(0, within(1e-12));
            assertThat(distanceFromGrey(pale)).isCloseTo(0.25 * distanceFromGrey(x), within(1e-9));
            Tensor flat = one(x, new Change(0, 1, 0.5, 0, 0));
            assertThat(flat.mean().item()).isCloseTo(x.mean().item(), within(1e-12));
            assertThat(flat.sub(flat.mean()).abs().mean().item())
                    .isCloseTo(0.5 * x.sub(x.mean()).abs().mean().item(), within(1e-9));
            // All three in their order are what they are one after the other.
            Tensor together = one(x, new Change(0.3, 0.25, 0.5, 0, 0));
            Tensor inTurn = one(one(brighter, new Change(0, 0.25, 1, 0, 0)), new Change(0, 1, 0.5, 0, 0));
            assertThat(together.sub(inTurn).abs().mean().item()).isCloseTo(0, within(1e-7));
        }
    }

    private static double distanceFromGrey(Tensor x) {
        return x.sub(x.mean(1).reshape(1, 1, x.size(2), x.size(3))).abs().mean().item();
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
    void strengthIsTheProbabilityOfEachChangeAndPositionsNameThem() {
        int draws = 4000;
        List<Change> drawn = IntStream.range(0, draws)
                .mapToObj(i -> Change.drawn(Seed.of(1).child("real").child(i).stream(), 0.3, 64))
                .toList();
        assertThat(share(drawn, c -> c.brightness() != 0)).isCloseTo(0.3, within(0.03));
        assertThat(share(drawn, c -> c.saturation() != 1)).isCloseTo(0.3, within(0.03));
        assertThat(share(drawn, c -> c.contrast() != 1)).isCloseTo(0.3, within(0.03));
        // One shift in 17 x 17 stays in place.
        assertThat(share(drawn, c -> c.right() != 0 || c.down() != 0)).isCloseTo(0.3, within(0.03));
        assertThat(drawn)
                .allMatch(c -> Math.abs(c.brightness()) <= 0.5
                        && c.saturation() >= 0
                        && c.saturation() <= 2
                        && c.contrast() >= 0.5
                        && c.contrast() <= 1.5
                        && Math.abs(c.right()) <= 8
                        && Math.abs(c.down()) <= 8);
        assertThat(drawn.stream().mapToInt(Change::right).max()).hasValue(8);
        assertThat(drawn.stream().mapToInt(Change::down).min()).hasValue(-8);
        // No change tends to one side.
        assertThat(drawn.stream().mapToDouble(Change::brightness).average().orElseThrow())
                .isCloseTo(0, within(0.02));
        assertThat(drawn.stream().mapToDouble(Change::saturation).average().orElseThrow())
                .isCloseTo(1, within(0.03));
        assertThat(drawn.stream().mapToDouble(Change::contrast).average().orElseThrow())
                .isCloseTo(1, within(0.02));
        try (Scope scope = Scope.open()) {
            Tensor x = pictures(4, 16);
            Tensor all = DifferentiableAugmentation.apply(x, 0.7, Seed.of(2), 10);
            Tensor later = DifferentiableAugmentation.apply(x.narrow(0, 2, 2), 0.7, Seed.of(2), 12);
            assertThat(later.toFloats()).containsExactly(all.narrow(0, 2, 2).toFloats());
        }
    }

    private static double share(List<Change> changes, java.util.function.Predicate<Change> which) {
        return changes.stream().filter(which).count() / (double) changes.size();
    }
}
