package dev.ganvas.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ganvas.error.UsageException;
import dev.ganvas.evaluate.distribution.ClassDistance;
import dev.ganvas.evaluate.distribution.ExtractedFeatures;
import dev.ganvas.evaluate.distribution.FrechetDistance;
import dev.ganvas.evaluate.distribution.FrechetInceptionDistance;
import dev.ganvas.evaluate.distribution.PictureSet;
import dev.ganvas.evaluate.distribution.ToyPictures;
import dev.ganvas.evaluate.distribution.ToyPictures.Brightness;
import dev.ganvas.evaluate.distribution.ToyPictures.Pixels;
import dev.ganvas.evaluate.originality.Duplicates;
import dev.ganvas.evaluate.originality.Memorisation;
import dev.ganvas.evaluate.originality.NearestTraining;
import dev.ganvas.image.Picture;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final PictureSet TRAINING = ToyPictures.of(400, 1);

    private static Evaluation.Material material(PictureSet generated) {
        return new Evaluation.Material(TRAINING, Optional.empty(), generated);
    }

    @Test
    void everyPictureGoesThroughAnExtractorOnce() {
        Pixels pixels = new Pixels("pixels");
        Evaluation evaluation = Evaluation.of(
                new Evaluation.Material(TRAINING, Optional.of(ToyPictures.of(100, 2)), ToyPictures.of(120, 3)),
                Evaluation.Instruments.of(new EvaluationExtractor(pixels, true)),
                Seed.of(0));
        // Training, held out, generated, and the two rungs of damaged held-out pictures.
        assertThat(pixels.seen.get()).isEqualTo(400 + 100 + 120 + 2 * 100);
        ExtractorFigures found = evaluation.foremost();
        assertThat(evaluation.memorisation().comparedWith()).isEqualTo("held-out pictures");
        assertThat(evaluation.memorisation().trainingCount()).isEqualTo(400);
        assertThat(evaluation.memorisation().verdict()).isEqualTo(Memorisation.Verdict.NO_SIGN);
        assertThat(evaluation.duplicates().verdict()).isEqualTo(Duplicates.Verdict.NO_SIGN);
        assertThat(found.distances().referenceCount()).isEqualTo(120);
        assertThat(found.overlap().coverage().value()).isGreaterThan(0.9);
        assertThat(found.ladder().rungs()).hasSize(4);
    }

    @Test
    void aDependentExtractorIsMarkedAndShownBesideTheIndependentOne() {
        Evaluation evaluation = Evaluation.of(
                material(ToyPictures.of(100, 3)),
                Evaluation.Instruments.of(
                        new EvaluationExtractor(new Pixels("house-extractor"), false),
                        new EvaluationExtractor(new Pixels("stranger"), true)),
                Seed.of(0));
        assertThat(evaluation.foremost().distances().extractor()).isEqualTo("stranger");
        String text = evaluation.toText();
        String warned = text.substring(text.indexOf("NOT INDEPENDENT"));
        assertThat(text.indexOf("on stranger")).isLessThan(text.indexOf("NOT INDEPENDENT"));
        assertThat(warned).contains("Independent: KD x 1000", "on stranger", "on house-extractor");
        String alone = Evaluation.of(
                        material(ToyPictures.of(100, 3)),
                        Evaluation.Instruments.of(new EvaluationExtractor(new Pixels("house-extractor"), false)),
                        Seed.of(0))
                .toText();
        assertThat(evaluation.extractorFigures().get(1).distances().referenceCount())
                .isEqualTo(100);
        assertThat(alone).contains("NOT INDEPENDENT", "No independent extractor");
    }

    @Test
    void theWorstClassIsNamed() {
        // Generated dark pictures are too light; light ones are as they should be.
        PictureSet off = new PictureSet(
                200,
                i -> {
                    Picture picture = ToyPictures.of(200, 3).picture(i);
                    byte[] rgb = picture.rgb().clone();
                    for (int k = 0; i % 2 == 0 && k < rgb.length; k++) {
                        rgb[k] += 20;
                    }
                    return new Picture(picture.width(), picture.height(), rgb);
                },
                i -> i % 2,
                ToyPictures.CLASSES);
        Evaluation evaluation = Evaluation.of(
                material(off),
                Evaluation.Instruments.of(new EvaluationExtractor(new Pixels("pixels"), true)),
                Seed.of(0));
        List<ClassDistance> classes = evaluation.foremost().classes();
        assertThat(classes).extracting(ClassDistance::name).containsExactly("dark", "light");
        assertThat(classes.get(0).kernelDistance().interval().low())
                .isGreaterThan(classes.get(1).kernelDistance().interval().high());
        assertThat(classes.get(0).referenceCount()).isEqualTo(200);
        assertThat(evaluation.toText()).contains("on average; worst of 2: dark ");
    }

    @Test
    void accuracyCountsClassesByNameWhateverTheirOrder() {
        // Every fourth generated picture, all of them dark, was asked for as light.
        PictureSet generated = new PictureSet(
                200,
                i -> ToyPictures.picture(i % 4 == 3 ? 0 : i % 2, Seed.of(5).child(i)),
                i -> i % 2,
                ToyPictures.CLASSES);
        Brightness brightness = new Brightness("light", "dark");
        Evaluation evaluation = Evaluation.of(
                material(generated),
                Evaluation.Instruments.of(
                        new EvaluationExtractor(new Pixels("pixels"), true), new EvaluationExtractor(brightness, true)),
                Seed.of(0));
        ConditionalAccuracy accuracy = evaluation.accuracy().orElseThrow();
        // No picture is looked at again for it: reference, generated, and the two rungs of half the reference.
        assertThat(brightness.seen.get()).isEqualTo(200 + 200 + 2 * 100);
        assertThat(accuracy.overall().hits()).isEqualTo(150);
        assertThat(accuracy.overall().interval().contains(0.75)).isTrue();
        assertThat(accuracy.real().value()).isEqualTo(1);
        assertThat(accuracy.classes().get(0).name()).isEqualTo("light");
        assertThat(accuracy.classes().get(0).share().hits()).isEqualTo(50);
        assertThat(accuracy.classes().get(1).share().hits()).isEqualTo(100);
        assertThat(accuracy.toText(1)).contains("75.0 %", "lowest: light 50.0 %", "brightness");
        assertThat(Evaluation.of(
                                material(generated),
                                Evaluation.Instruments.of(
                                        new EvaluationExtractor(new Brightness("light", "dark", "grey"), true)),
                                Seed.of(0))
                        .accuracy())
                .isEmpty();
    }

    /** Noise in near-white never repeats itself, and shows nothing of the data. */
    @Test
    void varietyWithoutAnythingOfTheDataIsNone() {
        PictureSet noise = PictureSet.of(200, i -> {
            Picture real = ToyPictures.picture(0, Seed.of(1));
            byte[] rgb = new byte[real.rgb().length];
            RandomStream random = Seed.of(2).child(i).stream();
            for (int at = 0; at < rgb.length; at++) {
                rgb[at] = (byte) (200 + random.nextInt(56));
            }
            return new Picture(real.width(), real.height(), rgb);
        });
        Evaluation evaluation = Evaluation.of(
                material(noise),
                Evaluation.Instruments.of(new EvaluationExtractor(new Pixels("pixels"), true)),
                Seed.of(0));
        assertThat(evaluation.variety()).isEqualTo("draws only a small part of the data: recall 0.00");
        assertThat(evaluation.toText()).contains(evaluation.variety()).doesNotContain("no sign");
        assertThat(evaluation.toJson().at("/duplicates/words").asText()).isEqualTo(evaluation.variety());
    }

    @Test
    void jsonCarriesEverything() {
        JsonNode json = Evaluation.of(
                        material(ToyPictures.of(100, 3)),
                        new Evaluation.Instruments(
                                List.of(
                                        new EvaluationExtractor(new Pixels("pixels"), true),
                                        new EvaluationExtractor(new Brightness("dark", "light"), true)),
                                Optional.of(new Pixels("inception"))),
                        Seed.of(0))
                .toJson();
        JsonNode block = json.at("/extractorFigures/0");
        assertThat(block.at("/independent").asBoolean()).isTrue();
        assertThat(block.at("/distances/extractor").asText()).isEqualTo("pixels");
        assertThat(block.at("/overlap/coverage/interval/low").isNumber()).isTrue();
        assertThat(json.at("/memorisation/words").asText()).isEqualTo("no copies of training pictures found");
        assertThat(json.at("/memorisation/closest").size()).isEqualTo(NearestTraining.SHOWN);
        assertThat(json.at("/duplicates/words").asText()).isEqualTo("no sign of collapse");
        assertThat(block.at("/classes").size()).isEqualTo(2);
        assertThat(block.at("/ladder/rungs").size()).isEqualTo(4);
        assertThat(json.at("/accuracy/overall/hits").asInt()).isEqualTo(100);
        assertThat(json.at("/fid/referenceCount").asInt()).isEqualTo(400);
        assertThat(json.at("/fid/value").asDouble()).isGreaterThan(0);
    }

    @Test
    void fidIsTheFrechetDistanceOfEveryPicture() {
        PictureSet generated = ToyPictures.of(100, 3);
        Pixels network = new Pixels("inception");
        ExtractedFeatures features = new ExtractedFeatures(network);
        double expected =
                FrechetDistance.between(features.of(TRAINING.stream(), 400), features.of(generated.stream(), 100));
        FrechetInceptionDistance fid = FrechetInceptionDistance.of(network, TRAINING, generated);
        assertThat(fid.value()).isEqualTo(expected);
        assertThat(fid.toText()).contains("FID", "100 generated", "400 training", "not comparable", network.sha256());
    }

    @Test
    void tooFewPicturesAreRefusedAtOnce() {
        assertThatThrownBy(() -> material(ToyPictures.of(10, 3)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("24 generated pictures");
    }
}
