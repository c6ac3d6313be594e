/**
 * Layers and parameter trees.
 *
 * <p>A {@link dev.ganvas.engine.nn.ParameterTree} names its parameters, buffers and children; the dotted names are
 * what weights files hold. Layers compute in the element type of their input: weights are kept in F32 and cast on the
 * way, so a network runs in bf16 when it is given bf16. {@link dev.ganvas.engine.nn.Replicas} learn from the shards of a batch
 * beside each other. Start reading at {@code ParameterTree}.
 */
package dev.ganvas.engine.nn;
