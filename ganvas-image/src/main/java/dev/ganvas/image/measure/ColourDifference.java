package dev.ganvas.image.measure;

import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import dev.ganvas.image.Rows;
import dev.ganvas.image.colour.Lab;
import java.util.Arrays;
import java.util.function.ToDoubleBiFunction;

/**
 * How far the colours of two pictures are apart, pixel by pixel; less is better.
 *
 * @param mean over all pixels
 * @param max of all pixels
 */
public record ColourDifference(double mean, double max) {
    /** By the straight distance of CIE 1976, {@link Lab#cie76}; what photograph retouching is measured in. */
    public static ColourDifference cie76(Planes wanted, Planes found) {
        return by(Lab::cie76, wanted, found);
    }

    /** By {@link Lab#ciede2000}. */
    public static ColourDifference ciede2000(Planes wanted, Planes found) {
        return by(Lab::ciede2000, wanted, found);
    }

    /** Of sRGB pictures with 1 or 3 channels, as they are, not rounded. */
    private static ColourDifference by(ToDoubleBiFunction<Lab, Lab> distance, Planes wanted, Planes found) {
        Comparison.sameSize(wanted, found);
        Require.that(
                wanted.channels() == 1 || wanted.channels() == 3,
                "colours have 1 or 3 channels, not " + wanted.channels());
        int width = wanted.width();
        double[] sums = new double[wanted.height()];
        double[] most = new double[wanted.height()];
        Rows.each(wanted.height(), 64 * width, y -> {
            for (int x = 0; x < width; x++) {
                double difference = distance.applyAsDouble(colour(wanted, y, x), colour(found, y, x));
                sums[y] += difference;
                most[y] = Math.max(most[y], difference);
            }
        });
        return new ColourDifference(
                Arrays.stream(sums).sum() / wanted.area(),
                Arrays.stream(most).max().orElse(0));
    }

    private static Lab colour(Planes planes, int y, int x) {
        int last = planes.channels() - 1;
        return Lab.ofSrgb(planes.value(0, y, x), planes.value(Math.min(1, last), y, x), planes.value(last, y, x));
    }
}
