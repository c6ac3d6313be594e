package dev.ganvas.evaluate.originality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.evaluate.distribution.Features;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NearVectorsTest {
    private static float[] vector(RandomStream random, int dimension) {
        float[] vector = new float[dimension];
        for (int k = 0; k < dimension; k++) {
            // Far from zero, and along the first axes more different than along the last, as features are.
            vector[k] = (float) (20 + random.nextGaussian() / (1 + k));
        }
        return vector;
    }

    private static Features features(List<float[]> vectors) {
        int dimension = vectors.get(0).length;
        float[] values = new float[vectors.size() * dimension];
        for (int i = 0; i < vectors.size(); i++) {
            System.arraycopy(vectors.get(i), 0, values, i * dimension, dimension);
        }
        return new Features(vectors.size(), dimension, values, "test", "00");
    }

    private static double square(float[] a, float[] b) {
        double square = 0;
        for (int k = 0; k < a.length; k++) {
            double difference = a[k] - b[k];
            square += difference * difference;
        }
        return square;
    }

    @Property(tries = 60)
    void whatIsFoundIsWhatLookingAtAllFinds(
            @ForAll @IntRange(min = 1, max = 12) int dimension,
            @ForAll @DoubleRange(min = 0, max = 1.5) double limit,
            @ForAll long seed) {
        RandomStream random = Seed.of(seed).stream();
        List<float[]> typical = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            typical.add(vector(random, dimension));
        }
        NearVectors near = new NearVectors(features(typical), limit);
        List<float[]> added = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            float[] next = i % 10 == 9 ? added.get(i / 2).clone() : vector(random, dimension);
            boolean expected = added.stream()
                    .mapToDouble(other -> square(next, other))
                    .anyMatch(square -> square < limit * limit || square == 0);
            assertThat(near.hasNear(next)).isEqualTo(expected);
            near.add(next);
            added.add(next);
        }
    }

    @Test
    void whereAllAreTheSameOnlyTheSameIsNear() {
        float[] zero = new float[5];
        NearVectors near = new NearVectors(features(List.of(zero, zero)), 0);
        near.add(zero);
        assertThat(near.hasNear(zero.clone())).isTrue();
        assertThat(near.hasNear(new float[] {0, 0, 1e-3f, 0, 0})).isFalse();
    }
}
