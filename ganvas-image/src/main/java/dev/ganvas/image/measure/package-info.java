/**
 * Figures of pictures: how far a result is from what it should be, by the field's definitions, and what a picture suffers from
 * when there is nothing to compare it with. Start reading at {@link dev.ganvas.image.measure.Comparison}.
 */
package dev.ganvas.image.measure;
