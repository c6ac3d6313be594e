package dev.ganvas.server.kind;

import static dev.ganvas.server.kind.CommonOptions.directions;
import static dev.ganvas.server.kind.CommonOptions.edits;
import static dev.ganvas.server.kind.CommonOptions.latent;
import static dev.ganvas.server.kind.CommonOptions.like;
import static dev.ganvas.server.kind.CommonOptions.model;
import static dev.ganvas.server.kind.CommonOptions.models;
import static dev.ganvas.server.kind.CommonOptions.name;
import static dev.ganvas.server.kind.CommonOptions.real;
import static dev.ganvas.server.kind.CommonOptions.seed;
import static dev.ganvas.server.kind.CommonOptions.strength;
import static dev.ganvas.server.kind.CommonOptions.visibleLabel;

import dev.ganvas.server.kind.JobKind.Inputs;
import dev.ganvas.server.kind.OptionType.Choice;
import dev.ganvas.server.kind.OptionType.Flag;
import dev.ganvas.server.kind.OptionType.Real;
import dev.ganvas.server.kind.OptionType.Refers;
import dev.ganvas.server.kind.OptionType.Text;
import dev.ganvas.server.kind.OptionType.Whole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of job that a server does. Routes, the description of the interface, checks and command lines all come from this table. */
public final class Kinds {
    private static final List<String> AUTO = List.of("auto");
    static final List<String> AUTO_OFF = List.of("auto", "off");
    private static final int MOST_PICTURES = 1000;

    private final Map<String, JobKind> byName = new LinkedHashMap<>();

    public Kinds(List<JobKind> kinds) {
        kinds.forEach(kind -> byName.put(kind.name(), kind));
    }

    public Optional<JobKind> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public List<JobKind> all() {
        return List.copyOf(byName.values());
    }

    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** What the command line of Ganvas does. */
    public static Kinds ofVerbs() {
        return new Kinds(Stream.of(
                        making(),
                        repairing(),
                        understanding(),
                        finding(),
                        FaceKinds.all(),
                        searching(),
                        labels(),
                        LearningKinds.all())
                .flatMap(List::stream)
                .toList());
    }

    private static List<JobKind> making() {
        return List.of(
                quick("generate", "Draws new pictures from a trained generator.", Inputs.NONE)
                        .does("generate", "{model}", "--out={out}/pictures")
                        .with(model())
                        .with("n", "-n={value}", new Whole(1, MOST_PICTURES), "How many pictures.")
                        .with(seed())
                        .with("class", "--class={value}", name(), "Draw this class.")
                        .with(
                                "truncation",
                                "--truncation={value}",
                                real(0.01, 1),
                                "Smaller is more typical, less varied.")
                        .with("grid", "--grid", new Flag(), "Also all of them as one picture.")
                        .with(latent())
                        .with(like())
                        .with(strength())
                        .with(directions())
                        .with(edits())
                        .with(visibleLabel())
                        .kind(),
                quick("animate", "A round trip through pictures of a generator, as an animation.", Inputs.NONE)
                        .does("generate", "{model}", "--out={out}/loop.{format}")
                        .with(model())
                        .needs("format", "", new Choice(List.of("gif", "apng", "png")), "Kind of the animation's file.")
                        .needs("points", "--interpolate={value}", new Whole(2, 100), "Pictures that it goes through.")
                        .with("frames", "--frames={value}", new Whole(1, 240), "Pictures from each point to the next.")
                        .with("fps", "--fps={value}", new Whole(1, 60), "Pictures a second.")
                        .with("class", "--class={value}", name(), "Draw this class.")
                        .with(seed())
                        .with(visibleLabel())
                        .kind(),
                quick(
                                "project",
                                "The picture of a generator that is nearest to a given one, and its latent point.",
                                Inputs.ONE)
                        .does(
                                "project",
                                "{first}",
                                "--model={model}",
                                "--out={out}/pair.png",
                                "--latent={out}/latent.json")
                        .with(model())
                        .with("class", "--class={value}", name(), "Look in this class.")
                        .with("steps", "--steps={value}", new Whole(1, 2000), "Improvements of the best random points.")
                        .with(seed())
                        .keeping());
    }

    private static List<JobKind> repairing() {
        return List.of(
                quick(
                                "restore",
                                "Takes noise, JPEG blocks, scratches and blur out of pictures, and fills holes.",
                                Inputs.MANY)
                        .does("restore", "{in}", "--out={out}")
                        .with("denoise", "--denoise={value}", new Real(0, 75, AUTO_OFF), "How strong the noise is.")
                        .with("jpeg", "--jpeg={value}", new Choice(AUTO_OFF), "Mend what JPEG leaves.")
                        .with("deblur", "--deblur", new Flag(), "Sharpen mild blur, with a model of your own.")
                        .with("strength", "--strength={value}", real(0, 1), "How much of the change is taken.")
                        .with(
                                "scratches",
                                "--scratches={value}",
                                new Real(0, 1, AUTO_OFF),
                                "Find scratches and fill them.")
                        .with("old_photo", "--old-photo", new Flag(), "All that an old photograph needs.")
                        .with(
                                "sepia",
                                "--sepia={value}",
                                new Choice(List.of("keep", "grey")),
                                "With old_photo: its tone.")
                        .with("fill", "--fill={value}", new Refers(Reference.To.FILE), "Mask whose white is filled.")
                        .with("fill_transparent", "--fill=alpha", new Flag(), "Fill what is transparent.")
                        .with("fill_color", "--fill-color={value}", new Text("#[0-9a-fA-F]{6}", 7), "Fill this colour.")
                        .with(models())
                        .with(seed())
                        .kind(),
                quick(
                                "enhance",
                                "Makes pictures larger, and brings light and colour to where they look best.",
                                Inputs.MANY)
                        .does("enhance", "{in}", "--out={out}")
                        .with(SCALE, "--scale={value}", new Whole(1, 4), "How many times as wide and high.")
                        .with("detail", "--detail={value}", real(0, 1), "With scale: how much detail is made up.")
                        .with("light", "--light={value}", new Real(0, 1, AUTO), "Brings light to dark pictures.")
                        .with("color", "--color={value}", real(0, 1), "Brings dull colours to life.")
                        .with("contrast", "--contrast={value}", real(0, 1), "Contrast of each neighbourhood.")
                        .with("white_balance", "--white-balance={value}", real(0, 1), "Takes the light's colour out.")
                        .with(models())
                        .kind());
    }

