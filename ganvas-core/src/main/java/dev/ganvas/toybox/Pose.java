package dev.ganvas.toybox;

import dev.ganvas.random.RandomStream;
import java.awt.geom.AffineTransform;

/**
 * Where the subject stands in the picture. Its own frame has the origin in the middle, x to the right, y down, and
 * reaches from -1 to 1 where it fills the picture at {@code scale} 1.
 *
 * @param shiftX to the right, in edges of the picture
 * @param shiftY downwards, in edges of the picture
 * @param scale size
 * @param turn clockwise, radians
 * @param mirrored whether left and right are swapped
 */
record Pose(double shiftX, double shiftY, double scale, double turn, boolean mirrored) {
    /** From the subject's own frame to unit coordinates. */
    AffineTransform frame() {
        AffineTransform frame = AffineTransform.getTranslateInstance(0.5 + shiftX, 0.5 + shiftY);
        // StrictMath, as the trigonometry of Math may differ in the last bit between machines.
        double cos = StrictMath.cos(turn);
        double sin = StrictMath.sin(turn);
        frame.concatenate(new AffineTransform(cos, sin, -sin, cos, 0, 0));
        frame.scale(mirrored ? -scale / 2 : scale / 2, scale / 2);
        return frame;
    }

    /** A modest variation around the middle: up to {@code turn} radians either way. */
    static Pose draw(RandomStream random, double smallest, double largest, double turn) {
        return new Pose(
                random.nextDouble(-0.045, 0.045),
                random.nextDouble(-0.03, 0.03),
                random.nextDouble(smallest, largest),
                random.nextDouble(-turn, turn),
                random.nextBoolean());
    }
}
