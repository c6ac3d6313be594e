package dev.ganvas.search;

/**
 * A picture that was found.
 *
 * @param id of the picture
 * @param similarity cosine of the angle between the vectors: 1 for the same direction, 0 for nothing in common, -1 for the opposite
 */
public record Match(String id, double similarity) {}
