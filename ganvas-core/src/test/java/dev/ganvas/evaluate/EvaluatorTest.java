package dev.ganvas.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.evaluate.distribution.PictureSet;
import dev.ganvas.evaluate.distribution.ToyPictures;
import dev.ganvas.evaluate.distribution.ToyPictures.Pixels;
import dev.ganvas.evaluate.originality.Memorisation.Verdict;
import dev.ganvas.random.Seed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
    private static final PictureSet REAL = ToyPictures.of(200, 1);

    private static Evaluator against(int limit) {
        return Evaluator.against(new Pixels("pixels"), Seed.of(0), REAL, limit);
    }

    @Test
    void aCollapseShowsInCoverageAndRecall() {
        PictureSet fresh = ToyPictures.of(200, 2);
        Map<String, Double> good = against(200).metrics(fresh.stream(), 200);
        PictureSet few = new PictureSet(200, i -> fresh.picture(i % 4), i -> i % 2, fresh.classes());
        Map<String, Double> collapsed = against(200).metrics(few.stream(), 200);
        assertThat(good).containsKeys("kd", "kd_low", "fd", "fd_high", "recall", "coverage");
        assertThat(good.get("coverage")).isGreaterThan(0.9);
        assertThat(collapsed.get("coverage")).isLessThan(0.3);
        assertThat(collapsed.get("recall")).isLessThan(0.1);
        assertThat(good.get("repeated")).isLessThan(0.05);
        assertThat(collapsed.get("repeated")).isEqualTo(1);
        assertThat(good.get("largest_group")).isLessThan(0.02);
        assertThat(collapsed.get("largest_group")).isGreaterThan(0.2);
    }

    @Test
    void copiesOfTrainingPicturesAreCounted() {
        PictureSet fresh = ToyPictures.of(200, 2);
        Map<String, Double> good = against(200).metrics(fresh.stream(), 200);
        assertThat(good.get("memorisation")).isEqualTo(Verdict.NO_SIGN.ordinal());
        assertThat(good.get("copies")).isZero();
        // From the reference or not: all training pictures are searched.
        PictureSet some = new PictureSet(
                200, i -> i % 20 == 0 ? REAL.picture(i) : fresh.picture(i), fresh.labels(), fresh.classes());
        Map<String, Double> copied = against(100).metrics(some.stream(), 200);
        assertThat(copied.get("memorisation")).isEqualTo(Verdict.SOME_COPIES.ordinal());
        assertThat(copied.get("copies")).isEqualTo(0.05);
        Map<String, Double> all = against(100).metrics(REAL.stream(), 200);
        assertThat(all.get("memorisation")).isEqualTo(Verdict.MEMORISING.ordinal());
        assertThat(all.get("nearest_ratio")).isZero();
    }

    @Test
    void setsTooLargeToLearnByHeartAreNotSearched() {
        Pixels pixels = new Pixels("pixels");
        PictureSet large = ToyPictures.of(Evaluator.MEMORABLE, 1);
        Evaluator evaluator = Evaluator.against(pixels, Seed.of(0), large, 50);
        assertThat(pixels.seen).hasValue(50);
        assertThat(evaluator.metrics(ToyPictures.of(50, 2).stream(), 50)).doesNotContainKey("memorisation");
    }

    @Test
    void setsTooSmallForNeighboursKeepTheDistances() {
        assertThat(against(4).metrics(ToyPictures.of(4, 2).stream(), 4))
                .containsKeys("kd", "fd")
                .doesNotContainKey("coverage");
    }

    @Test
    void otherExtractorsSeeSomeOfThePicturesBeside() {
        Pixels other = new Pixels("other");
        Evaluator evaluator = against(200).beside(List.of(other), REAL, 50);
        assertThat(other.seen).hasValue(50);
        PictureSet fresh = ToyPictures.of(200, 2);
        PictureSet dark = new PictureSet(200, i -> fresh.picture(i - i % 2), i -> 0, fresh.classes());
        double near = evaluator.metrics(fresh.stream(), 200).get("kd_trained/other");
        assertThat(other.seen).hasValue(100);
        assertThat(evaluator.metrics(dark.stream(), 200).get("kd_trained/other"))
                .isGreaterThan(near);
        assertThat(against(200).metrics(fresh.stream(), 200)).doesNotContainKey("kd_trained/other");
    }
}
