package dev.ganvas.bench.result;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** Whether others compute on this machine, which no benchmark survives. */
public final class MachineLoad {
    /** Load average over the last minute above which others must be computing. */
    private static final double BUSY = 1;

    private MachineLoad() {}

    /** Says so on {@code out} if the machine is busy. */
    public static void warn(PrintWriter out) {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        if (load > BUSY) {
            out.printf(
                    Locale.ROOT,
                    "the machine is busy (load %.1f): programs that share cores wait for each other%n",
                    load);
            out.flush();
        }
    }
}
