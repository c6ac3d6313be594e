package dev.ganvas.bench;

import dev.ganvas.engine.error.Require;
import dev.ganvas.engine.error.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * A way to make generators that takes part in the race for quality.
 *
 * @param system {@code ganvas}, or a port in {@code peers/pytorch/quality}
 * @param width of its networks as it counts them; its own choice when absent
 * @param settings of {@code ganvas} that differ from its own choice, such as {@code gamma=1}, in order
 */
record Racer(String system, OptionalInt width, List<String> settings) {
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

    /** What may be set of {@code ganvas}: options of {@link GanvasRacer}. */
    private static final Set<String> SETTINGS =
            Set.of("recipe", "classes", "latent", "gamma", "batch", "learning-rate", "mirror", "augment");

    Racer {
        settings = List.copyOf(settings);
        if (!SYSTEMS.contains(system)) {
            throw new UsageException("no system is called " + system + "; there are " + String.join(", ", SYSTEMS));
        }
        width.ifPresent(given -> Require.within(given, 1, WIDEST, "width of " + system));
        Require.that(width.isEmpty() || !system.equals(GANVAS), "the width of ganvas is its recipe's");
        for (String setting : settings) {
            String name = setting.replaceFirst("=.*", "");
            Require.that(
                    system.equals(GANVAS) && SETTINGS.contains(name) && setting.matches("[a-z-]+=[A-Za-z0-9.-]+"),
                    "'" + setting + "' cannot be set of " + system + "; of ganvas: "
                            + String.join(", ", new TreeSet<>(SETTINGS)));
        }
    }

    /** Reads {@code dcgan}, with a width {@code r3gan@96}, or with settings {@code ganvas@gamma=1@augment=off}. */
    static Racer parse(String text) {
        List<String> parts = List.of(text.split("@", -1));
        if (parts.size() == 1 || parts.get(0).equals(GANVAS)) {
            return new Racer(parts.get(0), OptionalInt.empty(), parts.subList(1, parts.size()));
        }
        try {
            return new Racer(
                    parts.get(0), OptionalInt.of(Integer.parseInt(text.substring(text.indexOf('@') + 1))), List.of());
        } catch (NumberFormatException e) {
            throw new UsageException("'" + text + "' is no system; write it like r3gan, r3gan@96 or ganvas@gamma=1", e);
        }
    }

    /** How results are keyed, and as {@link #parse} reads it. */
    String name() {
        if (width.isPresent()) {
            return system + "@" + width.getAsInt();
        }
        return settings.isEmpty() ? system : system + "@" + String.join("@", settings);
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
            List<String> program =
                    new ArrayList<>(Contender.java(System.getProperty("java.class.path"), GanvasRacer.class.getName()));
            settings.forEach(setting -> program.add("--" + setting));
            return program;
        }
        List<String> program = new ArrayList<>(
                List.of(python, folders.peer("pytorch").resolve("train_gan.py").toString(), "--system", system));
        width.ifPresent(given -> program.addAll(List.of("--width", Integer.toString(given))));
        return program;
    }
}
