package dev.ganvas.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ganvas.data.PhaseListener;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.Sources;
import dev.ganvas.error.UsageException;
import dev.ganvas.evaluate.Evaluation;
import dev.ganvas.evaluate.EvaluationExtractors;
import dev.ganvas.features.RandomFeatures;
import dev.ganvas.features.TrainedFeatures;
import dev.ganvas.generate.Generator;
import dev.ganvas.generate.GeneratorEvaluation;
import dev.ganvas.image.Picture;
import dev.ganvas.model.Catalogue;
import dev.ganvas.model.ModelFile;
import dev.ganvas.random.Seed;
import dev.ganvas.vision.Calibration;
import dev.ganvas.vision.Embedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShippedModelsTest {
    @Test
    void everyModelOpensAndNamesItsDataAndItsLicence() throws IOException {
        assertThat(Catalogue.entries()).isNotEmpty();
        for (Catalogue.Entry entry : Catalogue.entries()) {
            ModelFile file = Catalogue.read(entry.name());
            assertThat(file.description().path("kind").asText()).isEqualTo(entry.kind());
            assertThat(file.card()).contains("## Data", "## Licence", "## Limits", "## Figures");
            assertThat(file.provenance().path("settings").isObject()).isTrue();
        }
        assertThatThrownBy(() -> Catalogue.read("no-such-model"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("there are cifar10-classifier, cifar10-features");
    }

    @Test
    void whatRecognizeAsksIsCalibratedAndRight() throws IOException {
        assertThat(TrainedFeatures.shippedNames()).containsExactly("cifar10-classifier", "cifar10-features");
        try (TrainedFeatures objects = TrainedFeatures.shipped("cifar10-objects");
                PictureSource test = testPictures()) {
            assertThat(objects.calibration()).isNotEqualTo(Calibration.NONE);
            int[] guesses = objects.classify(every(40, test));
            int right = 0;
            for (int i = 0; i < guesses.length; i++) {
                String wanted = test.classes().get(test.label(i * 40).orElseThrow());
                right += objects.classes().get(guesses[i]).equals(wanted) ? 1 : 0;
            }
            // 93.9 % of all 10,000; four standard errors of 250 below that.
            assertThat(right).isGreaterThan(219);
        }
    }

    @Test
    void theClassifierRecognisesPicturesItHasNeverSeen() throws IOException {
        try (TrainedFeatures extractor = TrainedFeatures.shipped("cifar10-classifier");
                PictureSource test = testPictures()) {
            List<Picture> pictures = every(20, test);
            int[] guesses = extractor.classify(pictures);
            int right = 0;
            for (int i = 0; i < guesses.length; i++) {
                String wanted = test.classes().get(test.label(i * 20).orElseThrow());
                right += extractor.classes().get(guesses[i]).equals(wanted) ? 1 : 0;
            }
            // 90.7 % of all 10,000; four standard errors of 500 below that.
            assertThat(right).isGreaterThan(427);
        }
    }

    @Test
    void theExtractorThatLearnedWithoutLabelsSeesPicturesOfAClassAsAlike() throws IOException {
        try (TrainedFeatures extractor = TrainedFeatures.shipped("cifar10-features");
                RandomFeatures random = RandomFeatures.create();
                PictureSource test = testPictures()) {
            assertThat(extractor.classes()).isEmpty();
            List<Picture> pictures = every(10, test);
            int[] labels = new int[pictures.size()];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = test.label(i * 10).orElseThrow();
            }
            // 0.377 and 0.278; a standard error is 0.015.
            assertThat(ofTheSameClass(extractor, pictures, labels))
                    .isGreaterThan(ofTheSameClass(random, pictures, labels) + 0.05);
        }
    }

    @Test
    void theGeneratorOpensByItsNameAndDrawsWhatToyboxPaints() throws IOException {
        try (Generator generator = Generator.open(Path.of("toybox-faces"));
                PictureSource toys = Sources.open("toybox:face?n=200");
                EvaluationExtractors random = EvaluationExtractors.randomAlone()) {
            Evaluation evaluation = new GeneratorEvaluation(generator, 200, Seed.of(1), PhaseListener.NONE)
                    .against(new GeneratorEvaluation.Reals(toys, Optional.empty()), random)
                    .evaluation();
            // 65 before training.
            assertThat(1000 * evaluation.foremost().distances().kernelDistance().value())
                    .isLessThan(5);
        }
    }

    private static PictureSource testPictures() throws IOException {
        String root = System.getenv("GANVAS_DATA");
        assumeTrue(
                root != null && Files.exists(Path.of(root, "cifar10-test.zip")),
                "GANVAS_DATA names no cifar10-test.zip");
        return Sources.open(Path.of(root, "cifar10-test.zip").toString());
    }

    private static List<Picture> every(int step, PictureSource source) throws IOException {
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < source.count(); i += step) {
            pictures.add(source.read(i));
        }
        return pictures;
    }

    /** The share of pictures whose nearest other one, by the angle between features, is of the same class. */
    private static double ofTheSameClass(Embedder extractor, List<Picture> pictures, int[] labels) {
        float[] features = extractor.embed(pictures);
        int same = 0;
        for (int i = 0; i < labels.length; i++) {
            int nearest = -1;
            double most = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < labels.length; j++) {
                double cosine = j == i ? Double.NEGATIVE_INFINITY : cosine(features, extractor.dimension(), i, j);
                if (cosine > most) {
                    most = cosine;
                    nearest = j;
                }
            }
            same += labels[nearest] == labels[i] ? 1 : 0;
        }
        return same / (double) labels.length;
    }

    private static double cosine(float[] features, int dimension, int i, int j) {
        double product = 0;
        double left = 0;
        double right = 0;
        for (int d = 0; d < dimension; d++) {
            double a = features[i * dimension + d];
            double b = features[j * dimension + d];
            product += a * b;
            left += a * a;
            right += b * b;
        }
        return product / Math.sqrt(left * right);
    }
}
