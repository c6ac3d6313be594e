/**
 * Networks that Keras saved, as {@code .keras} and {@code .h5}: their layers, how they are connected, and their weights. What a file says
 * is only read; layers that bring code of their own are refused by whoever makes a network of it.
 */
package dev.ganvas.keras;
