package dev.ganvas.evaluate.originality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.evaluate.distribution.Features;
import dev.ganvas.evaluate.distribution.NearestNeighbours;
import dev.ganvas.evaluate.distribution.PictureSet;
import dev.ganvas.evaluate.distribution.Proportion;
import dev.ganvas.evaluate.distribution.Sampled;
import dev.ganvas.evaluate.originality.Memorisation.Verdict;
import dev.ganvas.image.Picture;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Pictures are their features: twelve grey levels as 2 x 2 pixels, so that planted copies are known. */
class MemorisationTest {
    private static final int DIMENSION = 12;
    private static final int TRAINING = 900;
    private static final int GENERATED = 400;

    private static final Features TRAIN = Sampled.gaussian(TRAINING, DIMENSION, 128, 20, 1);
    private static final Features OTHER = Sampled.gaussian(300, DIMENSION, 128, 20, 2);

    private static PictureSet pictures(Features features) {
        return PictureSet.of(features.count(), i -> {
            byte[] rgb = new byte[DIMENSION];
            for (int k = 0; k < DIMENSION; k++) {
                rgb[k] = (byte) Math.max(0, Math.min(255, Math.round(features.values()[i * DIMENSION + k])));
            }
            return new Picture(2, 2, rgb);
        });
    }

    private static Memorisation againstHeldOut(Features generated) {
        return new NearestTraining(TRAIN, pictures(TRAIN))
                .compare(
                        new NearestTraining.Probes(generated, pictures(generated), NearestNeighbours.NOBODY),
                        new NearestTraining.Probes(OTHER, pictures(OTHER), NearestNeighbours.NOBODY),
                        "held-out pictures");
    }

    private static Features fresh() {
        return Sampled.gaussian(GENERATED, DIMENSION, 128, 20, 3);
    }

    /** {@code copies} pictures are training pictures plus noise of the given deviation; the rest is new. */
    private static Features withCopies(int copies, double noise) {
        float[] values = fresh().values().clone();
        float[] offsets = Sampled.gaussian(copies, DIMENSION, 0, noise, 4).values();
        for (int i = 0; i < copies * DIMENSION; i++) {
            values[i] = TRAIN.values()[7 * DIMENSION + i] + offsets[i];
        }
        return Sampled.features(GENERATED, DIMENSION, values);
    }

    @Test
    void newPicturesOfTheSameDistributionShowNoSign() {
        Memorisation found = againstHeldOut(fresh());
        assertThat(found.verdict()).isEqualTo(Verdict.NO_SIGN);
        assertThat(found.words()).isEqualTo("no copies of training pictures found");
        assertThat(found.ratio()).isCloseTo(1, within(0.05));
        assertThat(found.localRatio()).isCloseTo(1, within(0.1));
        assertThat(found.generated().copies().hits()).isZero();
        assertThat(found.generated().medianRmse()).isCloseTo(found.real().medianRmse(), within(2.0));
    }

    @Test
    void plantedCopiesAreCountedAndNamed() {
        Memorisation found = againstHeldOut(withCopies(9, 0.5));
        assertThat(found.verdict()).isEqualTo(Verdict.SOME_COPIES);
        assertThat(found.generated().copies().hits()).isEqualTo(9);
        assertThat(found.words()).isEqualTo("some pictures are close copies: 9 of 400 (2.3 %)");
        assertThat(found.closest()).hasSize(NearestTraining.SHOWN);
        for (Memorisation.Pair pair : found.closest().subList(0, 9)) {
            assertThat(pair.training()).isEqualTo(pair.generated() + 7);
            assertThat(pair.rmse()).isLessThan(2);
        }
        assertThat(found.closest().get(9).generated()).isGreaterThanOrEqualTo(9);
    }

    @Test
    void exactCopiesHaveDistanceZeroAndCount() {
        Memorisation found = againstHeldOut(withCopies(3, 0));
        assertThat(found.verdict()).isEqualTo(Verdict.SOME_COPIES);
        assertThat(found.generated().copies().hits()).isEqualTo(3);
        assertThat(found.closest().get(2).distance()).isZero();
        assertThat(found.closest().get(2).rmse()).isZero();
    }

    @Test
    void aGeneratorOfNothingButNearCopiesIsMemorising() {
        assertThat(againstHeldOut(withCopies(GENERATED, 0.5)).verdict()).isEqualTo(Verdict.MEMORISING);
        // Each keeps near to one picture, though not as near as a copy.
        Memorisation soft = againstHeldOut(withCopies(GENERATED, 6));
        assertThat(soft.localRatio()).isLessThan(0.6);
        assertThat(soft.verdict()).isNotEqualTo(Verdict.NO_SIGN);
    }