    /** The option of enhancing that makes pictures larger. */
    public static final String SCALE = "scale";

    private static List<JobKind> understanding() {
        return List.of(
                quick("recognize", "Says what is in pictures, and how sure that is.", Inputs.MANY)
                        .does("recognize", "{in}")
                        .with(
                                "what",
                                "--what={value}",
                                new Choice(List.of("objects", "scenes", "all")),
                                "What is looked for.")
                        .with(models())
                        .with("top", "--top={value}", new Whole(1, 100), "Classes to name.")
                        .with("threshold", "--threshold={value}", real(0, 1), "Below this it is none of these.")
                        .with("draw", "--draw={out}", new Flag(), "Also each picture with its class above it.")
                        .kind(),
                quick(
                                "explain",
                                "Where a classifier looked in pictures, and what speaks against its answer.",
                                Inputs.MANY)
                        .does("explain", "{model}", "{in}", "--out={out}")
                        .with(model())
                        .with("class", "--class={value}", name(), "Ask about this class.")
                        .with("method", "--method={value}", new Choice(METHODS), "How it is found.")
                        .with(seed())
                        .kind(),
                quick("directions", "The directions in which a generator's pictures can be changed.", Inputs.NONE)
                        .does("explain", "{model}", "--out={out}")
                        .with(model())
                        .with("attributes", "--attributes={value}", new Refers(Reference.To.DATA), "Known attributes.")
                        .with("n", "-n={value}", new Whole(1, 64), "Directions by each method that needs no names.")
                        .with(seed())
                        .keeping());
    }

    private static final List<String> METHODS =
            List.of("gradcam", "gradcam++", "layercam", "integrated-gradients", "occlusion", "rise", "eigencam");

    private static List<JobKind> finding() {
        return List.of(quick("plates", "Finds and reads licence plates.", Inputs.MANY)
                .does("plates", "{in}")
                .kind());
    }

    private static List<JobKind> searching() {
        return List.of(
                quick("index", "An index of pictures, to search in.", Inputs.MANY)
                        .does("search", "index", "{in}", "--into={out}/index")
                        .with("model", "--model={value}", new Refers(Reference.To.MODEL), "The model to look with.")
                        .keeping(),
                quick("search", "Finds pictures that look like one.", Inputs.ONE)
                        .does("search", "{first}", "--index={index}")
                        .needs("index", "", new Refers(Reference.To.INDEX), "Where to look.")
                        .with("matches", "--matches={value}", new Whole(1, MOST_PICTURES), "How many to find.")
                        .with("draw", "--draw={out}/alike.png", new Flag(), "Also a sheet of the matches.")
                        .kind(),
                quick("duplicates", "Finds pictures that are the same or nearly so.", Inputs.MANY)
                        .does("search", "duplicates", "{in}")
                        .with("bits", "--bits={value}", new Whole(0, 16), "How many of 64 bits may differ.")
                        .with("draw", "--draw={out}/duplicates.png", new Flag(), "Also a sheet of the groups.")
                        .kind(),
                quick("clusters", "Groups pictures that are alike.", Inputs.MANY)
                        .does("search", "clusters", "{in}", "--out={out}/groups.png")
                        .with("clusters", "--clusters={value}", new Whole(1, 100), "How many groups.")
                        .with(seed())
                        .kind());
    }

    private static List<JobKind> labels() {
        return List.of(
                quick("label-read", "What pictures say of their origin.", Inputs.MANY)
                        .does("label", "read", "{inputs}")
                        .kind(),
                quick("label-verify", "Whether pictures have a valid label, and were changed since.", Inputs.MANY)
                        .does("label", "verify", "{inputs}")
                        .kind(),
                quick("label-write", "Puts a label into pictures that says that they are generated.", Inputs.MANY)
                        .does("label", "write", "{inputs}", "--out={out}")
                        .with("certainty", "--certainty={value}", new Choice(CERTAINTIES), "How sure that is.")
                        .with("composite", "--composite", new Flag(), "Only parts are generated.")
                        .with("producer", "--producer={value}", name(), "Who generated.")
                        .with("produce_id", "--produce-id={value}", name(), "The producer's number.")
                        .with("propagator", "--propagator={value}", name(), "Who publishes.")
                        .with("propagate_id", "--propagate-id={value}", name(), "The publisher's number.")
                        .kind());
    }

    private static final List<String> CERTAINTIES = List.of("generated", "possibly", "suspected");

    static KindDraft quick(String name, String about, Inputs inputs) {
        return new KindDraft(name, about, Lane.QUICK, Role.USE, inputs);
    }
}
