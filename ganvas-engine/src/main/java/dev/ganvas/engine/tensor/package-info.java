/**
 * Tensors over libtorch: the only room in Ganvas that touches the native library.
 *
 * <p>A {@link dev.ganvas.engine.tensor.Tensor} owns native memory. Everything made while a
 * {@link dev.ganvas.engine.tensor.Scope} is open is freed when it closes, except what was kept; one scope a training
 * step keeps memory flat. Failures of libtorch arrive as
 * {@link dev.ganvas.error.EngineException}: one line with the operation and the shapes. Start reading at
 * {@code Tensor}, then {@code Autograd}.
 */
package dev.ganvas.engine.tensor;
