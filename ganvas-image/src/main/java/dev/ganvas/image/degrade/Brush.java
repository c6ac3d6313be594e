package dev.ganvas.image.degrade;

import dev.ganvas.image.Planes;

/** Draws on masks. */
final class Brush {
    private Brush() {}

    /** From a point to another, in pixels, their centres at whole numbers. */
    record Segment(double x, double y, double toX, double toY) {
        /** Squared distance of a point. */
        double squaredDistance(double px, double py) {
            double alongX = toX - x;
            double alongY = toY - y;
            double squared = alongX * alongX + alongY * alongY;
            double at = squared == 0 ? 0 : ((px - x) * alongX + (py - y) * alongY) / squared;
            double nearest = Math.max(0, Math.min(1, at));
            double awayX = px - x - nearest * alongX;
            double awayY = py - y - nearest * alongY;
            return awayX * awayX + awayY * awayY;
        }
    }

    /** A line with round ends: what lies within half its width becomes {@code value}, if it is less. */
    static void line(Planes mask, Segment segment, double width, float value) {
        double radius = width / 2;
        int left = Math.max(0, (int) Math.ceil(Math.min(segment.x, segment.toX) - radius));
        int right = Math.min(mask.width() - 1, (int) Math.floor(Math.max(segment.x, segment.toX) + radius));
        int top = Math.max(0, (int) Math.ceil(Math.min(segment.y, segment.toY) - radius));
        int bottom = Math.min(mask.height() - 1, (int) Math.floor(Math.max(segment.y, segment.toY) + radius));
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                int at = y * mask.width() + x;
                if (mask.values()[at] < value && segment.squaredDistance(x, y) <= radius * radius) {
                    mask.values()[at] = value;
                }
            }
        }
    }

    /** As above, but the edge fades over a pixel; each pixel takes the most of what covers it. */
    static void softLine(Planes mask, Segment segment, double width, float value) {
        double radius = width / 2;
        double reach = radius + 0.5;
        int left = Math.max(0, (int) Math.ceil(Math.min(segment.x, segment.toX) - reach));
        int right = Math.min(mask.width() - 1, (int) Math.floor(Math.max(segment.x, segment.toX) + reach));
        int top = Math.max(0, (int) Math.ceil(Math.min(segment.y, segment.toY) - reach));
        int bottom = Math.min(mask.height() - 1, (int) Math.floor(Math.max(segment.y, segment.toY) + reach));
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                double distance = Math.sqrt(segment.squaredDistance(x, y));
                float covered = (float) Math.max(0, Math.min(1, reach - distance));
                int at = y * mask.width() + x;
                mask.values()[at] = Math.max(mask.values()[at], covered * value);
            }
        }
    }
}
