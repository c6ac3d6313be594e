package dev.ganvas.server.kind;

import dev.ganvas.server.kind.OptionType.Flag;
import dev.ganvas.server.kind.OptionType.Real;
import dev.ganvas.server.kind.OptionType.Refers;
import dev.ganvas.server.kind.OptionType.Several;
import dev.ganvas.server.kind.OptionType.Text;
import dev.ganvas.server.kind.OptionType.Whole;
import java.util.List;

/** Options and types of options that several kinds of job have. */
final class CommonOptions {
    private static final String NAME = "[\\p{L}\\p{N}][\\p{L}\\p{N} _./+=#-]*";
    private static final int NAME_LENGTH = 100;
    private static final int MOST_MODELS = 8;
    private static final int MOST_EDITS = 16;

    private CommonOptions() {}

    static Real real(double low, double high) {
        return new Real(low, high, List.of());
    }

    static Text name() {
        return new Text(NAME, NAME_LENGTH);
    }

    static KindOption model() {
        return new KindOption("model", "", new Refers(Reference.To.MODEL), true, "The model.");
    }

    static KindOption models() {
        return new KindOption(
                "models",
                "--model={value}",
                new Several(new Refers(Reference.To.MODEL), MOST_MODELS),
                false,
                "Models of your own, before those that ship.");
    }

    static KindOption seed() {
        return new KindOption(
                "seed", "--seed={value}", new Whole(0, Long.MAX_VALUE), false, "Names everything random.");
    }

    static KindOption latent() {
        return new KindOption(
                "from_latent", "--from-latent={value}", new Refers(Reference.To.LATENT), false, "Draw this point.");
    }

    static KindOption like() {
        return new KindOption(
                "like", "--like={value}", new Refers(Reference.To.FILE), false, "Draw pictures near this one.");
    }

    static KindOption strength() {
        return new KindOption("strength", "--strength={value}", real(0, 1), false, "With like: how far from it.");
    }

    static KindOption directions() {
        return new KindOption(
                "directions",
                "--directions={value}",
                new Refers(Reference.To.DIRECTIONS),
                false,
                "Where the directions of edit are.");
    }

    static KindOption edits() {
        return new KindOption(
                "edit",
                "--edit={value}",
                new Several(new Text("[A-Za-z0-9_=. -]{1,80}=[+-]?\\d{1,3}(\\.\\d{1,4})?", NAME_LENGTH), MOST_EDITS),
                false,
                "Moves along directions, such as brightness=+2.");
    }

    static KindOption visibleLabel() {
        return new KindOption(
                "visible_label",
                "--visible-label",
                new Flag(),
                false,
                "Also write into a corner of each picture that it is generated.");
    }
}
