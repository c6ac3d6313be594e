package dev.ganvas.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.data.PixelTensors;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Picture;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RandomFeaturesTest {
    @Test
    void aClosedExtractorSaysSo() {
        RandomFeatures features = RandomFeatures.create();
        features.close();
        assertThatThrownBy(() -> features.embed(List.of(new Picture(16, 16, new byte[3 * 16 * 16]))))
                .isInstanceOf(UsageException.class)
                .hasMessage("the feature extractor random-conv4 is closed");
    }

    private static final String PUBLISHED_HASH = "acfe9d770d8219ca4a293c4e1618a97f1f3f9aa87519377b6e98fbed01496164";

    private static List<Picture> noise(int count, int width, int height) {
        RandomStream random = Seed.of(11).stream();
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] rgb = new byte[width * height * 3];
            for (int k = 0; k < rgb.length; k++) {
                rgb[k] = (byte) random.nextInt(256);
            }
            pictures.add(new Picture(width, height, rgb));
        }
        return pictures;
    }

    @Test
    void pixelsSurviveTheWayToATensorAndBack() {
        List<Picture> pictures = noise(3, 7, 5);
        try (Scope scope = Scope.open()) {
            Tensor tensor = PixelTensors.toTensor(pictures, DType.F32);
            assertThat(tensor.shape()).containsExactly(3, 3, 5, 7);
            assertThat(tensor.isChannelsLast()).isTrue();
            List<Picture> back = PixelTensors.toPictures(tensor);
            for (int i = 0; i < 3; i++) {
                assertThat(back.get(i).rgb()).isEqualTo(pictures.get(i).rgb());
            }
        }
    }

    @Test
    void valuesOutsideTheRangeAreCutOffNotWrapped() {
        try (Scope scope = Scope.open()) {
            Tensor tensor = Tensor.of(new float[] {-3, 0, 3}, 1, 3, 1, 1);
            assertThat(PixelTensors.toPictures(tensor).get(0).rgb()).containsExactly(0, 128, 255);
        }
    }

    /** The hash is part of every published figure: if it changes, figures are no longer comparable. */
    @Test
    void theWeightsAreTheSameEverywhere() {
        try (RandomFeatures extractor = RandomFeatures.create();
                RandomFeatures again = RandomFeatures.create()) {
            assertThat(extractor.sha256()).isEqualTo(again.sha256()).isEqualTo(PUBLISHED_HASH);
            assertThat(extractor.dimension()).isEqualTo(256);
        }
    }

    @Test
    void aPicturesFeaturesDoNotDependOnItsNeighbours() {
        List<Picture> pictures = noise(70, 32, 32);
        try (RandomFeatures extractor = RandomFeatures.create()) {
            int d = extractor.dimension();
            float[] together = extractor.embed(pictures);
            float[] alone = extractor.embed(pictures.subList(66, 67));
            float[] there = Arrays.copyOfRange(together, 66 * d, 67 * d);
            for (int i = 0; i < d; i++) {
                assertThat(there[i]).isCloseTo(alone[i], org.assertj.core.data.Offset.offset(1e-4f));
            }
        }
    }
}
