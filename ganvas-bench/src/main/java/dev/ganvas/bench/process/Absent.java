package dev.ganvas.bench.process;

/**
 * A peer that did not take part, or a configuration that failed on the way.
 *
 * @param who the peer, or the contender's key
 * @param reason why, for people
 */
public record Absent(String who, String reason) {}
