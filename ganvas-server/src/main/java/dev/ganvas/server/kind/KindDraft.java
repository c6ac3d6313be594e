package dev.ganvas.server.kind;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A kind in the making. */
final class KindDraft {
    private final String name;
    private final String about;
    private final Lane lane;
    private final Role role;
    private final JobKind.Inputs inputs;
    private final List<KindOption> options = new ArrayList<>();
    private List<String> words = List.of();

    KindDraft(String name, String about, Lane lane, Role role, JobKind.Inputs inputs) {
        this.name = name;
        this.about = about;
        this.lane = lane;
        this.role = role;
        this.inputs = inputs;
    }

    KindDraft does(String... line) {
        words = Arrays.asList(line);
        return this;
    }

    KindDraft with(KindOption option) {
        options.add(option);
        return this;
    }

    KindDraft with(String option, String word, OptionType type, String what) {
        return with(new KindOption(option, word, type, false, what));
    }

    KindDraft needs(String option, String word, OptionType type, String what) {
        return with(new KindOption(option, word, type, true, what));
    }

    JobKind kind() {
        return new JobKind(name, about, lane, role, inputs, words, options, false);
    }

    JobKind keeping() {
        return new JobKind(name, about, lane, role, inputs, words, options, true);
    }
}
