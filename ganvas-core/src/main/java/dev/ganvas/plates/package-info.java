/**
 * Licence plates in photographs: found with their four corners, read with a confidence for each character, checked by the grammar of
 * their country. In: pictures. Out: {@code Plate}s with {@code PlateReading}s. Nothing is kept. Start reading at {@link
 * dev.ganvas.plates.PlateFinder} and {@link dev.ganvas.plates.PlateReader}.
 */
package dev.ganvas.plates;
