package dev.ganvas.evaluate.distribution;

import dev.ganvas.image.Picture;
import dev.ganvas.vision.Embedder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * FID (Heusel et al., 2017): the Fréchet distance on the features of {@code inception-2015-12-05}, of generated pictures
 * from all training pictures. Covariances are divided by {@code N - 1}, as in pytorch-fid; dividing by N, as StyleGAN's code
 * does, changes the value by a share of {@code 1/N}. The value falls as more pictures are generated, so that only values of
 * equal counts may be compared; published ones usually rest on {@value #USUAL}.
 *
 * @param value zero or above
 * @param referenceCount training pictures, which should be all there are
 * @param generatedCount generated pictures
 * @param sha256 of the network's file
 */
public record FrechetInceptionDistance(double value, int referenceCount, int generatedCount, String sha256) {
    /** Generated pictures of the published protocol. */
    public static final int USUAL = 50_000;

    private static final int BLOCK = 256;

    public static FrechetInceptionDistance of(Embedder inception, PictureSet training, PictureSet generated) {
        double value = FrechetDistance.between(statistics(inception, training), statistics(inception, generated));
        return new FrechetInceptionDistance(value, training.count(), generated.count(), inception.sha256());
    }

    /** Streamed, since the features of all training pictures may not fit into memory. */
    private static FeatureStatistics statistics(Embedder inception, PictureSet set) {
        FeatureStatistics statistics = new FeatureStatistics(inception.dimension());
        Iterator<Picture> pictures = set.stream();
        List<Picture> block = new ArrayList<>(BLOCK);
        while (pictures.hasNext()) {
            block.clear();
            while (block.size() < BLOCK && pictures.hasNext()) {
                block.add(pictures.next());
            }
            statistics.add(new Features(
                    block.size(), inception.dimension(), inception.embed(block), inception.name(), inception.sha256()));
        }
        return statistics;
    }

    /** Two lines for people. */
    public String toText() {
        return String.format(
                Locale.ROOT,
                "FID        %10.3f   %,d generated pictures against %,d training pictures%s%n"
                        + "on inception-2015-12-05 as supplied (sha256 %s)%n",
                value,
                generatedCount,
                referenceCount,
                generatedCount == USUAL ? "" : String.format(Locale.ROOT, "; not comparable with the usual %,d", USUAL),
                sha256);
    }
}
