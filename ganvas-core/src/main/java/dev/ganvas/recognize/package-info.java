/**
 * What is in pictures, and how sure that is.
 *
 * <p>In: pictures and a {@link dev.ganvas.vision.Classifier}. Out: names with confidences, and how far these hold on labelled
 * pictures. {@code learn} trains classifiers. Start reading at {@link dev.ganvas.recognize.Recognition}.
 */
package dev.ganvas.recognize;
