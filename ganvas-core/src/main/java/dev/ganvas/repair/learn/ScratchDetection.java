package dev.ganvas.repair.learn;

import dev.ganvas.data.CropBatches;
import dev.ganvas.data.PicturePool;
import dev.ganvas.image.Planes;
import dev.ganvas.image.degrade.Blur;
import dev.ganvas.image.degrade.Damaged;
import dev.ganvas.image.degrade.Degradation;
import dev.ganvas.image.degrade.Fading;
import dev.ganvas.image.degrade.FilmGrain;
import dev.ganvas.image.degrade.Jpeg;
import dev.ganvas.image.degrade.OldPhoto;
import dev.ganvas.image.degrade.OneOf;
import dev.ganvas.image.degrade.PaperDamage;
import dev.ganvas.image.degrade.Sequence;
import dev.ganvas.image.degrade.Span;
import dev.ganvas.image.degrade.SurfaceDamage;
import dev.ganvas.image.measure.Comparison;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.RepairKind;
import dev.ganvas.repair.network.NetworkShape;
import java.io.IOException;
import java.util.List;

/**
 * Scratches, dust, folds and spots, to be found rather than mended: the clean picture of a pair is the mask of the damage. Many
 * pictures are without damage, so that twigs, wires and hairs are told from it (after the detector of Wan et al., "Bringing old
 * photos back to life", CVPR 2020, which is trained on synthetic scratches too).
 */
record ScratchDetection(RepairSettings.Choice choice) implements RepairTask {
    private static final int USUAL_WIDTH = 16;
    private static final int SHOWN = 64;

    /** Marks begin outside of what is shown, too. */
    private static final int MARGIN = 16;

    /** Part of pictures that nothing is wrong with. */
    private static final double UNHARMED = 0.3;

    /** A change of fewer levels is hardly seen, as of a white scratch on white: nothing to be found. */
    private static final float LEAST_SEEN = 10 / 255f;

    private static final Degradation BEFORE = Sequence.of(
            OneOf.sometimes(0.3, new Blur(Blur.Kind.GAUSSIAN, new Span(0, 1.4))),
            OneOf.sometimes(0.5, new Fading(new Span(0.5, 0.95), 0.7, 0.7)));

    private static final SurfaceDamage SURFACE = new SurfaceDamage(5, 70);
    private static final PaperDamage PAPER = new PaperDamage(2, 12);

    private static final Degradation AFTER = Sequence.of(
            OneOf.sometimes(0.6, new FilmGrain(new Span(0, 12), new Span(0.4, 1.2), true)),
            OneOf.sometimes(0.5, new Jpeg(new Span(50, 95))));

    @Override
    public RepairKind kind() {
        return RepairKind.SCRATCHES;
    }

    @Override
    public String title() {
        return "Scratch detector";
    }

    @Override
    public NetworkShape network() {
        return NetworkShape.detector(choice.width().orElse(USUAL_WIDTH));
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
        return RepairLoss.CROSS_ENTROPY_AND_DICE;
    }

    @Override
    public CropBatches.Maker<Pair> pairs() {
        return (clean, seed) -> pair(clean, seed).crop(MARGIN, MARGIN, SHOWN);
    }

    private static Pair pair(Planes clean, Seed seed) {
        Planes aged = BEFORE.apply(clean, seed.child("before"));
        RandomStream stream = seed.child("which").stream();
        Damaged damaged = new Damaged(aged, Planes.black(clean.width(), clean.height(), 1));
        if (stream.nextDouble() >= UNHARMED) {
            damaged = SURFACE.damage(aged, seed.child("surface"));
            if (stream.nextDouble() < 0.4) {
                damaged = joined(damaged, PAPER.damage(damaged.picture(), seed.child("paper")));
            }
        }
        Planes given = AFTER.apply(damaged.picture(), seed.child("after")).inEightBits();
        return new Pair(given, seen(damaged, aged));
    }

    private static Damaged joined(Damaged first, Damaged second) {
        Planes mask = second.mask();
        for (int i = 0; i < mask.values().length; i++) {
            mask.values()[i] = Math.max(mask.values()[i], first.mask().values()[i]);
        }
        return second;
    }

    /** The mask without what nobody sees. */
    private static Planes seen(Damaged damaged, Planes before) {
        Planes now = damaged.picture().inEightBits();
        Planes was = before.inEightBits();
        int area = now.area();
        float[] change = new float[area];
        for (int i = 0; i < now.values().length; i++) {
            change[i % area] = Math.max(change[i % area], Math.abs(now.values()[i] - was.values()[i]));
        }
        Planes mask = Planes.black(now.width(), now.height(), 1);
        for (int i = 0; i < area; i++) {
            mask.values()[i] = change[i] >= LEAST_SEEN ? damaged.mask().values()[i] : 0;
        }
        return mask;
    }

    @Override
    public List<Trial> trials() {
        return List.of(
                new Trial("surface", "scratches and dust", (clean, seed) -> {
                    Damaged damaged = new SurfaceDamage(12, 60).damage(clean, seed);
                    return new Pair(damaged.picture().inEightBits(), seen(damaged, clean));
                }),
                new Trial("paper", "folds and spots", (clean, seed) -> {
                    Damaged damaged = new PaperDamage(3, 12).damage(clean, seed);
                    return new Pair(damaged.picture().inEightBits(), seen(damaged, clean));
                }),
                new Trial("old", "old photographs", (clean, seed) -> {
                    Damaged damaged = new OldPhoto(0.7).damage(clean, seed);
                    return new Pair(damaged.picture(), damaged.mask());
                }),
                new Trial(
                        DetectionTrials.CLEAN,
                        "clean pictures",
                        (clean, seed) -> new Pair(clean, Planes.black(clean.width(), clean.height(), 1))));
    }

    @Override
    public RepairEvaluation evaluation(PicturePool pool, int[] heldOut) throws IOException {
        return DetectionTrials.on(pool, heldOut, this);
    }

    @Override
    public Comparison comparison() {
        return Comparison.whole();
    }

    @Override
    public String limits() {
        return "Finds scratches, dust, folds and small spots as they were painted on photographs to train it, up to some 10 pixels"
                + " wide. Large tears and stains are another matter. Thin bright or dark lines that belong to the picture, such as"
                + " wires, whiskers and rain, can be taken for scratches: look at the mask.";
    }
}
