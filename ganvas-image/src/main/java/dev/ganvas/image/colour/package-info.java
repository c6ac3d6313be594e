/**
 * Coordinates of colour: brightness, and spaces in which distance is what people see. Numbers in, numbers out; no pictures.
 * Start reading at {@link dev.ganvas.image.colour.Srgb}.
 */
package dev.ganvas.image.colour;
