/**
 * What says of a picture file how the picture came about. Knows no pixels: the encoders of {@code dev.ganvas.image} write
 * what an {@link dev.ganvas.image.label.Origin} tells them to, and {@link dev.ganvas.image.label.LabelledFile} puts the labels of
 * GB 45438-2025 and IPTC into files of any kind. In: files that may lie. Out: labelled files, and a
 * {@link dev.ganvas.image.label.Verification}. Start reading at {@link dev.ganvas.image.label.Origin}.
 */
package dev.ganvas.image.label;
