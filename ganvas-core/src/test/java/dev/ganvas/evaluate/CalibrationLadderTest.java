package dev.ganvas.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.evaluate.distribution.Bootstrap;
import dev.ganvas.evaluate.distribution.DistanceFigures;
import dev.ganvas.evaluate.distribution.Features;
import dev.ganvas.image.Picture;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalibrationLadderTest {
    private static final Bootstrap BOOTSTRAP = new Bootstrap(20, Seed.of(1));

    /** Two classes that differ in brightness, with fine stripes of random strength. */
    private static Picture picture(int index) {
        RandomStream stream = Seed.of(77).child(index).stream();
        int base = label(index) == 0 ? 80 : 150;
        double strength = stream.nextDouble(20, 40);
        byte[] rgb = new byte[12 * 12 * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.round(base + (i / 3 % 2 == 0 ? strength : -strength) + 3 * stream.nextGaussian());
        }
        return new Picture(12, 12, rgb);
    }

    private static int label(int index) {
        return index % 3 == 0 ? 1 : 0;
    }

    /** Mean, deviation and step between neighbours, each over about its own range. */
    private static Features extract(Iterator<Picture> pictures, int count) {
        float[] values = new float[count * 3];
        for (int i = 0; i < count; i++) {
            byte[] rgb = pictures.next().rgb();
            double sum = 0;
            double squares = 0;
            double steps = 0;
            for (int p = 0; p < rgb.length; p++) {
                double value = (rgb[p] & 0xff) / 255.0;
                sum += value;
                squares += value * value;
                steps += p < 3 ? 0 : Math.abs(value - (rgb[p - 3] & 0xff) / 255.0);
            }
            double mean = sum / rgb.length;
            values[i * 3] = (float) mean;
            values[i * 3 + 1] = (float) Math.sqrt(squares / rgb.length - mean * mean);
            values[i * 3 + 2] = (float) (steps / rgb.length);
        }
        return new Features(count, 3, values, "three numbers", "abc");
    }

    private static ReferencePictures set(int count) {
        Iterator<Picture> pictures = IntStream.range(0, count)
                .mapToObj(CalibrationLadderTest::picture)
                .iterator();
        int[] labels =
                IntStream.range(0, count).map(CalibrationLadderTest::label).toArray();
        return new ReferencePictures(extract(pictures, count), CalibrationLadderTest::picture, labels);
    }

    @Test
    void everyDamageIsFartherThanTheFloor() {
        CalibrationLadder ladder = CalibrationLadder.ofHalves(set(301), CalibrationLadderTest::extract, BOOTSTRAP);
        List<CalibrationLadder.Rung> rungs = ladder.rungs();
        assertThat(rungs)
                .extracting(CalibrationLadder.Rung::name)
                .containsExactly(
                        "the other half", "blur, sigma 1 px", "noise, sigma 0.1 of the range", "class 0 missing");
        DistanceFigures floor = rungs.get(0).distances();
        assertThat(floor.referenceCount()).isEqualTo(150);
        assertThat(floor.generatedCount()).isEqualTo(151);
        assertThat(floor.kernelDistance().interval().contains(0)).isTrue();
        for (CalibrationLadder.Rung rung : rungs.subList(1, 4)) {
            assertThat(rung.distances().kernelDistance().value())
                    .isGreaterThan(floor.kernelDistance().interval().high());
            assertThat(rung.distances().frechetDistance().value())
                    .isGreaterThan(5 * floor.frechetDistance().value());
        }
        assertThat(rungs.get(3).distances().generatedCount()).isBetween(35, 65);
        assertThat(ladder.toText()).contains("blur", "class 0 missing");
        assertThat(ladder).isEqualTo(CalibrationLadder.ofHalves(set(301), CalibrationLadderTest::extract, BOOTSTRAP));
    }

    @Test
    void heldOutPicturesWithoutLabelsHaveThreeRungs() {
        ReferencePictures all = set(120);
        ReferencePictures test = ReferencePictures.of(
                all.select(IntStream.range(60, 120).toArray()).features(), i -> picture(60 + i));
        Features train = all.select(IntStream.range(0, 60).toArray()).features();
        CalibrationLadder ladder = CalibrationLadder.ofHeldOut(train, test, CalibrationLadderTest::extract, BOOTSTRAP);
        assertThat(ladder.rungs()).hasSize(3);
        assertThat(ladder.rungs().get(0).name()).isEqualTo("the test set");
        assertThat(ladder.rungs().get(0).distances().referenceCount()).isEqualTo(60);
    }

    @Test
    void oneClassAloneCannotBeLeftOut() {
        ReferencePictures all = set(40);
        ReferencePictures one = new ReferencePictures(all.features(), all.pictures(), new int[40]);
        assertThat(CalibrationLadder.ofHalves(one, CalibrationLadderTest::extract, BOOTSTRAP)
                        .rungs())
                .hasSize(3);
    }
}
