package dev.ganvas.search;

import dev.ganvas.data.ProgressListener;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.nio.file.Path;

/** The lists of alike pictures that {@link PictureIndex#searchApproximately} looks through: made once for very large indexes. */
public final class ApproximateLists {
    /** Pictures from which on it is worth making them: an exact search then takes about a second. */
    public static final int WORTHWHILE = 1_000_000;

    /** Lists that a search looks through unless told otherwise. */
    public static final int PROBES = InvertedLists.PROBES;

    private static final Seed SEED = Seed.of(1);

    private ApproximateLists() {}

    /** Makes them for all pictures that are in the index now; those added later are compared one by one until this is done again. */
    public static void make(Path folder, ProgressListener progress) throws IOException {
        InvertedLists.make(folder, IndexLog.open(folder.resolve(PictureIndex.FILE)), SEED, progress);
    }
}
