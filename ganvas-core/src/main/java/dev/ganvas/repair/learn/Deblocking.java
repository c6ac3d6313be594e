package dev.ganvas.repair.learn;

import dev.ganvas.data.CropBatches;
import dev.ganvas.image.degrade.Degradation;
import dev.ganvas.image.degrade.DoubleJpeg;
import dev.ganvas.image.degrade.Jpeg;
import dev.ganvas.image.degrade.OneOf;
import dev.ganvas.image.degrade.Span;
import dev.ganvas.image.measure.Comparison;
import dev.ganvas.random.RandomStream;
import dev.ganvas.repair.RepairKind;
import dev.ganvas.repair.network.NetworkShape;
import java.util.List;
import java.util.stream.IntStream;

/** What JPEG leaves at any quality, once or twice; the network has to see by itself how bad it is. */
record Deblocking(RepairSettings.Choice choice) implements RepairTask {
    private static final int USUAL_WIDTH = 16;
    private static final int SHOWN = 64;

    /** JPEG's blocks; where they begin is not to be learned, since pictures are cropped. */
    private static final int BLOCK = 8;

    private static final Span QUALITIES = new Span(5, 95);
    private static final Jpeg ONCE = new Jpeg(QUALITIES);

    /** One in four is compressed twice. */
    private static final Degradation DAMAGE = OneOf.of(ONCE, ONCE, ONCE, new DoubleJpeg(QUALITIES, QUALITIES));

    /** Those of published figures. */
    private static final int[] MEASURED = {10, 20, 40};

    @Override
    public RepairKind kind() {
        return RepairKind.DEBLOCK;
    }

    @Override
    public String title() {
        return "JPEG artefact remover";
    }

    @Override
    public NetworkShape network() {
        return NetworkShape.unet(kind().told(), choice.width().orElse(USUAL_WIDTH));
    }

    @Override
    public int side() {
        return SHOWN + BLOCK;
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
        return (clean, seed) -> {
            RandomStream place = seed.child("place").stream();
            return Pair.of(DAMAGE, clean, seed).crop(place.nextInt(BLOCK), place.nextInt(BLOCK), SHOWN);
        };
    }

    @Override
    public List<Trial> trials() {
        return IntStream.of(MEASURED)
                .mapToObj(quality -> new Trial(
                        "q" + quality, "quality " + quality, (clean, seed) -> Pair.of(Jpeg.of(quality), clean, seed)))
                .toList();
    }

    @Override
    public Comparison comparison() {
        return Comparison.whole();
    }

    @Override
    public String limits() {
        return "Removes the blocks and ringing of JPEG at qualities from 5 to 95, at the size that was compressed. A picture that was"
                + " enlarged afterwards is another matter.";
    }
}
