package dev.ganvas.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.image.Picture;
import dev.ganvas.vision.Calibration;
import dev.ganvas.vision.Classifier;
import dev.ganvas.vision.InputContract;
import dev.ganvas.vision.Prediction;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModeCoverageTest {
    /** Reads a digit off the level of the first pixel, and insists on grey. */
    private static final Classifier LEVELS = new Classifier() {
        @Override
        public String name() {
            return "levels";
        }

        @Override
        public String sha256() {
            return "00";
        }

        @Override
        public List<String> classes() {
            return IntStream.range(0, 10).mapToObj(Integer::toString).toList();
        }

        @Override
        public InputContract input() {
            return new InputContract(2, 1, InputContract.RGB);
        }

        @Override
        public Calibration calibration() {
            return Calibration.NONE;
        }

        @Override
        public List<Prediction> predict(List<Picture> pictures) {
            return pictures.stream()
                    .map(p -> {
                        assertThat(p.rgb()[0]).isEqualTo(p.rgb()[1]).isEqualTo(p.rgb()[2]);
                        return Prediction.certain(classes(), (p.rgb()[3] & 0xff) / 25);
                    })
                    .toList();
        }

        @Override
        public void close() {}
    };

    private static ModeCoverage count(int pictures, IntUnaryOperator mode) {
        return ModeCoverage.of(
                LEVELS,
                IntStream.range(0, pictures)
                        .map(mode)
                        .mapToObj(m -> {
                            byte[] level = {(byte) (m / 100 * 25), (byte) (m / 10 % 10 * 25), (byte) (m % 10 * 25)};
                            return new Picture(
                                    2, 1, new byte[] {level[0], level[1], level[2], level[0], level[1], level[2]});
                        })
                        .iterator(),
                pictures);
    }

    @Test
    void allModesEquallyOftenIsTheOptimum() {
        ModeCoverage all = count(3000, i -> i % 1000);
        assertThat(all.modes()).isEqualTo(1000);
        assertThat(all.hit()).isEqualTo(1000);
        assertThat(all.divergence()).isCloseTo(0, within(1e-9));
        assertThat(all.count()).isEqualTo(3000);
    }

    @Test
    void missingModesHaveTheKnownDivergence() {
        ModeCoverage tenth = count(1000, i -> 900 + i % 100);
        assertThat(tenth.hit()).isEqualTo(100);
        assertThat(tenth.divergence()).isCloseTo(Math.log(10), within(1e-9));
        ModeCoverage one = count(257, i -> 703);
        assertThat(one.hit()).isEqualTo(1);
        assertThat(one.divergence()).isCloseTo(Math.log(1000), within(1e-9));
        // Half in one mode, half spread over two: 1/2 ln 500 + 2 * 1/4 ln 250.
        ModeCoverage uneven = count(400, i -> i % 2 == 0 ? 0 : 1 + i % 4 / 2);
        assertThat(uneven.hit()).isEqualTo(3);
        assertThat(uneven.divergence()).isCloseTo(0.5 * Math.log(500) + 0.5 * Math.log(250), within(1e-9));
    }
}
