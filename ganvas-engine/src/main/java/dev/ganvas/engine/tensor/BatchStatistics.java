package dev.ganvas.engine.tensor;

import java.util.Optional;

/**
 * The per-channel tensors of a batch normalisation, each {@code [C]}.
 *
 * @param weight scale after normalising, if any
 * @param bias shift after normalising, if any
 * @param runningMean updated in place in training
 * @param runningVariance updated in place in training
 */
public record BatchStatistics(
        Optional<Tensor> weight, Optional<Tensor> bias, Tensor runningMean, Tensor runningVariance) {}
