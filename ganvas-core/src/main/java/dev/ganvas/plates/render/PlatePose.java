package dev.ganvas.plates.render;

import dev.ganvas.image.geometry.Point;
import dev.ganvas.image.geometry.Quad;
import dev.ganvas.random.RandomStream;

/**
 * Where a camera sees a plate from: a pinhole, and a plate turned before it.
 *
 * @param yaw to the side, radians
 * @param pitch up or down, radians
 * @param roll in the picture's plane, radians
 * @param distance of the camera, in widths of the plate
 */
record PlatePose(double yaw, double pitch, double roll, double distance) {
    /** Mostly from the front, sometimes from far aside. */
    static PlatePose draw(RandomStream random) {
        double bold = random.nextDouble() < 0.3 ? 1 : 0.5;
        return new PlatePose(
                bold * random.nextDouble(-0.9, 0.9),
                bold * random.nextDouble(-0.6, 0.6),
                bold * random.nextDouble(-0.28, 0.28),
                random.nextDouble(2.5, 9));
    }

    /** Corners of a plate of width 1 around the origin, as far apart as they would be from the front at this distance. */
    Quad corners(double heightByWidth) {
        Quad flat = Quad.rectangle(-0.5, -heightByWidth / 2, 1, heightByWidth);
        return flat.map(this::projected);
    }

    private Point projected(Point point) {
        double x = point.x() * Math.cos(yaw);
        double depth = point.x() * Math.sin(yaw);
        double y = point.y() * Math.cos(pitch) - depth * Math.sin(pitch);
        double z = distance + depth * Math.cos(pitch) + point.y() * Math.sin(pitch);
        double seenX = x * distance / z;
        double seenY = y * distance / z;
        return new Point(
                seenX * Math.cos(roll) - seenY * Math.sin(roll), seenX * Math.sin(roll) + seenY * Math.cos(roll));
    }
}
