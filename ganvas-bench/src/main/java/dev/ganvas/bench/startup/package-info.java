/**
 * What a person waits for before anything is computed.
 *
 * <p>Start reading at {@link dev.ganvas.bench.startup.StartupCommand}.
 */
package dev.ganvas.bench.startup;
