package dev.ganvas.repair.learn;

import dev.ganvas.data.CropBatches;
import dev.ganvas.image.Planes;
import dev.ganvas.image.degrade.Holes;
import dev.ganvas.image.fill.HalfSize;
import dev.ganvas.image.fill.HarmonicFill;
import dev.ganvas.image.measure.Comparison;
import dev.ganvas.image.measure.Psnr;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.HoleInput;
import dev.ganvas.repair.RepairKind;
import dev.ganvas.repair.network.NetworkShape;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Holes of strokes and boxes, from thin to thick. What is added to is the smoothest surface through the rim, or now and then a coarse
 * picture of what is missing, as it comes from filling a large hole at a smaller size first.
 */
record HoleFilling(RepairSettings.Choice choice) implements RepairTask {
    private static final int USUAL_WIDTH = 32;
    private static final int SIDE = 80;

    /** Side of a picture that holes are drawn on before a part of it is cut out. */
    private static final int CANVAS = 128;

    /** As those of trials, and larger ones; most are thin, because those have most to learn from. */
    private static final List<Holes> DRAWN =
            List.of(Holes.training(), Holes.thick(), Holes.medium(), Holes.medium(), Holes.thin(), Holes.thin());

    /** Times that holes are drawn until one is met by the part. */
    private static final int ATTEMPTS = 20;

    /** One in so many begins with a coarse picture. */
    private static final int COARSE = 4;

    /** More than for others of its size: it starts from nothing that resembles the result. */
    private static final double RATE = 1e-3;

    /** What holes are shown as. */
    private static final float GREY = 0.5f;

    @Override
    public RepairKind kind() {
        return RepairKind.FILL;
    }

    @Override
    public String title() {
        return "Hole filler";
    }

    @Override
    public NetworkShape network() {
        return NetworkShape.holeUnet(kind().told(), choice.width().orElse(USUAL_WIDTH));
    }

    @Override
    public int side() {
        return SIDE;
    }

    @Override
    public RepairLoss loss() {
        return RepairLoss.GENTLE;
    }

    @Override
    public OptionalDouble highestRate() {
        return OptionalDouble.of(RATE);
    }

    @Override
    public CropBatches.Maker<Pair> pairs() {
        return (clean, seed) -> {
            RandomStream stream = seed.child("kind").stream();
            Planes mask = mask(DRAWN.get(stream.nextInt(DRAWN.size())), seed.child("mask"));
            Planes guess = stream.nextInt(COARSE) == 0 ? coarse(clean, mask) : HarmonicFill.apply(clean, mask);
            return new Pair(HoleInput.of(guess, mask), clean);
        };
    }

    private static Planes mask(Holes holes, Seed seed) {
        Planes mask = Planes.black(SIDE, SIDE, 1);
        for (int i = 0; i < ATTEMPTS && Holes.area(mask) == 0; i++) {
            RandomStream place = seed.child("place").child(i).stream();
            int left = place.nextInt(CANVAS - SIDE + 1);
            int top = place.nextInt(CANVAS - SIDE + 1);
            mask = holes.mask(CANVAS, CANVAS, seed.child(i)).crop(left, top, SIDE, SIDE);
        }
        return mask;
    }

    /** What is missing in means of squares, bent to fit the rim. */
    private static Planes coarse(Planes clean, Planes mask) {
        Planes half = HalfSize.of(clean, Planes.black(clean.width(), clean.height(), 1));
        return HoleInput.guess(clean, HalfSize.enlarged(half, clean.width(), clean.height()), mask);
    }

    @Override
    public List<Trial> trials() {
        return List.of(
                trial("thin", "thin holes", Holes.thin()),
                trial("medium", "medium holes", Holes.medium()),
                trial("thick", "thick holes", Holes.thick()));
    }

    private static Trial trial(String name, String label, Holes holes) {
        return new Trial(name, label, (clean, seed) -> {
            Planes mask = holes.mask(clean.width(), clean.height(), seed.child("mask"));
            return new Pair(HoleInput.of(HarmonicFill.apply(clean, mask), mask), clean);
        });
    }

    private static Planes mask(Pair pair) {
        return pair.given().channel(pair.clean().channels());
    }

    @Override
    public Optional<Planes> damaged(Pair pair) {
        Planes mask = mask(pair);
        Planes holed = Planes.black(mask.width(), mask.height(), pair.clean().channels());
        for (int i = 0; i < holed.values().length; i++) {
            holed.values()[i] =
                    mask.values()[i % mask.area()] > 0 ? GREY : pair.clean().values()[i];
        }
        return Optional.of(holed);
    }

    /** In the holes alone: elsewhere nothing changes, so the mean squared error there is that of the whole by their part of it. */
    @Override
    public double psnr(Pair pair, Planes found) {
        double area = Holes.area(mask(pair));
        return Psnr.of(pair.clean(), found, comparison()) + (area == 0 ? 0 : 10 * Math.log10(area));
    }

    @Override
    public String where() {
        return " in the holes";
    }

    @Override
    public Comparison comparison() {
        return Comparison.whole();
    }

    @Override
    public String limits() {
        return "Fills holes with what their surroundings suggest: it goes on with edges and surfaces, and does not know what objects look"
                + " like. The larger a hole, the more is made up.";
    }
}
