package dev.ganvas.repair.learn;

import dev.ganvas.data.CropBatches;
import dev.ganvas.image.degrade.Blur;
import dev.ganvas.image.degrade.Degradation;
import dev.ganvas.image.degrade.GaussianNoise;
import dev.ganvas.image.degrade.OneOf;
import dev.ganvas.image.degrade.Sequence;
import dev.ganvas.image.degrade.Span;
import dev.ganvas.image.measure.Comparison;
import dev.ganvas.repair.RepairKind;
import dev.ganvas.repair.network.NetworkShape;
import java.util.List;

/** Mild blur of several origins, with a little noise; the network has to see by itself which. */
record Deblurring(RepairSettings.Choice choice) implements RepairTask {
    private static final int USUAL_WIDTH = 16;
    private static final int SHOWN = 64;

    /** What blurs into the part that is shown: as far as the widest kernel reaches. */
    private static final int MARGIN = 16;

    private static final GaussianNoise NOISE = new GaussianNoise(new Span(0, 5), false);

    private static final Degradation DAMAGE = Sequence.of(
            OneOf.of(
                    new Blur(Blur.Kind.GAUSSIAN, new Span(0.5, 3)),
                    new Blur(Blur.Kind.DISK, new Span(1, 5)),
                    new Blur(Blur.Kind.MOTION, new Span(3, 25)),
                    new Blur(Blur.Kind.SHAKE, new Span(3, 25))),
            NOISE);

    @Override
    public RepairKind kind() {
        return RepairKind.DEBLUR;
    }

    @Override
    public String title() {
        return "Deblurrer";
    }

    @Override
    public NetworkShape network() {
        return NetworkShape.unet(kind().told(), choice.width().orElse(USUAL_WIDTH));
    }

    @Override
    public int side() {
        return SHOWN + 2 * MARGIN;
    }

    @Override
    public int shown() {
        return SHOWN;
    }

    @Override
    public RepairLoss loss() {
        return RepairLoss.CHARBONNIER;
    }

    @Override
    public CropBatches.Maker<Pair> pairs() {
        return (clean, seed) -> Pair.of(DAMAGE, clean, seed).crop(MARGIN, MARGIN, SHOWN);
    }

    @Override
    public List<Trial> trials() {
        return List.of(
                trial("gaussian", "Gaussian blur, sigma 1.6", Blur.Kind.GAUSSIAN, 1.6),
                trial("disk", "disk of radius 3", Blur.Kind.DISK, 3),
                trial("motion", "motion of 15 pixels", Blur.Kind.MOTION, 15));
    }

    private static Trial trial(String name, String label, Blur.Kind kind, double strength) {
        Degradation damage = Sequence.of(new Blur(kind, Span.of(strength)), GaussianNoise.of(2));
        return new Trial(name, label, (clean, seed) -> Pair.of(damage, clean, seed));
    }

    @Override
    public Comparison comparison() {
        return Comparison.whole();
    }

    @Override
    public String limits() {
        return "Sharpens mild blur that is the same all over the picture, with little noise. Detail that the blur has wiped out does"
                + " not come back.";
    }
}
