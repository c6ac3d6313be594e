package dev.ganvas.repair.learn;

import dev.ganvas.image.degrade.Degradation;
import dev.ganvas.image.degrade.GaussianNoise;
import dev.ganvas.image.degrade.OneOf;
import dev.ganvas.image.degrade.PoissonNoise;
import dev.ganvas.image.degrade.Sequence;
import dev.ganvas.image.degrade.Span;
import dev.ganvas.image.degrade.ToneChange;
import dev.ganvas.repair.RepairKind;
import dev.ganvas.repair.network.NetworkShape;
import java.util.List;

/** Photographs taken in too little light, with the noise of it. Some are left as they are, so that bright ones are not changed. */
record Lightening(RepairSettings.Choice choice) implements ToneTask {
    private static final int USUAL_WIDTH = 16;
    private static final Span SAME = Span.of(1);

    /** One in four stays as it is. Noise is that of the small copy, in which most of a photograph's is averaged away. */
    private static final Degradation DAMAGE = OneOf.sometimes(
            0.75,
            Sequence.of(
                    new ToneChange(new Span(0.8, 1.4), new Span(-3.5, -0.5), 0.1, new Span(0.85, 1), new Span(0.7, 1)),
                    new PoissonNoise(new Span(0, 0.5), false),
                    new GaussianNoise(new Span(0, 2), false)));

    @Override
    public RepairKind kind() {
        return RepairKind.LOWLIGHT;
    }

    @Override
    public String title() {
        return "Light";
    }

    @Override
    public NetworkShape network() {
        return NetworkShape.lightCurves(choice.width().orElse(USUAL_WIDTH));
    }

    @Override
    public Degradation damage() {
        return DAMAGE;
    }

    @Override
    public List<Trial> trials() {
        return List.of(trial(1), trial(2), trial(3));
    }

    private static Trial trial(int stops) {
        Degradation damage =
                Sequence.of(new ToneChange(SAME, Span.of(-stops), 0, SAME, SAME), new GaussianNoise(Span.of(2), false));
        return new Trial(
                "stops" + stops,
                stops + (stops == 1 ? " stop" : " stops") + " too dark",
                (clean, seed) -> ToneTask.pair(damage, seed, clean));
    }

    @Override
    public String limits() {
        return "Brings light to photographs that are up to about three stops too dark; it takes out no noise, which grows with the"
                + " light. A picture that is meant to be dark is taken for one that is not.";
    }
}
