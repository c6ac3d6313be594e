package dev.ganvas.bench;

/**
 * A peer that did not take part, or a configuration that failed on the way.
 *
 * @param who the peer, or the contender's key
 * @param reason why, for people
 */
record Absent(String who, String reason) {}
