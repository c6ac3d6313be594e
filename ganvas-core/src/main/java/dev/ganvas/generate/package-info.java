/**
 * GANs: networks, objectives, training and sampling.
 *
 * <p>In: a cache of pixels and a recipe. Out: model files of kind {@code generator}, and pictures from them. A training
 * step reads from top to bottom in {@code GanStep}; {@link dev.ganvas.generate.learn.GanSettings} sets one up, and
 * {@link dev.ganvas.generate.Generator} draws from the result, {@link dev.ganvas.generate.RejectionSampling} only what
 * passes as training data.
 */
package dev.ganvas.generate;
