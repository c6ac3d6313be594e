package dev.ganvas.server.kind;

/**
 * An option that a kind of job has.
 *
 * @param name in the request
 * @param word what the command line has for it, with <code>{value}</code> where the value goes; empty when it goes elsewhere
 * @param type of its value
 * @param needed whether a request must have it
 * @param about a sentence for people
 */
public record KindOption(String name, String word, OptionType type, boolean needed, String about) {}
