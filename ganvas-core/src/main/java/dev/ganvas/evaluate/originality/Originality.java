package dev.ganvas.evaluate.originality;

import dev.ganvas.error.Require;
import dev.ganvas.evaluate.Evaluation;
import dev.ganvas.evaluate.distribution.ExtractedFeatures;
import dev.ganvas.evaluate.distribution.Features;
import dev.ganvas.evaluate.distribution.PictureSet;
import dev.ganvas.image.Picture;
import dev.ganvas.random.Seed;
import dev.ganvas.vision.Embedder;
import java.util.List;

/**
 * Tells which generated pictures are new, one block after another: no copies of training pictures, by the measure of
 * {@link Memorisation}, and no near-duplicates of pictures admitted before, by that of {@link Duplicates}.
 */
public final class Originality {
    /** Training pictures that are searched, at most; more are drawn from. */
    private static final int SEARCHED = Evaluation.MOST_TRAINING;

    /** Training pictures that show how near real pictures come to each other, at most. */
    private static final int PROBES = 2000;

    private final ExtractedFeatures extractor;
    private final NearestTraining.Yardstick yardstick;
    private final NearVectors admitted;

    private Originality(ExtractedFeatures extractor, NearestTraining.Yardstick yardstick, Features searched) {
        this.extractor = extractor;
        this.yardstick = yardstick;
        this.admitted = new NearVectors(searched, Duplicates.DUPLICATE_SHARE * yardstick.closeDistance());
    }

    /**
     * @param extractor stays the caller's to close, and must outlive this
     * @param training what the pictures may not be copies of, at least {@value NearestTraining#LEAST}
     * @param seed draws from a large training set
     */
    public static Originality against(Embedder extractor, PictureSet training, Seed seed) {
        Require.that(
                training.count() >= NearestTraining.LEAST,
                "finding copies needs at least " + NearestTraining.LEAST + " training pictures, not "
                        + training.count());
        ExtractedFeatures features = new ExtractedFeatures(extractor);
        PictureSet searched = training.draw(SEARCHED, seed.child("searched"));
        int[] probes = Features.drawIndices(searched.count(), Math.min(PROBES, searched.count()), seed.child("probes"));
        Features found = features.of(searched.stream(), searched.count());
        return new Originality(features, new NearestTraining(found, searched).withoutThemselves(probes), found);
    }

    /** Looks at a block of pictures; admits none yet. */
    public Block look(List<Picture> pictures) {
        Features features = extractor.of(pictures.iterator(), pictures.size());
        return new Block(features, yardstick.copies(features, PictureSet.of(pictures.size(), pictures::get)));
    }

    /** What was seen of a block. */
    public final class Block {
        private final Features features;
        private final NearestTraining.Copies copies;

        private Block(Features features, NearestTraining.Copies copies) {
            this.features = features;
            this.copies = copies;
        }

        /** Whether picture {@code i} is a copy of a training picture. */
        public boolean isCopy(int i) {
            return copies.copy()[i];
        }

        /** Distance of picture {@code i} from the nearest training picture, over the median of real pictures' distances. */
        public double novelty(int i) {
            return copies.distances()[i] / yardstick.medianDistance();
        }

        /** Whether picture {@code i} is a near-duplicate of one admitted before. */
        public boolean isRepeat(int i) {
            return admitted.hasNear(vector(i));
        }

        private float[] vector(int i) {
            return features.select(new int[] {i}).values();
        }

        /** Counts picture {@code i} among those that later ones may not repeat. */
        public void admit(int i) {
            admitted.add(vector(i));
        }
    }
}
