package dev.ganvas.generate;

import dev.ganvas.engine.tensor.Tensor;
import java.util.Optional;

/**
 * A batch of pictures as networks see them.
 *
 * @param pixels {@code [N, 3, S, S]} in [-1, 1]
 * @param labels I64 {@code [N]}, when classes are learned
 */
public record LabelledPictures(Tensor pixels, Optional<Tensor> labels) {}
