package dev.ganvas.explain.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.data.PictureSource;
import dev.ganvas.data.ShapePictures;
import dev.ganvas.error.UsageException;
import dev.ganvas.explain.saliency.CornerClassifier;
import dev.ganvas.image.Picture;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearestExamplesTest {
    private final CornerClassifier classifier = new CornerClassifier();
    private final PictureSource shapes = new ShapePictures(200);

    /** The nearest by mean colour, which is what this network's features are, found by looking at each. */
    @Test
    void theNearestOfEachClassIsFoundAndThePictureItselfPassedOver() throws IOException {
        Picture picture = shapes.read(10);
        NearestExamples found = NearestExamples.of(classifier, picture, shapes, "disc", "bar");
        assertThat(found.other().name()).isEqualTo(Integer.toString(nearest(picture, 1)));
        assertThat(found.own().orElseThrow().name()).isEqualTo(Integer.toString(nearest(picture, 0)));
        assertThat(found.own().orElseThrow().name()).isNotEqualTo("10");
        assertThat(found.unreadable()).isZero();
        assertThat(found.other().distance()).isBetween(0.0, 2.0);
    }

    private int nearest(Picture picture, int label) throws IOException {
        int best = -1;
        double least = Double.MAX_VALUE;
        for (int i = label; i < shapes.count(); i += 2) {
            double distance = distance(picture, shapes.read(i));
            if (distance > 1e-6 && distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    private double distance(Picture one, Picture other) {
        float[] a = classifier.embed(List.of(one));
        float[] b = classifier.embed(List.of(other));
        double product = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * b[i];
            first += (double) a[i] * a[i];
            second += (double) b[i] * b[i];
        }
        return 1 - product / Math.sqrt(first * second);
    }

    @Test
    void anUnknownOwnClassIsLeftOut() throws IOException {
        NearestExamples found = NearestExamples.of(classifier, shapes.read(10), shapes, "cat", "bar");
        assertThat(found.own()).isEmpty();
        assertThat(found.other().distance())
                .isCloseTo(distance(shapes.read(10), found.other().picture()), within(1e-6));
    }

    @Test
    void classesThatThereAreNotAreNamed() {
        assertThatThrownBy(() -> NearestExamples.of(classifier, shapes.read(0), shapes, "disc", "dog"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("disc, bar");
    }
}
