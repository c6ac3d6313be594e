package dev.ganvas.recognize.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.data.PixelCache;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.data.ShapePictures;
import dev.ganvas.data.Sources;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledPicturesTest {
    @TempDir
    Path folder;

    private void write(String name, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            byte[] rgb = new byte[3 * 32 * 32];
            Arrays.fill(rgb, (byte) (i + name.hashCode()));
            Pictures.writePng(
                    folder.resolve("data").resolve(name).resolve(i + ".png"), new Picture(32, 32, rgb), Origin.real());
        }
    }

    private PixelCache opened() throws IOException {
        return PixelCache.open(
                Sources.open(folder.resolve("data").toString()), 32, folder.resolve("cache"), ProgressListener.NONE);
    }

    @Test
    void everyClassIsLearnedFromAndMeasuredBy() throws IOException {
        write("cat", 10);
        write("dog", 30);
        write("unlabelled", 40);
        try (PixelCache cache = opened()) {
            LabelledPictures all = LabelledPictures.of(cache, OptionalInt.empty());
            assertThat(all.classes()).containsExactly("cat", "dog");
            assertThat(all.unlabelled()).hasSize(40);
            // A fifth of each class.
            assertThat(all.heldOut()).hasSize(2 + 6);
            assertThat(all.training()).hasSize(8 + 24);
            assertThat(IntStream.of(all.labels(all.training())).filter(l -> l == 0))
                    .hasSize(8);
            // Three times as many dogs: each class weighs half of all.
            assertThat(all.weights()[0] * 8).isCloseTo(all.weights()[1] * 24, within(1e-9));
            assertThat(all.weights()[0] * 8).isCloseTo(16, within(1e-9));
            LabelledPictures few = LabelledPictures.of(cache, OptionalInt.of(3));
            assertThat(few.training()).hasSize(6);
            assertThat(few.heldOut()).isEqualTo(all.heldOut());
            assertThat(few.unlabelled()).hasSize(80 - 8 - 6);
            assertThat(few.weights()).containsExactly(1, 1);
        }
    }

    @Test
    void dataThatCannotTeachClassesIsRefused() throws IOException {
        write("cat", 5);
        try (PixelCache cache = opened()) {
            assertThatThrownBy(() -> LabelledPictures.of(cache, OptionalInt.empty()))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("class");
        }
        write("dog", 1);
        try (PixelCache cache = opened()) {
            assertThatThrownBy(() -> LabelledPictures.of(cache, OptionalInt.empty()))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("dog has one picture");
        }
    }

    @Test
    void theSplitIsTheSameEachTime() throws IOException {
        try (PixelCache cache =
                PixelCache.open(new ShapePictures(60), 32, folder.resolve("cache"), ProgressListener.NONE)) {
            assertThat(LabelledPictures.of(cache, OptionalInt.empty()).heldOut())
                    .isEqualTo(LabelledPictures.of(cache, OptionalInt.empty()).heldOut());
        }
    }

    @Test
    void generatedPicturesAreLearnedFromAndNeverMeasuredBy() throws IOException {
        try (PixelCache cache = PixelCache.open(new ShapePictures(60), 32, folder, ProgressListener.NONE);
                PixelCache drawn = PixelCache.open(new ShapePictures(30), 32, folder, ProgressListener.NONE)) {
            LabelledPictures real = LabelledPictures.of(cache, OptionalInt.empty());
            LabelledPictures half = real.with(drawn, 0.5, true);
            // 24 real pictures of a class, 12 generated.
            assertThat(half.training()).hasSize(48 + 24);
            assertThat(half.realOnes()).isEqualTo(48);
            assertThat(half.heldOut()).isEqualTo(real.heldOut());
            int generated = half.training()[48];
            assertThat(generated).isEqualTo(60);
            assertThat(half.picture(generated).rgb()).isEqualTo(drawn.picture(0).rgb());
            // There are 15 of a class, fewer than are asked for.
            LabelledPictures alone = real.with(drawn, 1, false);
            assertThat(IntStream.of(alone.training())).hasSize(30).allMatch(item -> item >= 60);
            assertThat(alone.realOnes()).isZero();
            int[] first = real.halvesHeldOut().get(0);
            int[] second = real.halvesHeldOut().get(1);
            assertThat(first).hasSize(6).doesNotContain(second);
            assertThat(IntStream.of(real.labels(second)).sum()).isEqualTo(3);
        }
    }
}
