package dev.ganvas.explain.direction;

import dev.ganvas.image.Picture;
import java.util.List;

/**
 * What can be measured of any picture, from its 8-bit sRGB values scaled to 0 to 1.
 *
 * <ul>
 *   <li>{@code brightness}: mean luma (Rec. 709 weights)
 *   <li>{@code contrast}: standard deviation of luma
 *   <li>{@code warmth}: mean of red less blue
 *   <li>{@code greenness}: mean of green less the mean of red and blue
 *   <li>{@code saturation}: mean of the largest less the smallest channel
 *   <li>{@code detail}: mean absolute luma difference of neighbours
 *   <li>{@code subject-size}: mean colour distance from the border's mean colour
 *   <li>{@code shift-right}, {@code shift-down}: centre of mass of those distances, -0.5 to 0.5 of the side
 *   <li>{@code light-from-right}, {@code light-from-above}: mean luma of that half less the other
 * </ul>
 */
public final class PictureStatistics implements PictureMeasures {
    private static final double RED = 0.2126;
    private static final double GREEN = 0.7152;
    private static final double BLUE = 0.0722;
    private static final double LEVELS = 255;

    private static final List<String> NAMES = List.of(
            "brightness",
            "contrast",
            "warmth",
            "greenness",
            "saturation",
            "detail",
            "subject-size",
            "shift-right",
            "shift-down",
            "light-from-right",
            "light-from-above");

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public double[][] of(List<Picture> pictures) {
        return pictures.stream().map(PictureStatistics::measure).toArray(double[][]::new);
    }

    private static double[] measure(Picture shown) {
        Picture picture = shown.toRgb();
        double[] colour = colour(picture);
        double[] light = light(picture);
        double[] subject = subject(picture);
        return new double[] {
            light[0],
            light[1],
            colour[0],
            colour[1],
            colour[2],
            light[2],
            subject[0],
            subject[1],
            subject[2],
            light[3],
            light[4]
        };
    }

    private static double level(Picture picture, int x, int y, int channel) {
        return (picture.pixels()[3 * (y * picture.width() + x) + channel] & 0xff) / LEVELS;
    }

    private static double luma(Picture picture, int x, int y) {
        return RED * level(picture, x, y, 0) + GREEN * level(picture, x, y, 1) + BLUE * level(picture, x, y, 2);
    }

    /** Warmth, greenness, saturation. */
    private static double[] colour(Picture picture) {
        double[] sums = new double[3];
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                double red = level(picture, x, y, 0);
                double green = level(picture, x, y, 1);
                double blue = level(picture, x, y, 2);
                sums[0] += red - blue;
                sums[1] += green - (red + blue) / 2;
                sums[2] += Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue));
            }
        }
        return scaled(sums, 1.0 / (picture.width() * picture.height()));
    }

    /** Mean, deviation, roughness, right less left, upper less lower. */
    private static double[] light(Picture picture) {
        int width = picture.width();
        int height = picture.height();
        double[] sums = new double[5];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double luma = luma(picture, x, y);
                sums[0] += luma;
                sums[1] += luma * luma;
                sums[2] += x > 0 ? Math.abs(luma - luma(picture, x - 1, y)) / 2 : 0;
                sums[2] += y > 0 ? Math.abs(luma - luma(picture, x, y - 1)) / 2 : 0;
                sums[3] += 2 * luma * Integer.signum(2 * x + 1 - width);
                sums[4] -= 2 * luma * Integer.signum(2 * y + 1 - height);
            }
        }
        double[] means = scaled(sums, 1.0 / (width * height));
        means[1] = Math.sqrt(Math.max(0, means[1] - means[0] * means[0]));
        return means;
    }

    /** Mean distance from the border's colour, and its centre of mass across and down. */
    private static double[] subject(Picture picture) {
        int width = picture.width();
        int height = picture.height();
        double[] border = new double[3];
        int count = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (x == 0 || y == 0 || x == width - 1 || y == height - 1) {
                    for (int c = 0; c < 3; c++) {
                        border[c] += level(picture, x, y, c);
                    }
                    count++;
                }
            }
        }
        border = scaled(border, 1.0 / count);
        double mass = 0;
        double across = 0;
        double down = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double distance = 0;
                for (int c = 0; c < 3; c++) {
                    double difference = level(picture, x, y, c) - border[c];
                    distance += difference * difference;
                }
                distance = Math.sqrt(distance);
                mass += distance;
                across += distance * ((x + 0.5) / width - 0.5);
                down += distance * ((y + 0.5) / height - 0.5);
            }
        }
        return mass == 0 ? new double[3] : new double[] {mass / (width * height), across / mass, down / mass};
    }

    private static double[] scaled(double[] values, double factor) {
        double[] result = values.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] *= factor;
        }
        return result;
    }
}