    @Test
    void theVerdictFollowsTheNamedThresholds() {
        Memorisation.Side real = side(2000, 20, 20, 0);
        assertThat(Memorisation.verdict(side(5000, 50, 40, 0), real, 1, 1)).isEqualTo(Verdict.NO_SIGN);
        assertThat(Memorisation.verdict(side(5000, 400, 300, 0), real, 0.9, 0.9))
                .isEqualTo(Verdict.CLOSE);
        assertThat(Memorisation.verdict(side(5000, 400, 60, 0), real, 0.5, 1)).isEqualTo(Verdict.NO_SIGN);
        assertThat(Memorisation.verdict(side(5000, 400, 300, 0), real, 0.5, 0.5))
                .isEqualTo(Verdict.MEMORISING);
        assertThat(Memorisation.verdict(side(5000, 50, 40, 1), real, 1, 1)).isEqualTo(Verdict.SOME_COPIES);
        assertThat(Memorisation.verdict(side(5000, 600, 600, 500), real, 1, 1)).isEqualTo(Verdict.MEMORISING);
        // As many copies as among real pictures are the data's own likeness.
        assertThat(Memorisation.verdict(side(5000, 50, 40, 10), side(2000, 20, 20, 4), 1, 1))
                .isEqualTo(Verdict.NO_SIGN);
    }

    private static Memorisation.Side side(int count, int close, int suspicious, int copies) {
        return new Memorisation.Side(
                count,
                1,
                1,
                1,
                Proportion.of(close, count),
                Proportion.of(suspicious, count),
                Proportion.of(copies, count));
    }

    @Test
    void paintingWhatIsCommonIsNoCopying() {
        // A dense class far from a wide one; the generator paints only the dense class, anew.
        float[] dense = Sampled.gaussian(TRAINING, DIMENSION, 30, 2, 5).values();
        float[] mixed = TRAIN.values().clone();
        System.arraycopy(dense, 0, mixed, 0, mixed.length / 2);
        Features train = Sampled.features(TRAINING, DIMENSION, mixed);
        float[] others = OTHER.values().clone();
        System.arraycopy(dense, mixed.length / 2, others, 0, others.length / 2);
        Features held = Sampled.features(300, DIMENSION, others);
        Features generated = Sampled.gaussian(GENERATED, DIMENSION, 30, 2, 6);
        Memorisation found = new NearestTraining(train, pictures(train))
                .compare(
                        new NearestTraining.Probes(generated, pictures(generated), NearestNeighbours.NOBODY),
                        new NearestTraining.Probes(held, pictures(held), NearestNeighbours.NOBODY),
                        "held-out pictures");
        assertThat(found.ratio()).isLessThan(Memorisation.MEMORISING_RATIO);
        assertThat(found.verdict()).isEqualTo(Verdict.NO_SIGN);
    }

    @Test
    void withoutAHeldOutPartEachTrainingPictureIsLookedUpWithoutItself() {
        // Every tenth picture is there twice: duplicates in the data are no excuse and no measure.
        float[] values = TRAIN.values().clone();
        for (int i = 0; i < TRAINING; i += 10) {
            System.arraycopy(values, i * DIMENSION, values, (i + 1) * DIMENSION, DIMENSION);
        }
        Features train = Sampled.features(TRAINING, DIMENSION, values);
        Features generated = fresh();
        float[] copied = generated.values().clone();
        System.arraycopy(values, 0, copied, 0, 5 * DIMENSION);
        NearestTraining search = new NearestTraining(train, pictures(train));
        NearestTraining.Probes real = new NearestTraining.Probes(train, pictures(train), i -> i);
        Memorisation clean = search.compare(
                new NearestTraining.Probes(generated, pictures(generated), NearestNeighbours.NOBODY), real, "others");
        assertThat(clean.verdict()).isEqualTo(Verdict.NO_SIGN);
        assertThat(clean.real().count()).isEqualTo(TRAINING - 2 * 90);
        assertThat(clean.ratio()).isCloseTo(1, within(0.05));
        Features copies = Sampled.features(GENERATED, DIMENSION, copied);
        assertThat(search.compare(
                                new NearestTraining.Probes(copies, pictures(copies), NearestNeighbours.NOBODY),
                                real,
                                "others")
                        .generated()
                        .copies()
                        .hits())
                .isEqualTo(5);
    }

    @Test
    void theSheetShowsEachPictureBesideItsNeighbour() {
        Features generated = withCopies(3, 0);
        PictureSet drawn = pictures(generated);
        PictureSet train = pictures(TRAIN);
        Picture sheet = againstHeldOut(generated).sheet(drawn.pictures(), train.pictures());
        assertThat(sheet.width()).isEqualTo(8 * (2 + 2) + 2);
        byte[] left = row(sheet, 2);
        byte[] right = row(sheet, 2 + 4);
        assertThat(left)
                .isEqualTo(right)
                .isEqualTo(Arrays.copyOf(train.picture(7).rgb(), 6));
    }

    private static byte[] row(Picture sheet, int x) {
        int from = 3 * (2 * sheet.width() + x);
        return Arrays.copyOfRange(sheet.rgb(), from, from + 6);
    }

    @Test
    void saysWhatItRestsOn() {
        String text = againstHeldOut(withCopies(9, 0.5)).toText();
        assertThat(text).contains("9 of 400", "900 training pictures", "held-out pictures", "levels");
    }
}
