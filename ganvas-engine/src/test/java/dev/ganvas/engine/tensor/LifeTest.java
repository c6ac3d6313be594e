package dev.ganvas.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.nn.Layer;
import dev.ganvas.engine.nn.Linear;
import dev.ganvas.engine.optim.Adam;
import dev.ganvas.engine.optim.Sgd;
import dev.ganvas.engine.tensor.FusedOperators.AdamRates;
import dev.ganvas.engine.tensor.FusedOperators.SgdRates;
import dev.ganvas.error.EngineException;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who owns native memory, and what becomes of those who use it too late. */
class LifeTest {
    static Stream<Consumer<Tensor>> uses() {
        Tensor other = Tensor.zeros(DType.F32, 2, 2).keep();
        return Stream.of(
                Tensor::shape,
                Tensor::rank,
                Tensor::count,
                Tensor::dtype,
                Tensor::device,
                Tensor::isChannelsLast,
                Tensor::requiresGrad,
                Tensor::keep,
                Tensor::mean,
                Tensor::item,
                Tensor::toFloats,
                Tensor::toRawBytes,
                Tensor::allFinite,
                Tensor::copy,
                tensor -> tensor.size(0),
                tensor -> tensor.requiresGrad(true),
                tensor -> tensor.to(DType.F64),
                tensor -> tensor.to(Device.CPU),
                tensor -> tensor.matmul(other),
                other::matmul,
                other::add,
                other::copyFrom,
                tensor -> Tensor.cat(List.of(other, tensor), 0),
                tensor -> Autograd.gradients(other.sum(), List.of(tensor)));
    }

    @ParameterizedTest
    @MethodSource("uses")
    void aClosedTensorSaysSo(Consumer<Tensor> use) {
        Tensor closed = Tensor.zeros(DType.F32, 2, 2);
        closed.close();
        closed.close();
        assertThatThrownBy(() -> use.accept(closed))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("closed, or its scope was");
    }

    @Test
    void closingFreesAtOnceWhateverTheScope() {
        try (Scope scope = Scope.open()) {
            Tensor kept = Tensor.zeros(DType.F32, 2).keep();
            kept.close();
            assertThatThrownBy(kept::count).isInstanceOf(EngineException.class);
        }
        Tensor outlived;
        try (Scope scope = Scope.open()) {
            outlived = Tensor.zeros(DType.F32, 2);
        }
        assertThatThrownBy(outlived::toFloats).isInstanceOf(EngineException.class);
    }

    @Test
    void closedNetworksAndOptimisersSaySo() {
        try (Scope scope = Scope.open()) {
            Linear linear = new Linear(2, 2, true, Initializer.constant(1), Seed.of(1));
            Adam adam = new Adam(linear.namedParameters());
            Sgd sgd = new Sgd(linear.namedParameters());
            List<Tensor> gradients = List.of(Tensor.zeros(DType.F32, 2, 2), Tensor.zeros(DType.F32, 2));
            adam.close();
            adam.close();
            sgd.close();
            sgd.close();
            assertThatThrownBy(() -> adam.step(gradients, new AdamRates(0.1, 0.5, 0.9, 1e-8)))
                    .isInstanceOf(EngineException.class);
            assertThatThrownBy(() -> sgd.step(gradients, new SgdRates(0.1, 0.9, 0)))
                    .isInstanceOf(EngineException.class);
            linear.close();
            linear.close();
            assertThatThrownBy(() -> linear.forward(Tensor.zeros(DType.F32, 1, 2)))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("closed");
            assertThatThrownBy(() -> linear.copyFrom(linear)).isInstanceOf(EngineException.class);
        }
    }

    /** A network whose last weight cannot be made. */
    private static final class Unfinished extends Layer {
        Unfinished(List<Tensor> made) {
            Linear first = child("first", new Linear(2, 2, true, Initializer.constant(1), Seed.of(1)));
            made.addAll(first.parameters());
            made.add(parameter("second", Tensor.zeros(DType.F32, 3)));
            throw new EngineException("no memory");
        }

        @Override
        public Tensor forward(Tensor x) {
            return x;
        }
    }

    @Test
    void whatIsHalfMadeIsFreed() {
        List<Tensor> made = new ArrayList<>();
        assertThatThrownBy(() -> Scope.making(() -> new Unfinished(made)))
                .isInstanceOf(EngineException.class)
                .hasMessage("no memory");
        assertThat(made).hasSize(3).allSatisfy(tensor -> assertThatThrownBy(tensor::count)
                .isInstanceOf(EngineException.class));
    }

    @Test
    void whatWasMadeWithinIsFreedWhenTheWholeFails() {
        Linear[] inner = new Linear[1];
        assertThatThrownBy(() -> Scope.making(() -> {
                    inner[0] = Scope.making(() -> new Linear(2, 2, false, Initializer.constant(1), Seed.of(1)));
                    throw new EngineException("later");
                }))
                .hasMessage("later");
        assertThatThrownBy(() -> inner[0].parameterCount()).isInstanceOf(EngineException.class);
        try (Linear whole = Scope.making(() -> new Linear(2, 2, false, Initializer.constant(1), Seed.of(1)))) {
            assertThat(whole.parameterCount()).isEqualTo(4);
        }
    }

    @Test
    void anOptimiserThatCannotBeMadeSaysSo() {
        Tensor closed = Tensor.zeros(DType.F32, 2);
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        parameters.put("whole", Tensor.zeros(DType.F32, 2).keep());
        parameters.put("closed", closed);
        closed.close();
        assertThatThrownBy(() -> new Adam(parameters).close()).isInstanceOf(EngineException.class);
        assertThatThrownBy(() -> new Sgd(parameters).close()).isInstanceOf(EngineException.class);
        parameters.get("whole").close();
    }
}
