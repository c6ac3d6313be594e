package dev.ganvas.image.colour;

/**
 * CIELAB of the white D65 (CIE 15:2004), from sRGB.
 *
 * @param lightness 0 for black to 100 for white
 * @param a green below 0, red above
 * @param b blue below 0, yellow above
 */
public record Lab(double lightness, double a, double b) {
    private static final double WHITE_X = 0.95047;
    private static final double WHITE_Z = 1.08883;
    private static final double EPSILON = 216.0 / 24389;
    private static final double KAPPA = 24389.0 / 27;
    private static final double TWENTY_FIVE_TO_THE_SEVENTH = 6103515625.0;

    /** The colour of gamma-encoded values, 0 to 1. */
    public static Lab ofSrgb(double red, double green, double blue) {
        double r = Srgb.toLight(red);
        double g = Srgb.toLight(green);
        double b = Srgb.toLight(blue);
        double x = curve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / WHITE_X);
        double y = curve(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
        double z = curve((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / WHITE_Z);
        return new Lab(116 * y - 16, 500 * (x - y), 200 * (y - z));
    }

    private static double curve(double t) {
        return t > EPSILON ? Math.cbrt(t) : (KAPPA * t + 16) / 116;
    }

    /** The straight distance (CIE 1976); about 2.3 is just seen. */
    public double cie76(Lab other) {
        double l = lightness - other.lightness;
        double onA = a - other.a;
        double onB = b - other.b;
        return Math.sqrt(l * l + onA * onA + onB * onB);
    }

    /**
     * The distance that fits what people see (CIEDE2000; Sharma, Wu, Dalal, "The CIEDE2000 color-difference formula:
     * implementation notes", 2005), with all weights 1; about 1 is just seen.
     */
    public double ciede2000(Lab other) {
        double meanChroma = (Math.hypot(a, b) + Math.hypot(other.a, other.b)) / 2;
        double stretch = 1 + 0.5 * (1 - Math.sqrt(towardsOne(meanChroma)));
        double chroma1 = Math.hypot(stretch * a, b);
        double chroma2 = Math.hypot(stretch * other.a, other.b);
        double hue1 = hue(stretch * a, b);
        double hue2 = hue(stretch * other.a, other.b);
        boolean grey = chroma1 * chroma2 == 0;
        double turn = grey ? 0 : shortWay(hue2 - hue1);
        double meanHue = grey ? hue1 + hue2 : meanHue(hue1, hue2);
        double meanLightness = (lightness + other.lightness) / 2;
        double chroma = (chroma1 + chroma2) / 2;

        double deltaL = other.lightness - lightness;
        double deltaC = chroma2 - chroma1;
        double deltaH = 2 * Math.sqrt(chroma1 * chroma2) * sinDegrees(turn / 2);
        double t = 1
                - 0.17 * cosDegrees(meanHue - 30)
                + 0.24 * cosDegrees(2 * meanHue)
                + 0.32 * cosDegrees(3 * meanHue + 6)
                - 0.20 * cosDegrees(4 * meanHue - 63);
        double fromMiddle = (meanLightness - 50) * (meanLightness - 50);
        double l = deltaL / (1 + 0.015 * fromMiddle / Math.sqrt(20 + fromMiddle));
        double c = deltaC / (1 + 0.045 * chroma);
        double h = deltaH / (1 + 0.015 * chroma * t);
        double bluePart = Math.exp(-Math.pow((meanHue - 275) / 25, 2));
        double rotation = -sinDegrees(60 * bluePart) * 2 * Math.sqrt(towardsOne(chroma));
        return Math.sqrt(l * l + c * c + h * h + rotation * c * h);
    }

    private static double towardsOne(double chroma) {
        double power = Math.pow(chroma, 7);
        return power / (power + TWENTY_FIVE_TO_THE_SEVENTH);
    }

    private static double hue(double a, double b) {
        double degrees = Math.toDegrees(Math.atan2(b, a));
        return degrees < 0 ? degrees + 360 : degrees;
    }

    private static double shortWay(double degrees) {
        if (degrees > 180) {
            return degrees - 360;
        }
        return degrees < -180 ? degrees + 360 : degrees;
    }

    private static double meanHue(double hue1, double hue2) {
        double sum = hue1 + hue2;
        if (Math.abs(hue1 - hue2) <= 180) {
            return sum / 2;
        }
        return sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2;
    }

    private static double sinDegrees(double degrees) {
        return Math.sin(Math.toRadians(degrees));
    }

    private static double cosDegrees(double degrees) {
        return Math.cos(Math.toRadians(degrees));
    }
}
