package dev.ganvas.generate.learn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.data.DrawnPictures;
import dev.ganvas.data.PictureChoice;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.PixelLayout;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.data.TrainingPictures;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.generate.Generator;
import dev.ganvas.generate.network.Architecture;
import dev.ganvas.image.Channels;
import dev.ganvas.image.Fit;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureSize;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.model.ModelFile;
import dev.ganvas.random.Seed;
import dev.ganvas.train.Snapshot;
import dev.ganvas.train.Trainable;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small generators that learn from pictures that are not square, in grey, and with opacity. */
class PictureKindsTrainingTest {
    private static final int COLOUR_TYPE_AT = 25;
    private static final int STEPS = 150;
    private static final PictureSize WIDE = new PictureSize(48, 32);

    @TempDir
    Path folder;

    private Picture drawnAfterTraining(PictureSource source, PixelLayout expected, int pngColourType)
            throws IOException {
        PictureChoice choice = PictureChoice.AUTO.withSize(expected.size()).withFit(expected.fit());
        Path file = folder.resolve("model.ganvas");
        try (TrainingPictures pictures =
                        TrainingPictures.open(source, choice, folder.resolve("cache"), ProgressListener.NONE);
                Extractors extractors = Extractors.shipped();
                GanTrainable trainable = new GanTrainable(
                        pictures.cache(),
                        small(Recipe.named("modern", pictures.cache().shape(), 0)),
                        new GanTrainable.Reference(pictures.cache(), extractors, EvaluationSize.FULL),
                        new GanTrainable.Start(Seed.of(1), DType.F32, false, false))) {
            long images = (long) STEPS * trainable.batch();
            for (long i = 0; i < images; i += trainable.batch()) {
                trainable.step(new Trainable.Position(i, images, 1));
            }
            write(trainable.evaluate(), file);
        }
        try (Generator generator = Generator.open(file)) {
            assertThat(generator.layout()).isEqualTo(expected);
            Picture drawn = generator.sample(1, Seed.of(3)).get(0);
            assertThat(drawn.width()).isEqualTo(48);
            assertThat(drawn.height()).isEqualTo(32);
            assertThat(drawn.channels()).isEqualTo(expected.channels().count());
            assertThat(Pictures.png(drawn, Origin.generated())[COLOUR_TYPE_AT]).isEqualTo((byte) pngColourType);
            return drawn;
        }
    }

    /** With few channels, and with the changes that few pictures are learned with. */
    private static Recipe small(Recipe recipe) {
        return new Recipe(
                recipe.name(),
                new Architecture(
                        Architecture.Family.DCGAN, recipe.architecture().pictures(), 8, 8, 8, 0),
                recipe.batch(),
                recipe.shards(),
                recipe.renormalised(),
                recipe.latent(),
                recipe.contest(),
                new AugmentationStrength(0.4, 0.8),
                recipe.rates(),
                recipe.averageRamp());
    }

    private static void write(Snapshot snapshot, Path file) throws IOException {
        Snapshot.Model model = snapshot.model();
        new ModelFile(
                        model.description(),
                        model.weights(),
                        "# card",
                        new ObjectMapper().createObjectNode(),
                        Pictures.png(snapshot.samples(), Origin.generated()))
                .write(file, model.more());
    }

    @Test
    void aGreySetIsLearnedInGrey() throws IOException {
        drawnAfterTraining(DrawnPictures.grey(40), new PixelLayout(WIDE, Fit.STRETCH, Channels.GREY), 0);
    }

    @Test
    void aSetOfCutOutsIsLearnedWithItsOpacity() throws IOException {
        Picture drawn =
                drawnAfterTraining(DrawnPictures.cutOut(40, 40), new PixelLayout(WIDE, Fit.PAD, Channels.RGBA), 6);
        // The left half is always transparent, the middle of the right half never.
        double left = opacity(drawn, 10, 22);
        double right = opacity(drawn, 26, 38);
        assertThat(left).isLessThan(right - 20);
    }

    private static double opacity(Picture picture, int from, int to) {
        double sum = 0;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = from; x < to; x++) {
                sum += picture.pixels()[4 * (y * picture.width() + x) + 3] & 0xff;
            }
        }
        return sum / picture.height() / (to - from);
    }
}
