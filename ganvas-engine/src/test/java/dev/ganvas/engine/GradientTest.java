package dev.ganvas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.BatchStatistics;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.EngineException;
import dev.ganvas.random.Seed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Gradients of every differentiable operation against central finite differences, in F64. */
class GradientTest {
    private static final double STEP = 1e-5;

    private static Tensor normal(String name, long... shape) {
        return Initializer.normal(0, 1).initial(Seed.of(3).child(name), shape).to(DType.F64);
    }

    @TestFactory
    Stream<DynamicTest> gradientsAgreeWithFiniteDifferences() {
        Map<String, Function<Tensor, Tensor>> operations = Map.ofEntries(
                Map.entry(
                        "add, mul, sub, div",
                        x -> x.add(2).mul(x).sub(x.mul(0.5)).div(x.square().add(1))),
                Map.entry("tanh, sigmoid", x -> x.tanh().mul(x.sigmoid())),
                Map.entry("softplus, leaky relu", x -> x.softplus().add(x.leakyRelu(0.2))),
                Map.entry("sqrt, abs", x -> x.abs().add(1).sqrt()),
                Map.entry("conv2d", x -> x.conv2d(normal("w", 3, 2, 4, 4), Optional.of(normal("b", 3)), 2, 1, 1)),
                Map.entry("conv_transpose2d", x -> x.convTranspose2d(normal("w", 2, 3, 4, 4), Optional.empty(), 2, 1)),
                Map.entry(
                        "patches, pixels",
                        x -> x.patches(4, 2, 1).tanh().mul(x.mean().add(1))),
                Map.entry(
                        "add product, norm",
                        x -> x.addProduct(x.square(), x.pixels().norm())),
                Map.entry("linear", x -> x.reshape(3, 72).linear(normal("w", 5, 72), Optional.of(normal("b", 5)))),
                Map.entry("batch_norm", x -> x.batchNorm(statistics(), true, 0.1, 1e-5)),
                Map.entry(
                        "avg_pool, narrow, cat",
                        x -> Tensor.cat(
                                List.of(x.averagePool(2), x.averagePool(2).narrow(0, 1, 2)), 0)),
                Map.entry(
                        "each, shifted",
                        x -> Tensor.cat(
                                List.of(
                                        x.each().get(2),
                                        x.each().get(0).shifted(2, -1),
                                        x.each().get(0)),
                                0)),
                Map.entry(
                        "reductions",
                        x -> x.mean(2, 3).square().sum(1).add(x.sum(0).mean())));
        return operations.entrySet().stream()
                .map(operation -> DynamicTest.dynamicTest(operation.getKey(), () -> check(operation.getValue())));
    }

    private static BatchStatistics statistics() {
        return new BatchStatistics(
                Optional.of(normal("scale", 2)),
                Optional.of(normal("shift", 2)),
                Tensor.zeros(DType.F64, 2),
                Tensor.full(1, DType.F64, 2));
    }

    private static void check(Function<Tensor, Tensor> operation) {
        try (Scope scope = Scope.open()) {
            Tensor x = normal("x", 3, 2, 6, 6);
            Tensor direction = normal("direction", 3, 2, 6, 6);
            // A fixed random projection of the output, so that every output element matters differently.
            Function<Tensor, Tensor> scalar = in -> {
                Tensor out = operation.apply(in);
                return out.mul(normal("projection", out.shape())).sum();
            };
            x.requiresGrad(true);
            Tensor gradient = Autograd.gradients(scalar.apply(x), List.of(x)).get(0);
            double along = gradient.mul(direction).sum().item();
            double up = scalar.apply(x.detach().add(direction.mul(STEP))).item();
            double down = scalar.apply(x.detach().add(direction.mul(-STEP))).item();
            assertThat(along).isCloseTo((up - down) / (2 * STEP), within(1e-5 * Math.max(1, Math.abs(along))));
        }
    }

    @Test
    void doubleBackwardThroughAConvolutionAgreesWithFiniteDifferences() {
        try (Scope scope = Scope.open()) {
            Tensor x = normal("x", 2, 2, 6, 6).requiresGrad(true);
            Tensor weight = normal("w", 1, 2, 4, 4).requiresGrad(true);
            Function<Tensor, Tensor> penalty = w -> {
                Tensor score = x.conv2d(w, Optional.empty(), 2, 1, 1).tanh().sum();
                return Autograd.gradients(score, List.of(x), Autograd.Keep.DIFFERENTIABLE)
                        .get(0)
                        .square()
                        .sum();
            };
            Tensor direction = normal("direction", 1, 2, 4, 4);
            double along = Autograd.gradients(penalty.apply(weight), List.of(weight))
                    .get(0)
                    .mul(direction)
                    .sum()
                    .item();
            double up = penalty.apply(weight.detach().add(direction.mul(STEP)).requiresGrad(true))
                    .item();
            double down = penalty.apply(
                            weight.detach().add(direction.mul(-STEP)).requiresGrad(true))
                    .item();
            assertThat(along).isCloseTo((up - down) / (2 * STEP), within(1e-4 * Math.abs(along)));
        }
    }

    @Test
    void aShiftIsExactInEveryTypeAndKeepsTheLayout() {
        try (Scope scope = Scope.open()) {
            for (DType dtype : List.of(DType.F32, DType.BF16)) {
                Tensor x = normal("x", 2, 3, 5, 7).to(dtype).channelsLast();
                Tensor shifted = x.shifted(2, -1);
                assertThat(shifted.isChannelsLast()).isTrue();
                assertThat(shifted.dtype()).isEqualTo(dtype);
                assertThat(shifted.narrow(2, 0, 4).narrow(3, 2, 5).toFloats())
                        .containsExactly(x.narrow(2, 1, 4).narrow(3, 0, 5).toFloats());
                assertThat(shifted.narrow(2, 4, 1).toFloats()).containsOnly(0);
                assertThat(shifted.narrow(3, 0, 2).toFloats()).containsOnly(0);
                assertThat(x.shifted(0, 0).toFloats()).containsExactly(x.toFloats());
            }
        }
    }

    @Test
    void aShapeErrorIsOneLineWithTheShapes() {
        try (Scope scope = Scope.open()) {
            Tensor a = Tensor.zeros(DType.F32, 2, 3);
            Tensor b = Tensor.zeros(DType.F32, 4, 5);
            assertThatThrownBy(() -> a.matmul(b))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("matmul of F32[2, 3], F32[4, 5]")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void aTensorUsedAfterItsScopeSaysSo() {
        Tensor escaped;
        try (Scope scope = Scope.open()) {
            escaped = Tensor.zeros(DType.F32, 2);
        }
        assertThatThrownBy(() -> escaped.add(1))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("keep()");
    }

    @Test
    void aKeptTensorOutlivesItsScope() {
        Tensor kept;
        try (Scope scope = Scope.open()) {
            kept = Tensor.of(new float[] {1, 2}, 2).keep();
        }
        try (kept) {
            assertThat(kept.toFloats()).containsExactly(1, 2);
        }
    }
}
