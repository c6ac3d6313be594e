/**
 * What {@code ganvas quickstart} shows: scenes, one a capability, on one page. Start reading at
 * {@link dev.ganvas.cli.quickstart.Scene}; a new capability adds one.
 */
package dev.ganvas.cli.quickstart;
