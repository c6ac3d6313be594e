package dev.ganvas.image.degrade;

import dev.ganvas.image.Planes;
import java.util.Arrays;

/** Pictures to damage. */
final class Samples {
    private Samples() {}

    static Planes plain(int width, int height, int channels, double value) {
        Planes planes = Planes.black(width, height, channels);
        Arrays.fill(planes.values(), (float) value);
        return planes;
    }

    /** Red, green and blue patterns in 8 bits that a golden program can repeat. */
    static Planes pattern(int width, int height) {
        Planes planes = Planes.black(width, height, 3);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = y * width + x;
                planes.values()[at] = (x * 5 + y * 3) % 256 / 255f;
                planes.values()[at + planes.area()] = (x * x / 7 + y * 9) % 256 / 255f;
                planes.values()[at + 2 * planes.area()] = x * y % 256 / 255f;
            }
        }
        return planes;
    }

    /** Mean and standard deviation of the differences. */
    static double[] moments(Planes from, Planes to) {
        double sum = 0;
        double squares = 0;
        int count = from.values().length;
        for (int i = 0; i < count; i++) {
            double difference = to.values()[i] - from.values()[i];
            sum += difference;
            squares += difference * difference;
        }
        return new double[] {sum / count, Math.sqrt(squares / count - sum / count * sum / count)};
    }
}
