package dev.ganvas.bench.quality;

import dev.ganvas.bench.process.Contender;
import dev.ganvas.bench.result.BenchFolders;
import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
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
 * @param settings that differ from its own choice, such as {@code gamma=1}, in order
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

    /** What may be set of {@code ganvas}: options of {@link GanvasRacer}, which are those of {@code ganvas train}. */
    private static final Set<String> SETTINGS =
            Set.of("recipe", "classes", "latent", "gamma", "batch", "learning-rate", "even-rates", "mirror", "augment");

    /** Settings as results of earlier races are named by them, and what they are called since. */
    private static final Map<String, String> OF_OLD =
            Map.of("classes=true", "classes=auto", "classes=false", "classes=off");

    /** What may be set of the ports: their number of classes, of which 0 trains without. */
    private static final Set<String> SETTINGS_OF_PORTS = Set.of("classes");

    Racer {
        settings = List.copyOf(settings);
        if (!SYSTEMS.contains(system)) {
            throw new UsageException("no system is called " + system + "; there are " + String.join(", ", SYSTEMS));
        }
        width.ifPresent(given -> Require.within(given, 1, WIDEST, "width of " + system));
        Require.that(width.isEmpty() || !system.equals(GANVAS), "the width of ganvas is its recipe's");
        Set<String> known = system.equals(GANVAS) ? SETTINGS : SETTINGS_OF_PORTS;
        for (String setting : settings) {
            Require.that(
                    known.contains(setting.replaceFirst("=.*", "")) && setting.matches("[a-z-]+=[A-Za-z0-9.-]+"),
                    "'" + setting + "' cannot be set of " + system + ", but "
                            + String.join(", ", new TreeSet<>(known)));
        }
    }

    /** Reads {@code dcgan}, with a width {@code r3gan@96}, with settings {@code ganvas@gamma=1@augment=off}. */
    static Racer parse(String text) {
        List<String> parts = List.of(text.split("@", -1));
        boolean withWidth = parts.size() > 1 && parts.get(1).matches("\\d{1,9}");
        return new Racer(
                parts.get(0),
                withWidth ? OptionalInt.of(Integer.parseInt(parts.get(1))) : OptionalInt.empty(),
                parts.subList(withWidth ? 2 : 1, parts.size()));
    }

    /** How results are keyed, and as {@link #parse} reads it. */
    String name() {
        List<String> parts = new ArrayList<>(List.of(system));
        width.ifPresent(given -> parts.add(Integer.toString(given)));
        parts.addAll(settings);
        return String.join("@", parts);
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
        List<String> program = new ArrayList<>(
                system.equals(GANVAS)
                        ? Contender.java(System.getProperty("java.class.path"), GanvasRacer.class.getName())
                        : List.of(
                                python,
                                folders.peer("pytorch").resolve("train_gan.py").toString(),
                                "--system",
                                system));
        width.ifPresent(given -> program.addAll(List.of("--width", Integer.toString(given))));
        settings.forEach(setting -> program.add("--" + OF_OLD.getOrDefault(setting, setting)));
        return program;
    }
}
