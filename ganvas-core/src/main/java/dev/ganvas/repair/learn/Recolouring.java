package dev.ganvas.repair.learn;

import dev.ganvas.image.degrade.Degradation;
import dev.ganvas.image.degrade.OneOf;
import dev.ganvas.image.degrade.Span;
import dev.ganvas.image.degrade.ToneChange;
import dev.ganvas.repair.RepairKind;
import dev.ganvas.repair.network.NetworkShape;
import java.util.List;

/** Photographs developed wrongly: dull, tinted, flat. Some are left as they are, so that good ones are not changed. */
record Recolouring(RepairSettings.Choice choice) implements ToneTask {
    private static final int USUAL_WIDTH = 16;

    /** Most of a picture is seen at once, since what suits it shows in all of it. */
    private static final Span SAME = Span.of(1);

    private static final Span NONE = Span.of(0);

    /** As light bulbs have it, half corrected. */
    private static final double MOST_TINT = 0.4;

    private static final Degradation MILD =
            new ToneChange(new Span(0.75, 1.33), new Span(-0.5, 0.5), MOST_TINT, new Span(0.7, 1.1), new Span(0.4, 1));

    /** One in five stays as it is. */
    private static final Degradation DAMAGE = new OneOf(0.8, List.of(MILD, ToneChange.broad()));

    @Override
    public RepairKind kind() {
        return RepairKind.COLOR;
    }

    @Override
    public String title() {
        return "Colour";
    }

    @Override
    public NetworkShape network() {
        return NetworkShape.colourCurves(choice.width().orElse(USUAL_WIDTH));
    }

    @Override
    public Degradation damage() {
        return DAMAGE;
    }

    @Override
    public List<Trial> trials() {
        return List.of(
                trial(
                        "dull",
                        "half the saturation, 0.7 of the contrast",
                        new ToneChange(SAME, NONE, 0, Span.of(0.7), Span.of(0.5))),
                trial("tinted", "a cast of up to 40 %", new ToneChange(SAME, NONE, MOST_TINT, SAME, SAME)),
                trial("broad", "all together", ToneChange.broad()));
    }

    private static Trial trial(String name, String label, Degradation damage) {
        return new Trial(name, label, (clean, seed) -> ToneTask.pair(damage, seed, clean));
    }

    @Override
    public String limits() {
        return "Chooses one change of colour for a whole picture. What was cut off at black and white does not come back, and a picture"
                + " that is meant to be dull or tinted is taken for one that is not.";
    }
}
