package dev.ganvas.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.error.EngineException;
import dev.ganvas.random.Seed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixProductTest {
    private static Tensor random(String name, DType dtype, long... shape) {
        return Initializer.normal(0, 1).initial(Seed.of(1).child(name), shape).to(dtype);
    }

    @ParameterizedTest
    @CsvSource({"F64, 300, 150, 400", "F64, 65, 400, 515", "F32, 50, 500, 601", "F32, 531, 130, 224"})
    void severalThreadsGiveWhatOneDoes(DType dtype, int rows, int inner, int columns) {
        try (Scope scope = Scope.open()) {
            Tensor a = random("a", dtype, inner, rows).transpose(0, 1);
            Tensor b = random("b", dtype, inner, columns);
            Tensor alone;
            try (Threads one = Threads.use(1)) {
                alone = a.matmul(b);
            }
            try (Threads three = Threads.use(3)) {
                Tensor together = a.matmul(b);
                assertThat(together.shape()).containsExactly(rows, columns);
                assertThat(together.sub(alone).norm().item())
                        .isLessThan((dtype == DType.F64 ? 1e-14 : 1e-6)
                                * alone.norm().item());
            }
        }
    }

    @Test
    void gradientsFlowThroughLargeProducts() {
        try (Threads three = Threads.use(3);
                Scope scope = Scope.open()) {
            Tensor a = random("a", DType.F64, 400, 300).requiresGrad(true);
            Tensor b = random("b", DType.F64, 300, 200);
            Tensor gradient = Autograd.gradients(a.matmul(b).sum(), List.of(a)).get(0);
            double[] expected = b.sum(1).toDoubles();
            double[] row = gradient.narrow(0, 399, 1).toDoubles();
            assertThat(row).containsExactly(expected, within(1e-9));
        }
    }

    @Test
    void shapesThatDoNotFitAreOneLine() {
        try (Threads three = Threads.use(3);
                Scope scope = Scope.open()) {
            assertThatThrownBy(() -> random("a", DType.F64, 400, 300).matmul(random("b", DType.F64, 400, 300)))
                    .isInstanceOf(EngineException.class)
                    .hasMessageStartingWith("matmul of F64[400, 300], F64[400, 300]");
        }
    }
}
