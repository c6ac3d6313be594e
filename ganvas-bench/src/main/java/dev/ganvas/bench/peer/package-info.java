/**
 * What every Java program measured here shares: the command line, the timing loop, the learning check and the JSON
 * line.
 *
 * <p>A peer implements {@link dev.ganvas.bench.peer.DcganStep} with its own library and hands it to
 * {@link dev.ganvas.bench.peer.PeerProgram}. Peers with their own poms compile these sources into themselves, so this
 * package uses the JDK alone.
 */
package dev.ganvas.bench.peer;
