package dev.ganvas.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomTest {
    @Test
    void streamsAreTheSameOnEveryMachineAndVersion() {
        RandomStream stream = Seed.of(7).child("latent").child(41).stream();
        assertThat(stream.nextLong()).isEqualTo(-2015739818465893340L);
        assertThat(stream.nextGaussian()).isEqualTo(1.427075588014298);
    }

    @Test
    void gaussiansHaveTheMomentsOfANormal() {
        RandomStream stream = Seed.of(1).stream();
        int n = 200_000;
        double[] moments = new double[5];
        for (int i = 0; i < n; i++) {
            double x = stream.nextGaussian();
            for (int k = 1; k < moments.length; k++) {
                moments[k] += Math.pow(x, k) / n;
            }
        }
        assertThat(moments[1]).isCloseTo(0, within(0.01));
        assertThat(moments[2]).isCloseTo(1, within(0.02));
        assertThat(moments[3]).isCloseTo(0, within(0.04));
        assertThat(moments[4]).isCloseTo(3, within(0.15));
    }

    @Test
    void uniformIntegersFillTheirRangeEvenly() {
        RandomStream stream = Seed.of(2).stream();
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) {
            counts[stream.nextInt(7)]++;
        }
        for (int count : counts) {
            assertThat(count).isBetween(9_500, 10_500);
        }
    }

    @Test
    void childrenDifferFromEachOtherAndFromTheirParent() {
        Set<Long> seen = new HashSet<>();
        Seed parent = Seed.of(0);
        assertThat(seen.add(parent.value())).isTrue();
        for (int i = -500; i < 500; i++) {
            assertThat(seen.add(parent.child(i).value())).isTrue();
            assertThat(seen.add(parent.child("n" + i).value())).isTrue();
        }
    }
}
