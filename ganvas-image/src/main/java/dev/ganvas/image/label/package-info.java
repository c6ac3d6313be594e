/**
 * What says of a picture file how the picture came about. Knows no pixels: the encoders of {@code dev.ganvas.image} write
 * what an {@link dev.ganvas.image.label.Origin} tells them to. Start reading there.
 */
package dev.ganvas.image.label;
