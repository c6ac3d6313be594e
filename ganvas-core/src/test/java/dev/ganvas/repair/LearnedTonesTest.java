package dev.ganvas.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Planes;
import dev.ganvas.image.colour.Lab;
import dev.ganvas.image.tone.Lut3d;
import dev.ganvas.image.tone.ToneOperator;
import dev.ganvas.image.tone.ToneRule;
import dev.ganvas.image.tone.ToneStatistics;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.network.NetworkShape;
import dev.ganvas.repair.network.RestorationNetwork;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearnedTonesTest {
    private static final NetworkShape COLOUR = NetworkShape.colourCurves(4);
    private static final NetworkShape LIGHT = NetworkShape.lightCurves(4);

    private static RepairNetwork fresh(NetworkShape shape) {
        RepairKind kind = shape.equals(COLOUR) ? RepairKind.COLOR : RepairKind.LOWLIGHT;
        return new RepairNetwork(new RepairModel(kind, shape, false), shape.build(Seed.of(1)));
    }

    /** One with weights at random, which changes pictures strongly. */
    private static RepairNetwork wild(NetworkShape shape) {
        RestorationNetwork network = shape.build(Seed.of(1));
        network.namedParameters().forEach((name, tensor) -> {
            try (Scope scope = Scope.open()) {
                Tensor values = Initializer.fanIn(2).initial(Seed.of(5).child(name), tensor.shape());
                tensor.copyFrom(values);
            }
        });
        RepairKind kind = shape.equals(COLOUR) ? RepairKind.COLOR : RepairKind.LOWLIGHT;
        return new RepairNetwork(new RepairModel(kind, shape, false), network);
    }

    private static Planes picture(int width, int height) {
        RandomStream stream = Seed.of(3).stream();
        Planes planes = Planes.black(width, height, 3);
        for (int i = 0; i < planes.values().length; i++) {
            int channel = i / planes.area();
            double ramp = 0.1 + 0.5 * (i % width) / width + 0.1 * channel;
            planes.values()[i] = (float) Math.max(0, Math.min(1, ramp + 0.1 * stream.nextDouble()));
        }
        return planes;
    }

    private static Planes greyRamp() {
        Planes ramp = Planes.black(256, 8, 3);
        for (int i = 0; i < ramp.values().length; i++) {
            ramp.values()[i] = i % 256 / 255f;
        }
        return ramp;
    }

    @Test
    void valuesAreCountedWithoutBuilding() {
        for (NetworkShape shape : List.of(COLOUR, LIGHT, NetworkShape.colourCurves(16))) {
            try (RestorationNetwork network = shape.build(Seed.of(1))) {
                long values = network.namedTensors().values().stream()
                        .mapToLong(Tensor::count)
                        .sum();
                assertThat(shape.values()).as(shape.toString()).isEqualTo(values);
            }
        }
    }

    @Test
    void anUntrainedNetworkAndNoStrengthChangeNothing() {
        Planes picture = picture(80, 70);
        for (NetworkShape shape : List.of(COLOUR, LIGHT)) {
            try (RepairNetwork untrained = fresh(shape);
                    RepairNetwork wild = wild(shape)) {
                assertThat(untrained.tones(1).apply(picture).inEightBits().values())
                        .isEqualTo(picture.inEightBits().values());
                assertThat(wild.tones(0).apply(picture).inEightBits().values())
                        .isEqualTo(picture.inEightBits().values());
                assertThat(wild.tones(1).apply(picture).inEightBits().values())
                        .isNotEqualTo(picture.inEightBits().values());
            }
        }
    }

    /** Whatever its weights, a picture without colour is left alone by colour: well below 1, which is just seen. */
    @Test
    void aGreyRampStaysItself() {
        Planes ramp = greyRamp();
        try (RepairNetwork network = wild(COLOUR)) {
            Planes changed = network.tones(1).apply(ramp);
            for (int i = 0; i < ramp.area(); i++) {
                assertThat(lab(changed, i).ciede2000(lab(ramp, i))).isLessThan(0.01);
            }
        }
    }

    private static Lab lab(Planes planes, int i) {
        float[] values = planes.values();
        return Lab.ofSrgb(values[i], values[planes.area() + i], values[2 * planes.area() + i]);
    }

    @Test
    void lightKeepsGreyGreyAndOrder() {
        try (RepairNetwork network = wild(LIGHT)) {
            Planes changed = network.tones(1).apply(greyRamp());
            assertThat(changed.channel(1).values()).isEqualTo(changed.channel(0).values());
            assertThat(changed.channel(2).values()).isEqualTo(changed.channel(0).values());
            for (float value : changed.values()) {
                assertThat(value).isBetween(-1e-6f, 1 + 1e-6f);
            }
            Planes alone = network.tones(1).apply(greyRamp().channel(0));
            assertThat(alone.values()).containsExactly(changed.channel(0).values(), within(1e-6f));
        }
    }

    /** The curves rise, so that of greys the brighter one stays so in each channel. */
    @Test
    void theTableRisesAlongGrey() {
        try (RepairNetwork network = wild(COLOUR)) {
            ToneStatistics statistics = network.tones(1).statistics(60, 40);
            statistics.add(picture(60, 40));
            Lut3d table = (Lut3d) statistics.rule();
            int size = table.size();
            for (int channel = 0; channel < 3; channel++) {
                for (int i = 1; i < size; i++) {
                    int here = 3 * i * (1 + size + size * size) + channel;
                    int before = 3 * (i - 1) * (1 + size + size * size) + channel;
                    assertThat(table.values()[here]).isGreaterThanOrEqualTo(table.values()[before]);
                }
            }
        }
    }

    @Test
    void rowsAsTheyComeAreTheWholePictureAndTheSameEachTime() {
        Planes picture = picture(90, 77);
        for (NetworkShape shape : List.of(COLOUR, LIGHT)) {
            try (RepairNetwork network = wild(shape)) {
                ToneOperator operator = network.tones(0.7);
                ToneStatistics statistics = operator.statistics(90, 77);
                for (int top = 0; top < 77; top += 10) {
                    statistics.add(picture.crop(0, top, 90, Math.min(10, 77 - top)));
                }
                ToneRule rule = statistics.rule();
                Planes changed = Planes.black(90, 77, 3);
                for (int top = 0; top < 77; top += 13) {
                    rule.apply(picture.crop(0, top, 90, Math.min(13, 77 - top)), top)
                            .copyInto(changed, 0, top);
                }
                Planes whole = operator.apply(picture);
                assertThat(changed.values()).containsExactly(whole.values(), within(1e-6f));
                assertThat(operator.apply(picture).values()).isEqualTo(whole.values());
            }
        }
    }

    @Test
    void onePixelIsAPicture() {
        for (NetworkShape shape : List.of(COLOUR, LIGHT)) {
            try (RepairNetwork network = wild(shape)) {
                assertThat(network.tones(1).apply(picture(1, 1)).area()).isEqualTo(1);
                assertThat(network.tones(1).apply(picture(1, 1).channel(0)).channels())
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void tilesAndTonesAreNotMixedUp() {
        try (RepairNetwork network = fresh(COLOUR)) {
            assertThatThrownBy(() -> network.restore(picture(9, 9), 0))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("whole picture");
        }
        assertThatThrownBy(() -> new RepairModel(RepairKind.COLOR, NetworkShape.unet(0, 4), false))
                .isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new RepairModel(RepairKind.DEBLUR, COLOUR, false))
                .isInstanceOf(UsageException.class);
    }
}
