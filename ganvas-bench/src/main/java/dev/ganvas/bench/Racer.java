package dev.ganvas.bench;

import dev.ganvas.engine.error.Require;
import dev.ganvas.engine.error.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A way to make generators that takes part in the race for quality.
 *
 * @param system {@code ganvas}, or a port in {@code peers/pytorch/quality}
 * @param width of its networks as it counts them; its own choice when absent
 */
record Racer(String system, OptionalInt width) {
    static final String GANVAS = "ganvas";
    private static final int WIDEST = 4096;

    /** The sides each system is set for. */
    private static final Map<String, Set<Integer>> SIDES = Map.of(
            GANVAS,
            Set.of(32, 64, 128),
            "dcgan",
            Set.of(32, 64, 128),
            "sngan",
            Set.of(32),
            "cgan-pd",
            Set.of(32),
            "r3gan",
            Set.of(32, 64),
            "fastgan",
            Set.of(32, 64));

    /** All systems, in the order they run. */
    static final List<String> SYSTEMS = List.of(GANVAS, "dcgan", "sngan", "cgan-pd", "r3gan", "fastgan");

    Racer {
        if (!SYSTEMS.contains(system)) {
            throw new UsageException("no system is called " + system + "; there are " + String.join(", ", SYSTEMS));
        }
        width.ifPresent(given -> Require.within(given, 1, WIDEST, "width of " + system));
        Require.that(width.isEmpty() || !system.equals(GANVAS), "the width of ganvas is its recipe's");
    }

    /** Reads {@code dcgan}, or with a width {@code r3gan@96}. */
    static Racer parse(String text) {
        int at = text.indexOf('@');
        if (at < 0) {
            return new Racer(text, OptionalInt.empty());
        }
        try {
            return new Racer(text.substring(0, at), OptionalInt.of(Integer.parseInt(text.substring(at + 1))));
        } catch (NumberFormatException e) {
            throw new UsageException("'" + text + "' is no system; write it like r3gan or r3gan@96", e);
        }
    }

    /** How results are keyed, and as {@link #parse} reads it. */
    String name() {
        return width.isPresent() ? system + "@" + width.getAsInt() : system;
    }

    /** Why it cannot learn these pictures, if it cannot. */
    Optional<String> obstacle(int side, int classes) {
        if (!SIDES.get(system).contains(side)) {
            return Optional.of("it is not set for " + side + " px");
        }
        return system.equals("cgan-pd") && classes < 2
                ? Optional.of("it needs pictures with classes")
                : Optional.empty();
    }

    /**
     * The command up to the options that all programs share.
     *
     * @param python an interpreter that can import torch
     */
    List<String> program(BenchFolders folders, String python) {
        if (system.equals(GANVAS)) {
            return Contender.java(System.getProperty("java.class.path"), GanvasRacer.class.getName());
        }
        List<String> program = new ArrayList<>(
                List.of(python, folders.peer("pytorch").resolve("train_gan.py").toString(), "--system", system));
        width.ifPresent(given -> program.addAll(List.of("--width", Integer.toString(given))));
        return program;
    }
}
