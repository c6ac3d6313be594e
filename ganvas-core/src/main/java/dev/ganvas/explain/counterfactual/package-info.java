/**
 * What would have to be otherwise for another answer: the nearest picture of another class, and a picture drawn by a generator
 * whose class has changed.
 *
 * <p>In: a {@link dev.ganvas.features.DifferentiableClassifier}, a picture, and pictures with labels or a {@code Generator}. Out:
 * {@link dev.ganvas.explain.counterfactual.NearestExamples} and {@link dev.ganvas.explain.counterfactual.Counterfactual}. Start
 * reading at {@code Counterfactual}.
 */
package dev.ganvas.explain.counterfactual;
