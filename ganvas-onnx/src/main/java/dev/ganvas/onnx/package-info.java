/**
 * Networks in ONNX files, run by ONNX Runtime behind the interfaces of {@code dev.ganvas.vision}. Whoever only runs ONNX models needs
 * this, and no libtorch.
 */
package dev.ganvas.onnx;
