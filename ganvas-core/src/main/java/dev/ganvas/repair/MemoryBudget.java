package dev.ganvas.repair;

import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.raster.RasterReader;
import java.util.List;
import java.util.Locale;

/**
 * What the whole process may take while a picture is restored.
 *
 * @param bytes of memory
 */
public record MemoryBudget(long bytes) {
    /** What is enough for 200 megapixels of 8 bits. */
    public static final MemoryBudget USUAL = new MemoryBudget(2L << 30);

    /** What Java and the engine take before there is a picture: about 330 MB resident on Linux, and some room. */
    private static final long PROCESS_BYTES = 400L << 20;

    /** Rows on their way between file, networks and file, in floating point. */
    private static final long ROWS_ON_THE_WAY = 256;

    /** Java collects rows late and native memory is given back late: about as much again as the networks are counted with. */
    private static final int SLACK = 2;

    public MemoryBudget {
        Require.positive(bytes, "bytes of memory");
    }

    /**
     * Gives networks what the picture leaves.
     *
     * @param networks that work on it one behind another
     * @throws UsageException when that is too little, which says how much there should be
     */
    public void share(RasterReader picture, List<RepairNetwork> networks) {
        if (networks.isEmpty()) {
            return;
        }
        long held = PROCESS_BYTES + picture.heldBytes() + onTheWay(picture, networks);
        int width = picture.header().width();
        int height = picture.header().height();
        long least = networks.stream()
                .mapToLong(network -> network.leastMemory(width, height))
                .max()
                .orElseThrow();
        int parts = SLACK * networks.size();
        long each = (bytes - held) / parts;
        if (each < least) {
            throw new UsageException(String.format(
                    Locale.ROOT,
                    "A picture of %dx%d pixels takes at least %,d MB, more than the %,d MB of memory that are allowed.",
                    width,
                    height,
                    ((held + parts * least) >> 20) + 1,
                    bytes >> 20));
        }
        networks.forEach(network -> network.within(each));
    }

    private static long onTheWay(RasterReader picture, List<RepairNetwork> networks) {
        long scale = networks.stream().mapToInt(RepairNetwork::scale).max().orElse(1);
        long row = (long) picture.header().width() * picture.header().channels() * Float.BYTES;
        return row * Math.min(picture.header().height(), ROWS_ON_THE_WAY) * scale;
    }
}
