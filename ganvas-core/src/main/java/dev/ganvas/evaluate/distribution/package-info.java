/**
 * How far two sets of features are from each other, and how much each covers of the other. In: features of pictures from
 * one extractor. Out: figures with intervals. Start reading at {@link dev.ganvas.evaluate.distribution.DistanceFigures}.
 */
package dev.ganvas.evaluate.distribution;
