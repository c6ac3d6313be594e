/**
 * The two small networks for plates: one that finds their corners, one that reads their characters. In: tensors of pictures. Out: maps
 * of where plates are, scores of characters. Start reading at {@link dev.ganvas.plates.network.ReaderNetwork}.
 */
package dev.ganvas.plates.network;
