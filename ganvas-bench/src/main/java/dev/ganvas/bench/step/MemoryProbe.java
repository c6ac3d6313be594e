package dev.ganvas.bench.step;

import dev.ganvas.bench.peer.DcganStep;
import dev.ganvas.engine.machine.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program that {@code bench memory} watches: trains, and prints step and resident bytes every so many steps. */
public final class MemoryProbe {
    private static final Pattern LOOK = Pattern.compile("(\\d+) (\\d+)");

    private MemoryProbe() {}

    /**
     * Trains and prints.
     *
     * @param arguments steps, steps between two looks, threads
     */
    public static void main(String[] arguments) {
        int steps = Integer.parseInt(arguments[0]);
        int every = Integer.parseInt(arguments[1]);
        try (DcganStepPeer peer = new DcganStepPeer(Precision.BF16, Integer.parseInt(arguments[2]))) {
            for (int step = 1; step <= steps; step++) {
                DcganStep.Losses losses = peer.step();
                if (!Double.isFinite(losses.discriminator() + losses.generator())) {
                    System.err.println("losses are not finite at step " + step);
                    System.exit(1);
                }
                if (step % every == 0) {
                    OptionalLong resident = dev.ganvas.engine.machine.Machine.residentBytes();
                    if (resident.isEmpty()) {
                        System.err.println("this system does not tell a program its resident memory");
                        System.exit(2);
                    }
                    System.out.println(step + " " + resident.getAsLong());
                }
            }
        }
    }

    /** Reads what {@link #main} printed. */
    static List<MemoryResult.Sample> samples(List<String> output) {
        List<MemoryResult.Sample> samples = new ArrayList<>();
        for (String line : output) {
            Matcher look = LOOK.matcher(line);
            if (look.matches()) {
                samples.add(new MemoryResult.Sample(
                        Integer.parseInt(look.group(1)), Long.parseLong(look.group(2)) / (double) (1 << 20)));
            }
        }
        return samples;
    }
}
