package dev.ganvas.server.kind;

import static dev.ganvas.server.kind.CommonOptions.name;
import static dev.ganvas.server.kind.CommonOptions.real;
import static dev.ganvas.server.kind.Kinds.quick;

import dev.ganvas.server.kind.JobKind.Inputs;
import dev.ganvas.server.kind.OptionType.Choice;
import dev.ganvas.server.kind.OptionType.Flag;
import dev.ganvas.server.kind.OptionType.Refers;
import dev.ganvas.server.kind.OptionType.Whole;
import java.util.List;

/** Kinds of job about faces: found, made unreadable, and compared with those of a gallery that a key keeps. */
final class FaceKinds {
    /** So many people a gallery may know; comparing each face with all of theirs takes time. */
    private static final String MOST_PEOPLE = "--most-people=1000";

    private static final Inputs TWO = new Inputs(2, 2);

    private FaceKinds() {}

    static List<JobKind> all() {
        return List.of(
                quick("faces-detect", "Finds the faces of pictures.", Inputs.MANY)
                        .does("faces", "detect", "{in}")
                        .with("draw", "--draw={out}", new Flag(), "Also each picture with boxes around its faces.")
                        .kind(),
                quick("faces-blur", "Makes the faces of pictures unreadable.", Inputs.MANY)
                        .does("faces", "blur", "{in}", "--out={out}")
                        .with(
                                "cover",
                                "--cover={value}",
                                new Choice(List.of("pixels", "fill")),
                                "How they are covered.")
                        .with("plates", "--plates", new Flag(), "Cover licence plates, too.")
                        .kind(),
                quick("faces-crop", "Cuts out the largest face of each picture, turned upright.", Inputs.MANY)
                        .does("faces", "crop", "{in}", "--out={out}")
                        .kind(),
                quick("faces-enrol", "Adds a person's faces to a gallery; it keeps numbers, no pictures.", Inputs.MANY)
                        .does("faces", "enrol", "{in}", "--into={gallery}", "--person={person}", MOST_PEOPLE)
                        .needs(
                                "gallery",
                                "",
                                new Refers(Reference.To.NEW_GALLERY),
                                "The gallery, made when there is none.")
                        .needs("person", "", name(), "Who is to be seen in all the pictures.")
                        .kind(),
                quick("faces-find", "Says who of a gallery is in a picture, and how sure that is.", Inputs.ONE)
                        .does("faces", "find", "{first}", "--gallery={gallery}")
                        .with(gallery())
                        .with("matches", "--matches={value}", new Whole(1, 100), "People to name for each face.")
                        .with(falseAccepts())
                        .kind(),
                quick("faces-verify", "Says whether two pictures show the same person.", TWO)
                        .does("faces", "verify", "{inputs}")
                        .with(
                                "gallery",
                                "--gallery={value}",
                                new Refers(Reference.To.GALLERY),
                                "The gallery whose own pairs tell the threshold.")
                        .with(falseAccepts())
                        .with("explain", "--explain={out}/alike.png", new Flag(), "Also what made them alike.")
                        .kind(),
                quick("faces-people", "Lists the people of a gallery, and how often it is wrong.", Inputs.NONE)
                        .does("faces", "gallery", "{gallery}")
                        .with(gallery())
                        .kind(),
                quick(
                                "faces-remove",
                                "Removes a person from a gallery; nothing of the person stays in it.",
                                Inputs.NONE)
                        .does("faces", "remove", "{person}", "--gallery={gallery}")
                        .with(gallery())
                        .needs("person", "", name(), "The person to remove.")
                        .kind());
    }

    private static KindOption gallery() {
        return new KindOption("gallery", "", new Refers(Reference.To.GALLERY), true, "The gallery.");
    }

    private static KindOption falseAccepts() {
        return new KindOption(
                "false_accepts",
                "--false-accepts={value}",
                real(0, 1),
                false,
                "Share of pairs of two persons that may be taken for one.");
    }
}
