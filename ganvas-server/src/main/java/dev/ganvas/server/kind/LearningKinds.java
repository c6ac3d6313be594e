package dev.ganvas.server.kind;

import static dev.ganvas.server.kind.CommonOptions.model;
import static dev.ganvas.server.kind.CommonOptions.name;
import static dev.ganvas.server.kind.CommonOptions.seed;

import dev.ganvas.server.kind.JobKind.Inputs;
import dev.ganvas.server.kind.OptionType.Choice;
import dev.ganvas.server.kind.OptionType.Flag;
import dev.ganvas.server.kind.OptionType.Real;
import dev.ganvas.server.kind.OptionType.Refers;
import dev.ganvas.server.kind.OptionType.Text;
import dev.ganvas.server.kind.OptionType.Whole;
import java.util.List;

/** Jobs that train, and those that measure what was trained. */
final class LearningKinds {
    private static final List<String> TASKS = List.of(
            "generate",
            "classify",
            "features",
            "denoise",
            "deblock",
            "deblur",
            "superres",
            "fill",
            "color",
            "lowlight",
            "scratches");

    private LearningKinds() {}

    static List<JobKind> all() {
        return List.of(
                new KindDraft(
                                "train",
                                "Trains a network on pictures; what is there when it is stopped can go on.",
                                Lane.LONG,
                                Role.TRAIN,
                                Inputs.NONE)
                        .does("train", "{data}", "--out={run}")
                        .needs("data", "", new Refers(Reference.To.DATA), "The pictures.")
                        .with("task", "--task={value}", new Choice(TASKS), "What to train.")
                        .with("size", "--size={value}", new Text("\\d{1,3}(x\\d{1,3})?", 7), "Side in pixels.")
                        .with(
                                "fit",
                                "--fit={value}",
                                new Choice(List.of("crop", "pad", "stretch")),
                                "How pictures fit.")
                        .with("budget", "--budget={value}", new Text("\\d{1,4}[smhd](\\d{1,2}[smh])*", 16), "How long.")
                        .with("images", "--images={value}", new Text("\\d{1,9}[km]?", 12), "Or: pictures to show.")
                        .with("seed", "--seed={value}", new Whole(0, Long.MAX_VALUE), "Names everything random.")
                        .with(
                                "precision",
                                "--precision={value}",
                                new Choice(List.of("auto", "fp32", "bf16")),
                                "Of numbers.")
                        .with("threads", "--threads={value}", new Whole(1, 256), "Threads to use.")
                        .with("from", "--from={value}", new Refers(Reference.To.MODEL), "Begin with these weights.")
                        .with("data_licence", "--data-licence={value}", name(), "The terms of the pictures.")
                        .with("recipe", "--recipe={value}", new Choice(List.of("dcgan", "modern")), "Of a generator.")
                        .with(
                                "classes",
                                "--classes={value}",
                                new Choice(Kinds.AUTO_OFF),
                                "Whether to learn the classes.")
                        .with("mirror", "--mirror", new Flag(), "Show pictures mirrored half the time.")
                        .with(
                                "augment",
                                "--augment={value}",
                                new Real(0, 0.8, Kinds.AUTO_OFF),
                                "Of what the discriminator sees.")
                        .with("batch", "--batch={value}", new Whole(1, 1024), "Pictures a step.")
                        .with("stop_early", "--stop-early", new Flag(), "End when figures have ceased to fall.")
                        .with(
                                Kinds.SCALE,
                                "--scale={value}",
                                new Whole(2, 4),
                                "Of task superres: how many times as large.")
                        .keeping(),
                new KindDraft(
                                "evaluate",
                                "How far a generator's pictures are from real ones, or how often a classifier is right.",
                                Lane.LONG,
                                Role.TRAIN,
                                Inputs.NONE)
                        .does("evaluate", "{model}", "{data}")
                        .with(model())
                        .needs("data", "", new Refers(Reference.To.DATA), "The real pictures.")
                        .with("n", "--n={value}", new Text("\\d{1,6}k?", 7), "Pictures on each side, at most.")
                        .with(seed())
                        .with("neighbours", "--neighbours={out}/neighbours.png", new Flag(), "Also the nearest pairs.")
                        .kind());
    }
}
