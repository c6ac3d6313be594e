/**
 * Licence plates drawn by Ganvas itself, as they look in photographs: any text of any kind of plate, seen from anywhere, in any light
 * and weather, with its text and corners known. In: a seed, photographs to show them in. Out: {@code PlateCrop}s to learn reading from,
 * {@code PlateScene}s to learn finding from. No plate of the world is needed. Start reading at {@link
 * dev.ganvas.plates.render.PlatePainter}.
 */
package dev.ganvas.plates.render;
