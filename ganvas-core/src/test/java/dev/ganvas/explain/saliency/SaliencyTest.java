package dev.ganvas.explain.saliency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.error.UsageException;
import dev.ganvas.image.Picture;
import dev.ganvas.random.Seed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Maps of a network that looks at one corner, which is known. */
class SaliencyTest {
    private static final int BRIGHT = 1;
    private static final Seed SEED = Seed.of(1);

    private final CornerClassifier classifier = new CornerClassifier();
    private final Saliency saliency = Saliency.of(classifier);
    private final Picture picture = CornerClassifier.brightCorner();

    private SaliencyMap map(SaliencyMethod method) {
        return saliency.map(picture, BRIGHT, method, Optional.empty(), SEED);
    }

    /** A quarter of the picture is the corner: a map that knows nothing has a quarter of itself inside. */
    @ParameterizedTest
    @EnumSource(SaliencyMethod.class)
    void everyMethodFindsTheCorner(SaliencyMethod method) {
        SaliencyMap map = map(method);
        assertThat(map.width()).isEqualTo(CornerClassifier.SIDE);
        assertThat(map.proportionInside(CornerClassifier.corner())).isGreaterThan(0.6);
        Faithfulness.Compared figures = Faithfulness.compared(saliency.classifier(), picture, BRIGHT, map, SEED);
        assertThat(figures.wins()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(SaliencyMethod.class)
    void theSameSeedGivesTheSame(SaliencyMethod method) {
        SaliencyMap map = map(method);
        assertThat(map(method)).isEqualTo(map);
        assertThat(Faithfulness.compared(saliency.classifier(), picture, BRIGHT, map, SEED))
                .isEqualTo(Faithfulness.compared(saliency.classifier(), picture, BRIGHT, map, SEED));
    }

    /** By the linear network: each pixel's share is its difference from the mean colour times the slope, none outside the corner. */
    @Test
    void integratedGradientsSumToWhatTheLogitGains() {
        float[] attributions = new LayerSaliency(classifier).integrated(picture, BRIGHT);
        double sum = 0;
        for (int i = 0; i < attributions.length; i++) {
            sum += attributions[i];
            if (!CornerClassifier.inCorner(i % CornerClassifier.SIDE, i / CornerClassifier.SIDE)) {
                assertThat(attributions[i]).isZero();
            }
        }
        assertThat(sum).isCloseTo(logit(picture) - logit(Baseline.meanColour(picture)), within(0.02));
    }

    /** Half the log of the odds, as the logits are opposite. */
    private double logit(Picture of) {
        List<Double> p = classifier.predict(List.of(of)).get(0).probabilities();
        return (Math.log(p.get(1)) - Math.log(p.get(0))) / 2;
    }

    /** The layer before the corner is cut out knows places only by its gradient, which Grad-CAM averages and LayerCAM does not. */
    @Test
    void aLayerMayBeChosen() {
        SaliencyMap averaged = saliency.map(picture, BRIGHT, SaliencyMethod.GRADCAM, Optional.of("means"), SEED);
        SaliencyMap byPlace = saliency.map(picture, BRIGHT, SaliencyMethod.LAYERCAM, Optional.of("means"), SEED);
        assertThat(averaged.proportionInside(CornerClassifier.corner())).isLessThan(0.7);
        assertThat(byPlace.proportionInside(CornerClassifier.corner())).isGreaterThan(0.9);
        assertThatThrownBy(() -> saliency.map(picture, BRIGHT, SaliencyMethod.GRADCAM, Optional.of("tail"), SEED))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("means, corner");
        assertThatThrownBy(() -> saliency.map(picture, BRIGHT, SaliencyMethod.RISE, Optional.of("means"), SEED))
                .isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> saliency.map(picture, 2, SaliencyMethod.RISE, Optional.empty(), SEED))
                .isInstanceOf(UsageException.class);
    }

    @ParameterizedTest
    @EnumSource(SaliencyMethod.class)
    void aBlackBoxIsExplainedByItsAnswersAlone(SaliencyMethod method) {
        Saliency blind = Saliency.of(BlackBox.of(classifier));
        if (method.needsAnswersOnly()) {
            assertThat(blind.map(picture, BRIGHT, method, Optional.empty(), SEED))
                    .isEqualTo(map(method));
        } else {
            assertThatThrownBy(() -> blind.map(picture, BRIGHT, method, Optional.empty(), SEED))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("occlusion and rise");
        }
    }

    @Test
    void methodsAreNamedAsPeopleNameThem() {
        for (SaliencyMethod method : SaliencyMethod.values()) {
            assertThat(SaliencyMethod.named(method.label())).isEqualTo(method);
        }
        assertThatThrownBy(() -> SaliencyMethod.named("lime"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("integrated-gradients");
    }

    /** Nothing speaks for the class: a plain dark picture's map is empty, and still a picture. */
    @Test
    void aMapMayBeEmpty() {
        Picture dark = new Picture(CornerClassifier.SIDE, CornerClassifier.SIDE, new byte[3 * 256]);
        SaliencyMap map = saliency.map(dark, BRIGHT, SaliencyMethod.OCCLUSION, Optional.empty(), SEED);
        assertThat(map.toPicture().pixels()).containsOnly(0);
        assertThat(map.proportionInside(CornerClassifier.corner())).isEqualTo(0.25);
        assertThat(HeatMap.over(dark, map).width()).isEqualTo(256);
    }

    /** Between its neighbours a removed pixel is their mean; a plain picture stays plain but for the noise. */
    @Test
    void removedPixelsAreGuessedFromTheirNeighbours() {
        byte[] rgb = new byte[3 * 8 * 8];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i / 3 % 8 * 30);
        }
        Picture ramp = new Picture(8, 8, rgb);
        boolean[] removed = new boolean[64];
        for (int y = 2; y < 6; y++) {
            removed[y * 8 + 3] = true;
            removed[y * 8 + 4] = true;
        }
        byte[] guessed = NoisyImputation.apply(ramp, removed, SEED).rgb();
        for (int i = 0; i < guessed.length; i++) {
            // A linear ramp solves the equations; the noise's deviation is 2.55 levels.
            int tolerance = removed[i / 3] ? 13 : 0;
            assertThat(guessed[i] & 0xff).isCloseTo(rgb[i] & 0xff, within(tolerance));
        }
        assertThat(guessed).isNotEqualTo(rgb);
    }

    @Test
    void aDisplacedMapKeepsItsValues() {
        SaliencyMap map = map(SaliencyMethod.GRADCAM);
        SaliencyMap moved = map.displaced(Seed.of(3));
        assertThat(moved).isNotEqualTo(map);
        assertThat(moved.values()).containsExactlyInAnyOrder(map.values());
    }
}
