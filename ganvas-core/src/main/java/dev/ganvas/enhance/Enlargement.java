package dev.ganvas.enhance;

import dev.ganvas.data.ProgressListener;
import dev.ganvas.error.Require;
import dev.ganvas.image.Bicubic;
import dev.ganvas.image.Planes;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterHeader;
import dev.ganvas.image.raster.RasterReader;
import dev.ganvas.image.raster.RasterWriter;
import dev.ganvas.repair.MemoryBudget;
import dev.ganvas.repair.RasterRepair;
import dev.ganvas.repair.RepairModels;
import dev.ganvas.repair.RepairNetwork;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Makes pictures larger. Where there is no network for a scale it is by 4, then reduced exactly.
 *
 * @param scale 2, 3 or 4: times as wide and high
 * @param detail from 0, which keeps to what the picture holds, to 1, which makes up what looks likely; absent it is as the first
 *     network has it, and those that ship begin with 0
 */
public record Enlargement(int scale, OptionalDouble detail) {
    private static final int LARGEST = 4;

    public Enlargement {
        Require.within(scale, 2, LARGEST, "scale");
        detail.ifPresent(share -> Require.within(share, 0, 1, "detail"));
    }

    /**
     * The larger picture, with the metadata of the smaller one.
     *
     * @param models with a network for super-resolution
     * @param rows hears how far it is
     * @throws dev.ganvas.error.UsageException when there is no network for this scale
     */
    public Raster of(Raster raster, RepairModels models, ProgressListener rows) throws IOException {
        RepairNetwork network = network(models);
        int learned = network.scale();
        Raster larger = RasterRepair.enlarged(network, raster, done -> rows.at(done, (long) learned * raster.height()));
        return learned == scale ? larger : reduced(larger, scale * raster.width(), scale * raster.height());
    }

    private RepairNetwork network(RepairModels models) throws IOException {
        int learned = models.enlarges(scale) ? scale : LARGEST;
        double share = detail.isPresent() ? detail.getAsDouble() : models.usualDetail(learned);
        return models.enlarger(learned, share);
    }

    private static Raster reduced(Raster larger, int width, int height) {
        Planes planes = Bicubic.resize(larger.planes(), width, height);
        Raster smaller = Raster.black(larger.header().sized(width, height));
        smaller.put(0, 0, planes);
        return smaller;
    }

    /** The header of what {@link #write} writes. */
    public RasterHeader header(RasterReader picture) {
        RasterHeader header = picture.header();
        return header.sized(Math.multiplyExact(scale, header.width()), Math.multiplyExact(scale, header.height()));
    }

    /**
     * Makes a picture larger that comes and goes in rows.
     *
     * @param writer of {@link #header}
     * @param memory that all may take
     * @param listener hears of rows done
     * @throws dev.ganvas.error.UsageException when there is no network for this scale, or too little memory
     */
    public void write(
            RasterReader picture,
            RasterWriter writer,
            RepairModels models,
            MemoryBudget memory,
            ProgressListener listener)
            throws IOException {
        RepairNetwork network = network(models);
        memory.share(picture, List.of(network));
        RasterRepair.write(
                picture,
                new RasterRepair.Work(List.of(new RasterRepair.Stage(network, 0)), scale, 1),
                writer,
                done -> listener.at(done, (long) scale * picture.header().height()));
    }
}
