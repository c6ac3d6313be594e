/**
 * Defaults that people set once: in files, the environment and system properties. In goes what these say; out come defaults of
 * options, and where each was said. Start reading at {@code Configuration}.
 */
package dev.ganvas.cli.config;
