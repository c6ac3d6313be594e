package dev.ganvas.server.kind;

import static dev.ganvas.server.kind.CommonOptions.directions;
import static dev.ganvas.server.kind.CommonOptions.edits;
import static dev.ganvas.server.kind.CommonOptions.latent;
import static dev.ganvas.server.kind.CommonOptions.model;
import static dev.ganvas.server.kind.CommonOptions.name;
import static dev.ganvas.server.kind.CommonOptions.real;
import static dev.ganvas.server.kind.CommonOptions.seed;
import static dev.ganvas.server.kind.Kinds.quick;

import dev.ganvas.server.kind.JobKind.Inputs;
import dev.ganvas.server.kind.OptionType.Flag;
import dev.ganvas.server.kind.OptionType.Whole;
import java.util.List;

/**
 * What is answered at once, without a job: a picture of a generator, what of it can be moved, and what restoring and enhancing make of
 * a part of a picture.
 *
 * <p>Requests for {@code draw}, {@code restore} and {@code enhance} have the options that those for jobs have, so that what is liked can
 * be had as a job.
 */
public final class LiveKinds {
    private static final int MOST_SIDE = 512;

    private LiveKinds() {}

    /** The kinds. */
    public static Kinds all() {
        return new Kinds(List.of(
                quick(
                                "draw",
                                "One picture of a generator, at once; a newer request takes an older one's place.",
                                Inputs.NONE)
                        .does("live", "draw", "{model}")
                        .with(model())
                        .with(seed())
                        .with("class", "--class={value}", name(), "Draw this class.")
                        .with(
                                "truncation",
                                "--truncation={value}",
                                real(0.01, 1),
                                "Smaller is more typical, less varied.")
                        .with(latent())
                        .with(directions())
                        .with(edits())
                        .kind(),
                quick("axes", "What of a generator's pictures can be moved.", Inputs.NONE)
                        .does("live", "axes", "{model}")
                        .with(model())
                        .kind(),
                looking(quick("part", "A part of a picture as it is, to compare with.", Inputs.ONE)
                                .does("live", "part", "{first}"))
                        .with(Kinds.SCALE, "--scale={value}", new Whole(1, 4), "As a part that is enlarged so often.")
                        .kind(),
                preview("restore"),
                preview("enhance")));
    }

    /** What a job of that kind makes of a part of a picture; asked for as the job is. */
    private static JobKind preview(String verb) {
        KindDraft draft = looking(
                quick(verb, "What a job of kind " + verb + " makes of a part of a picture, at once.", Inputs.ONE)
                        .does("live", verb, "{first}"));
        Kinds.ofVerbs().named(verb).orElseThrow().options().forEach(draft::with);
        return draft.kind();
    }

    private static KindDraft looking(KindDraft draft) {
        return draft.with("x", "--x={value}", real(0, 1), "Where the part lies: 0 at the left, 1 at the right.")
                .with("y", "--y={value}", real(0, 1), "Where the part lies: 0 at the top, 1 at the bottom.")
                .with("side", "--side={value}", new Whole(64, MOST_SIDE), "Pixels of the answer a side, at most.")
                .with("whole", "--whole", new Flag(), "All of the picture, smaller, in place of a part.");
    }
}
