package dev.ganvas.recognize.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import dev.ganvas.vision.Calibration;
import org.junit.jupiter.api.Test;

class LinearProbeTest {
    private static final int DIMENSION = 5;

    /** Three classes that lie apart, far from the origin and at different scales. */
    private static LinearProbe.Sample sample(int count, boolean telling) {
        RandomStream random = Seed.of(count).stream();
        float[] features = new float[count * DIMENSION];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = random.nextInt(3);
            for (int k = 0; k < DIMENSION; k++) {
                double centre = telling && k == labels[i] ? 6 : 0;
                features[i * DIMENSION + k] = (float) (100 + (k + 1) * (centre + random.nextGaussian()));
            }
        }
        return new LinearProbe.Sample(features, labels, 3);
    }

    @Test
    void classesThatLieApartAreTold() {
        LinearProbe.Sample sample = sample(300, true);
        LinearProbe.Fit fit = LinearProbe.of(sample);
        assertThat(fit.accuracy()).isGreaterThan(0.97);
        int right = 0;
        double sure = 0;
        for (int i = 0; i < 300; i++) {
            double[] logits = new double[3];
            for (int c = 0; c < 3; c++) {
                logits[c] = fit.probe().bias()[c];
                for (int k = 0; k < DIMENSION; k++) {
                    logits[c] += fit.probe().weight()[c * DIMENSION + k] * sample.features()[i * DIMENSION + k];
                }
            }
            int best = logits[0] >= logits[1] && logits[0] >= logits[2] ? 0 : logits[1] >= logits[2] ? 1 : 2;
            right += best == sample.labels()[i] ? 1 : 0;
            sure += Calibration.NONE.probabilities(logits)[best];
        }
        assertThat(right).isGreaterThan(290);
        assertThat(sure / 300).isGreaterThan(0.9);
    }

    @Test
    void featuresThatTellNothingAreFoundOut() {
        assertThat(LinearProbe.of(sample(300, false)).accuracy()).isBetween(0.2, 0.47);
    }

    /** Of two features that say nearly the same, a weak penalty takes their difference too, a strong one their sum. */
    @Test
    void theStrongestPenaltyOfThoseAsGoodIsTaken() {
        RandomStream random = Seed.of(7).stream();
        int count = 400;
        float[] features = new float[count * 2];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = random.nextInt(2);
            double tells = (labels[i] == 0 ? -1 : 1) + random.nextGaussian();
            features[i * 2] = (float) tells;
            features[i * 2 + 1] = (float) (tells + 0.3 * random.nextGaussian());
        }
        float[] weight = LinearProbe.of(new LinearProbe.Sample(features, labels, 2))
                .probe()
                .weight();
        assertThat(weight[0] / weight[1]).isBetween(0.7f, 1.5f);
    }
}
