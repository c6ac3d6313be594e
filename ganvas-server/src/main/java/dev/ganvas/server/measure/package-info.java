/**
 * The server's figures.
 *
 * <p>Start reading at {@link dev.ganvas.server.measure.Meters}.
 */
package dev.ganvas.server.measure;
