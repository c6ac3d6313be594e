/**
 * Networks as files of other programs: ONNX, safetensors with PyTorch code beside it, TorchScript. In: a model of any kind. Out: files
 * that were run beside the network they come from before they are kept. Start reading at {@link dev.ganvas.export.PortableModel}, then
 * at {@link dev.ganvas.export.Export}.
 *
 * <p>A network is run once on an example, and what it does is written down as a {@link dev.ganvas.engine.tensor.Trace}; each format
 * says the same operations in its own words. What it has no words for is refused by name.
 */
package dev.ganvas.export;
