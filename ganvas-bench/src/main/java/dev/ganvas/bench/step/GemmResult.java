package dev.ganvas.bench.step;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How fast libtorch computes here at best, and what a training step costs: together they tell how much of the machine a
 * step uses.
 *
 * @param threads computed with
 * @param products best rates of square matrix products
 * @param convolutions best rates of a convolution with its backward pass
 * @param step cost of the DCGAN-64 step
 */
record GemmResult(int threads, List<Product> products, List<Convolution> convolutions, StepOperations step) {
    static final String KIND = "gemm";

    GemmResult {
        products = List.copyOf(products);
        convolutions = List.copyOf(convolutions);
    }

    /**
     * @param precision {@code fp32} or {@code bf16}
     * @param side rows and columns of both factors
     * @param gflops best rate, 10^9 floating-point operations a second
     */
    record Product(String precision, int side, double gflops) {}

    /**
     * @param precision {@code fp32} or {@code bf16}
     * @param gflops best rate, 10^9 floating-point operations a second
     */
    record Convolution(String precision, double gflops) {}

    /** The highest rate of a matrix product at {@code precision}, GFLOP/s; empty if none was measured. */
    OptionalDouble peak(String precision) {
        return products.stream()
                .filter(product -> product.precision().equals(precision))
                .mapToDouble(Product::gflops)
                .max();
    }

    /**
     * Model FLOPs utilisation (Chowdhery et al., "PaLM", 2022, appendix B): the arithmetic that training pictures need
     * at a rate of {@code imagesPerS}, as a part of the peak at {@code precision}.
     */
    OptionalDouble utilisation(double imagesPerS, String precision) {
        OptionalDouble peak = peak(precision);
        return peak.isPresent()
                ? OptionalDouble.of(imagesPerS * step.perImage() / (peak.getAsDouble() * 1e9))
                : OptionalDouble.empty();
    }
}
