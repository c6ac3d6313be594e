package dev.ganvas.evaluate.distribution;

import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.Require;
import dev.ganvas.random.Seed;
import java.util.Arrays;
import java.util.Objects;

/**
 * Feature vectors of a set of pictures, all from one extractor.
 *
 * @param count number of pictures N, at least 1
 * @param dimension numbers per picture d, at least 1
 * @param values {@code count * dimension} finite numbers, one picture after the other; not copied
 * @param extractor the extractor's name
 * @param sha256 hash of the extractor's weights and preparation, in hexadecimal: equal hashes mean comparable numbers
 */
public record Features(int count, int dimension, float[] values, String extractor, String sha256) {
    /** @throws dev.ganvas.error.UsageException when the sizes disagree or a value is NaN or infinite */
    public Features {
        Require.positive(count, "count");
        Require.positive(dimension, "dimension");
        Objects.requireNonNull(values, "values");
        Objects.requireNonNull(extractor, "extractor");
        Objects.requireNonNull(sha256, "sha256");
        Require.that(
                values.length == Math.multiplyExact(count, dimension),
                count + " x " + dimension + " features need " + (long) count * dimension + " values, not "
                        + values.length);
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                Require.that(
                        false,
                        "feature " + i % dimension + " of picture " + i / dimension + " from " + extractor + " is "
                                + values[i] + "; no distance is defined for it. The extractor overflowed or was fed"
                                + " non-finite pixels.");
            }
        }
    }

    /** The given pictures, in the given order; a picture may be named more than once. */
    public Features select(int[] pictures) {
        float[] selected = new float[Math.multiplyExact(pictures.length, dimension)];
        for (int i = 0; i < pictures.length; i++) {
            int from = Math.multiplyExact(Objects.checkIndex(pictures[i], count), dimension);
            System.arraycopy(values, from, selected, i * dimension, dimension);
        }
        return new Features(pictures.length, dimension, selected, extractor, sha256);
    }

    /** At most {@code limit} pictures drawn without replacement; all of them, in order, where there are no more. */
    public Features draw(int limit, Seed seed) {
        return count <= limit ? this : select(drawIndices(count, limit, seed));
    }

    /** {@code size} different numbers below {@code count}, rising. */
    public static int[] drawIndices(int count, int size, Seed seed) {
        int[] order = new int[count];
        Arrays.setAll(order, i -> i);
        if (size < count) {
            seed.stream().shuffle(order);
            order = Arrays.copyOf(order, size);
            Arrays.sort(order);
        }
        return order;
    }

    /** Throws unless {@code other} can be compared with this and both have the two pictures every distance needs. */
    void requireComparable(Features other) {
        requireSameExtractor(other);
        Require.that(
                count >= 2 && other.count >= 2,
                "a distance needs at least 2 pictures on each side, not " + count + " and " + other.count);
    }

    /** Throws unless {@code other} is made of the same kind of numbers. */
    void requireSameExtractor(Features other) {
        Require.that(
                dimension == other.dimension && sha256.equals(other.sha256),
                "these features cannot be compared: " + describe() + " against " + other.describe()
                        + ". Extract both sets with the same extractor.");
    }

    /** The vectors as F64 {@code [count, dimension]}, in the open scope. */
    Tensor matrix() {
        return Tensor.of(values, count, dimension).to(DType.F64);
    }

    /** The Euclidean distance of picture {@code i} from picture {@code j} of {@code other}. */
    double distance(int i, Features other, int j) {
        double sum = 0;
        for (int k = 0; k < dimension; k++) {
            double difference = (double) values[i * dimension + k] - other.values[j * dimension + k];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }

    private String describe() {
        return extractor + " (" + dimension + "-d, sha256 " + sha256 + ")";
    }
}
