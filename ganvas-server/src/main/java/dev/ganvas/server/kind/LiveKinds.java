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
import java.util.List;

/**
 * What is answered at once, without a job: a picture of a generator, and what of it can be moved.
 *
 * <p>Requests for {@code draw} have the options that those for {@code generate} have, so that a picture that is liked can be had as a
 * job.
 */
public final class LiveKinds {
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
                        .kind()));
    }
}
