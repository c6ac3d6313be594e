/**
 * Why a model does what it does. Of a generator: the latent directions that its pictures can be changed in, in
 * {@code explain.direction}. Of a classifier: where it looked, in {@code explain.saliency}, and what would have to be otherwise for
 * another answer, in {@code explain.counterfactual}. Classes live in these rooms alone.
 */
package dev.ganvas.explain;
