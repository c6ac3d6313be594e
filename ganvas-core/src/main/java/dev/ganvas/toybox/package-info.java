/**
 * Toybox, the built-in data set: an endless, seeded renderer of labelled pictures of faces, animals, buildings and
 * vehicles.
 *
 * <p>In: options (classes, seed, count, edge). Out: a {@link dev.ganvas.data.PictureSource} whose every picture is a
 * pure function of those options and its number, with what is true of the picture as attributes. A picture is made in
 * two steps: a scene is drawn at random into a record, which is also where the attributes come from, and then painted
 * in unit coordinates at any edge. Start reading at {@link dev.ganvas.toybox.Toybox#read}.
 */
package dev.ganvas.toybox;
