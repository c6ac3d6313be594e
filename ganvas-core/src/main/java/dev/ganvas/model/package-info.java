/**
 * The model file: one {@code .ganvas} archive with the architecture, the weights, a card for people, where it came
 * from, and a sample. In: bytes that may lie. Out: a checked {@link dev.ganvas.model.ModelFile}. Start reading there.
 */
package dev.ganvas.model;
