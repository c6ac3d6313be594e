/**
 * Coordinates of colour: brightness, and spaces in which distance is what an eye sees. Numbers in, numbers out; no pictures.
 * Start reading at {@link dev.ganvas.image.colour.Srgb}.
 */
package dev.ganvas.image.colour;
