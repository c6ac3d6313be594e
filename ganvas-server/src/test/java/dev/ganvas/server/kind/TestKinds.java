package dev.ganvas.server.kind;

import java.util.List;

/** Kinds of job that a {@code TestWorker} does. */
public final class TestKinds {
    private TestKinds() {}

    public static Kinds all() {
        return new Kinds(List.of(
                kind(
                        "echo",
                        Lane.QUICK,
                        Role.USE,
                        List.of("echo", "{out}"),
                        option("text", "--text={value}", new OptionType.Text(".*", 200), false)),
                kind("look", Lane.QUICK, Role.USE, JobKind.Inputs.MANY, List.of("echo", "{out}", "{inputs}")),
                kind(
                        "wait",
                        Lane.QUICK,
                        Role.USE,
                        List.of("wait", "--millis={millis}", "{out}"),
                        option("millis", "", new OptionType.Whole(0, 600_000), true)),
                kind("fail", Lane.QUICK, Role.USE, List.of("fail", "{out}")),
                kind("die", Lane.QUICK, Role.USE, List.of("die")),
                kind(
                        "train",
                        Lane.LONG,
                        Role.TRAIN,
                        List.of("count", "--to={to}", "{run}"),
                        option("to", "", new OptionType.Whole(1, 100_000), true))));
    }

    private static KindOption option(String name, String word, OptionType type, boolean needed) {
        return new KindOption(name, word, type, needed, "An option.");
    }

    private static JobKind kind(String name, Lane lane, Role role, List<String> words, KindOption... options) {
        return new JobKind(
                name, "A kind.", lane, role, JobKind.Inputs.NONE, words, List.of(options), lane == Lane.LONG);
    }

    private static JobKind kind(String name, Lane lane, Role role, JobKind.Inputs inputs, List<String> words) {
        return new JobKind(name, "A kind.", lane, role, inputs, words, List.of(), false);
    }
}
