/**
 * Files that others have, by their address: from hosts that the server's keeper named, and from nowhere else.
 *
 * <p>In: an address that may lie. Out: a body, part by part. Start reading at {@link dev.ganvas.server.remote.RemoteFiles}.
 */
package dev.ganvas.server.remote;
