package dev.ganvas.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.image.Channels;
import dev.ganvas.image.Fit;
import dev.ganvas.image.Opacity;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Size, fit and channels of decoded pictures. */
class PixelLayoutTest {
    private static final PictureSize WIDE = new PictureSize(48, 32);

    @TempDir
    Path cache;

    private Channels chosen(PictureSource source, PictureChoice choice) throws IOException {
        try (TrainingPictures pictures = TrainingPictures.open(source, choice, cache, ProgressListener.NONE)) {
            assertThat(pictures.description().path("channels").asText())
                    .isEqualTo(pictures.cache().layout().channels().toString());
            return pictures.cache().layout().channels();
        }
    }

    @Test
    void channelsAreThoseThatThePicturesAskFor() throws IOException {
        assertThat(chosen(new ShapePictures(40), PictureChoice.AUTO)).isEqualTo(Channels.RGB);
        assertThat(chosen(DrawnPictures.grey(40), PictureChoice.AUTO)).isEqualTo(Channels.GREY);
        assertThat(chosen(DrawnPictures.cutOut(40, 20), PictureChoice.AUTO)).isEqualTo(Channels.RGBA);
        assertThat(chosen(DrawnPictures.cutOut(40, 19), PictureChoice.AUTO)).isEqualTo(Channels.RGB);
        assertThat(chosen(DrawnPictures.grey(40), PictureChoice.AUTO.withChannels(Channels.RGB)))
                .isEqualTo(Channels.RGB);
    }

    @Test
    void aSinglePictureInColourMakesTheSetOneInColour() throws IOException {
        for (int coloured : new int[] {0, 1, 38, 39}) {
            assertThat(chosen(DrawnPictures.greyBut(40, coloured), PictureChoice.AUTO))
                    .as("picture " + coloured)
                    .isEqualTo(Channels.RGB);
        }
    }

    @Test
    void everyLayoutHasACacheOfItsOwnThatIsUsedAgain() throws IOException {
        List<String> hashes = new ArrayList<>();
        for (boolean again : new boolean[] {false, true}) {
            int at = 0;
            for (Fit fit : Fit.values()) {
                for (Channels channels : Channels.values()) {
                    PixelLayout layout = new PixelLayout(WIDE, fit, channels);
                    try (PixelCache open =
                            PixelCache.open(new ShapePictures(12), layout, cache, ProgressListener.NONE)) {
                        assertThat(open.reused()).isEqualTo(again);
                        assertThat(open.shape()).isEqualTo(new PixelShape(WIDE, channels.count()));
                        Picture expected = layout.of(new ShapePictures(12).read(5));
                        assertThat(Opacity.premultiplied(open.picture(5))).isEqualTo(Opacity.premultiplied(expected));
                        assertThat(open.picture(5).channels()).isEqualTo(channels.count());
                        if (again) {
                            assertThat(open.contentHash()).isEqualTo(hashes.get(at++));
                        } else {
                            hashes.add(open.contentHash());
                        }
                    }
                }
            }
        }
        assertThat(hashes).doesNotHaveDuplicates();
    }

    @Test
    void networksSeeColoursMultipliedByOpacityAndGiveThemBack() {
        Picture picture = new PixelLayout(WIDE, Fit.CROP, Channels.RGBA)
                .of(DrawnPictures.cutOut(1, 1).read(0));
        try (Scope scope = Scope.open()) {
            Tensor tensor = PixelTensors.toTensor(List.of(picture), Channels.RGBA, DType.F32);
            assertThat(tensor.shape()).containsExactly(1, 4, 32, 48);
            assertThat(tensor.narrow(3, 0, 8).toFloats()).containsOnly(-1);
            Picture back = PixelTensors.toPictures(tensor).get(0);
            assertThat(back.rgb()).isEqualTo(picture.rgb());
            float[] shown = PixelTensors.rgb(tensor).toFloats();
            float[] onWhite = PixelTensors.toTensor(List.of(picture), DType.F32).toFloats();
            for (int i = 0; i < shown.length; i++) {
                assertThat(Math.abs(shown[i] - onWhite[i])).isLessThan(2 * 1.01f / 255);
            }
        }
    }

    @Test
    void extractorsSeeGreyAsThreeEqualChannels() {
        Picture grey = Channels.GREY.of(new ShapePictures(1).read(0));
        try (Scope scope = Scope.open()) {
            Tensor one = PixelTensors.toTensor(List.of(grey), Channels.GREY, DType.F32);
            assertThat(one.shape()).containsExactly(1, 1, 32, 32);
            assertThat(PixelTensors.rgb(one).toFloats())
                    .isEqualTo(PixelTensors.toTensor(List.of(grey), DType.F32).toFloats());
        }
    }
}
