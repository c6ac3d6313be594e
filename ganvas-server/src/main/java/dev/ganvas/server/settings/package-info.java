/**
 * How a server is to run, and how much it takes on.
 *
 * <p>Start reading at {@link dev.ganvas.server.settings.ServerSettings}.
 */
package dev.ganvas.server.settings;
