package dev.ganvas.enhance;

import dev.ganvas.data.ProgressListener;
import dev.ganvas.error.Require;
import dev.ganvas.image.Bicubic;
import dev.ganvas.image.Planes;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.repair.RasterRepair;
import dev.ganvas.repair.RepairModels;
import java.io.IOException;
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
        int learned = models.enlarges(scale) ? scale : LARGEST;
        double share = detail.isPresent() ? detail.getAsDouble() : models.usualDetail(learned);
        Raster larger = RasterRepair.enlarged(
                models.enlarger(learned, share), raster, done -> rows.at(done, (long) learned * raster.height()));
        return learned == scale ? larger : reduced(larger, scale * raster.width(), scale * raster.height());
    }

    private static Raster reduced(Raster larger, int width, int height) {
        Planes planes = Bicubic.resize(larger.planes(), width, height);
        Raster smaller = Raster.black(larger.header().sized(width, height));
        smaller.put(0, 0, planes);
        return smaller;
    }
}
