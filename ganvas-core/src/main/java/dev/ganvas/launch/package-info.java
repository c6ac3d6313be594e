/**
 * Starts the processes that train one network together, watches them, and starts them anew when one is lost.
 *
 * <p>Nothing here computes: no natives are loaded. What goes in is a command line and a {@link dev.ganvas.launch.LaunchPlan};
 * what comes out is an exit code and, when all attempts are used up, one report. Start reading at
 * {@code dev.ganvas.launch.Launcher}.
 */
package dev.ganvas.launch;
