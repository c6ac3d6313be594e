/**
 * Where a classifier looked: maps of what in a picture spoke for a class, by several methods, each with figures that say how
 * faithful it is.
 *
 * <p>In: a {@link dev.ganvas.explain.saliency.BlackBox}, or a network of ours as a
 * {@link dev.ganvas.features.DifferentiableClassifier}, and a picture. Out: a {@link dev.ganvas.explain.saliency.SaliencyMap} and
 * its {@link dev.ganvas.explain.saliency.Faithfulness}. Start reading at {@link dev.ganvas.explain.saliency.SaliencyMethod}.
 */
package dev.ganvas.explain.saliency;
