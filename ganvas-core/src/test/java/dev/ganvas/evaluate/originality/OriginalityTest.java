package dev.ganvas.evaluate.originality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.error.UsageException;
import dev.ganvas.evaluate.distribution.PictureSet;
import dev.ganvas.evaluate.distribution.ToyPictures;
import dev.ganvas.evaluate.distribution.ToyPictures.Pixels;
import dev.ganvas.image.Picture;
import dev.ganvas.random.Seed;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OriginalityTest {
    private static final PictureSet TRAINING = ToyPictures.of(300, 1);
    private static final PictureSet FRESH = ToyPictures.of(100, 2);

    private static Originality originality() {
        return Originality.against(new Pixels("pixels"), TRAINING, Seed.of(0));
    }

    /** The picture with one of its levels changed by one. */
    private static Picture nearly(Picture picture) {
        byte[] rgb = picture.rgb().clone();
        rgb[5] = (byte) (rgb[5] + 1);
        return new Picture(picture.width(), picture.height(), rgb);
    }

    @Test
    void copiesOfTrainingPicturesAreToldFromNewPictures() {
        Originality.Block block = originality()
                .look(List.of(FRESH.picture(0), TRAINING.picture(7), nearly(TRAINING.picture(8)), FRESH.picture(1)));
        assertThat(IntStream.range(0, 4).filter(block::isCopy)).containsExactly(1, 2);
        assertThat(block.novelty(1)).isZero();
        assertThat(block.novelty(2)).isBetween(0.0, 0.1);
        List<Picture> all = IntStream.range(0, 100).mapToObj(FRESH::picture).toList();
        Originality.Block whole = originality().look(all);
        assertThat(IntStream.range(0, 100).filter(whole::isCopy)).isEmpty();
        assertThat(IntStream.range(0, 100).mapToDouble(whole::novelty).average().orElseThrow())
                .isCloseTo(1, within(0.2));
    }

    @Test
    void aPictureRepeatsWhatWasAdmittedInThisOrAnEarlierBlock() {
        Originality originality = originality();
        Originality.Block first = originality.look(List.of(FRESH.picture(0), nearly(FRESH.picture(0))));
        assertThat(first.isRepeat(0)).isFalse();
        assertThat(first.isRepeat(1)).isFalse();
        first.admit(0);
        assertThat(first.isRepeat(1)).isTrue();
        Originality.Block second = originality.look(List.of(nearly(FRESH.picture(0)), FRESH.picture(1)));
        assertThat(second.isRepeat(0)).isTrue();
        assertThat(second.isRepeat(1)).isFalse();
    }

    @Test
    void aSetOfOnePictureOverAndOverStillKnowsExactCopies() {
        PictureSet same = PictureSet.of(20, i -> TRAINING.picture(0));
        Originality.Block block = Originality.against(new Pixels("pixels"), same, Seed.of(0))
                .look(List.of(TRAINING.picture(0), FRESH.picture(0)));
        assertThat(block.isCopy(0)).isTrue();
        assertThat(block.isCopy(1)).isFalse();
    }

    @Test
    void tooFewTrainingPicturesAreRefused() {
        assertThatThrownBy(() -> Originality.against(new Pixels("pixels"), ToyPictures.of(5, 1), Seed.of(0)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("at least 10");
    }
}
