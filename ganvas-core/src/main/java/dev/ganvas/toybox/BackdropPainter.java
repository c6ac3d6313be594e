package dev.ganvas.toybox;

import java.awt.geom.Path2D;
import java.util.List;

/** Paints what is behind the subject, in unit coordinates. */
final class BackdropPainter {
    private final Canvas canvas;
    private final Backdrop backdrop;
    private final double horizon;
    private final List<Spot> spots;

    BackdropPainter(Canvas canvas, Backdrop backdrop) {
        this.canvas = canvas;
        this.backdrop = backdrop;
        this.horizon = backdrop.horizon();
        this.spots = backdrop.spots();
    }

    void paint() {
        switch (backdrop.setting()) {
            case MEADOW -> meadow();
            case STREET -> street();
            case SNOW -> snow();
            case SAVANNA -> savanna();
            case BEACH -> beach();
            case SEA -> sea();
            case SKY -> sky(1.05);
            case ROOM -> room();
            case STUDIO -> studio();
            case STRIPES -> stripes();
            case DOTS -> dots();
        }
    }

    private void sky(double bottom) {
        TimeOfDay time = backdrop.light().time();
        double shift = backdrop.sky();
        int top = shift > 0 ? Palette.lighter(time.skyTop, 0.25 * shift) : Palette.darker(time.skyTop, -0.2 * shift);
        int low = Palette.mix(time.skyBottom, time.skyTop, 0.2 + 0.2 * shift);
        canvas.band(top, 0, low, bottom);
        double x = canvas.lightX() > 0 ? 0.86 - 0.12 * backdrop.phase() : 0.14 + 0.12 * backdrop.phase();
        switch (time) {
            case DAY -> sun(x, 0.13, 0xfff3b8, 0.06);
            case DUSK -> sun(x, bottom - 0.12, 0xffe29a, 0.085);
            case NIGHT -> night(x);
        }
        if (time != TimeOfDay.NIGHT) {
            clouds(time == TimeOfDay.DAY ? 0xffffff : 0xffc9b8, bottom);
        }
    }

    private void sun(double x, double y, int rgb, double radius) {
        canvas.ellipse(canvas.glow(rgb, 0.3), x, y, 1.9 * radius, 1.9 * radius);
        canvas.ellipse(canvas.glow(rgb, 1), x, y, radius, radius);
    }

    private void night(double x) {
        for (Spot spot : spots) {
            double radius = 0.006 + 0.006 * spot.size();
            canvas.ellipse(canvas.glow(0xffffff, 0.9), spot.x(), spot.y() * 0.5, radius, radius);
        }
        sun(x, 0.14, 0xf5f0d0, 0.06);
    }

    private void clouds(int rgb, double bottom) {
        int count = (int) (backdrop.phase() * 4);
        for (Spot spot : spots.subList(0, count)) {
            double x = spot.x();
            double y = (0.05 + 0.3 * spot.y()) * bottom / 0.7;
            double r = 0.04 + 0.04 * spot.size();
            canvas.ellipse(canvas.glow(rgb, 0.85), x, y, 1.9 * r, 0.55 * r);
            canvas.ellipse(canvas.glow(rgb, 0.85), x - 0.3 * r, y - 0.35 * r, 0.8 * r, 0.7 * r);
        }
    }

    /** A ridge across the picture, {@code height} above the horizon at its highest. */
    private void ridge(int rgb, double height, double phase) {
        Path2D ridge = new Path2D.Double();
        ridge.moveTo(0, 1);
        ridge.lineTo(0, horizon - height * (0.3 + 0.6 * phase));
        ridge.curveTo(
                0.3,
                horizon - height * 1.5 * phase,
                0.35,
                horizon + height * 0.2,
                0.6,
                horizon - height * (0.9 - 0.7 * phase));
        ridge.curveTo(0.75, horizon - height * 1.5, 0.9, horizon - height, 1, horizon - height * (0.9 - phase));
        ridge.lineTo(1, 1);
        ridge.closePath();
        canvas.fill(canvas.ink(rgb), ridge);
    }

    private void ground(int far, int near) {
        canvas.box(canvas.fade(far, horizon, near, 1), 0, horizon, 1, 1 - horizon);
    }

    private void meadow() {
        sky(horizon);
        ridge(Palette.mix(0x8fb9a4, backdrop.color().rgb(), 0.4), 0.2, backdrop.phase());
        ridge(0x6fae62, 0.07, 1 - backdrop.phase());
        ground(0x7cbf5a, 0x4f9a45);
        for (Spot spot : spots.subList(0, 5)) {
            double y = horizon + 0.05 + (0.93 - horizon) * spot.y();
            double r = 0.008 + 0.01 * spot.size();
            canvas.ellipse(canvas.ink(spot.size() > 0.5 ? 0xfff6d8 : 0xf6a8bd), spot.x(), y, r, r);
        }
    }

    private void street() {
        sky(horizon);
        for (int i = 0; i < spots.size(); i++) {
            Spot spot = spots.get(i);
            double height = 0.1 + 0.24 * spot.y();
            int rgb = Palette.mix(0x9aa6ba, backdrop.color().rgb(), 0.3 + 0.3 * spot.size());
            canvas.box(canvas.ink(rgb), i * 0.125, horizon - height, 0.13, height);
        }
        canvas.box(canvas.ink(0xc9c4bb), 0, horizon, 1, 0.07);
        canvas.box(canvas.fade(0x7c7f88, horizon, 0x666972, 1), 0, horizon + 0.06, 1, 1);
        double start = -0.2 + 0.2 * backdrop.phase();
        for (int i = 0; i < 4; i++) {
            canvas.box(canvas.ink(0xf0ead2), start + i * 0.34, 0.93, 0.17, 0.022);
        }
    }

    private void snow() {
        sky(horizon);
        ridge(0xc4d3e8, 0.2, backdrop.phase());
        for (Spot spot : spots.subList(0, 4)) {
            double h = 0.14 + 0.12 * spot.size();
            canvas.polygon(
                    canvas.ink(0x5f8d7c),
                    spot.x(),
                    horizon - h,
                    spot.x() + h * 0.35,
                    horizon + 0.02,
                    spot.x() - h * 0.35,
                    horizon + 0.02);
        }
        ground(0xf4f7fc, 0xd9e4f2);
    }

    private void savanna() {
        sky(horizon);
        ridge(0xc9a468, 0.09, backdrop.phase());
        ground(0xe3c274, 0xc99a4d);
        Spot tree = spots.get(0);
        double x = tree.x() < 0.5 ? 0.02 + 0.24 * tree.x() : 0.98 - 0.24 * (1 - tree.x());
        double top = horizon - 0.2 - 0.1 * tree.size();
        canvas.line(canvas.ink(0x7a5a3c), 0.022, x, horizon + 0.02, x, top);
        canvas.ellipse(canvas.ink(0x7d9148), x, top, 0.17, 0.055);
        canvas.ellipse(canvas.ink(0x8fa553), x - 0.02, top - 0.03, 0.11, 0.035);
    }

    private void beach() {
        sky(horizon - 0.1);
        canvas.box(canvas.fade(0x3f8fc4, horizon - 0.1, 0x6cc3d4, horizon), 0, horizon - 0.1, 1, 0.13);
        canvas.box(canvas.ink(0xf4f6ee), 0, horizon + 0.005, 1, 0.025);
        canvas.box(canvas.fade(0xf3dfa8, horizon, 0xdfbf7c, 1), 0, horizon + 0.025, 1, 1);
    }

    private void sea() {
        double shift = 0.15 * backdrop.sky();
        int top = Palette.mix(0x6fd0e0, 0x4aa8e8, 0.5 + shift);
        canvas.box(canvas.fade(top, 0, Palette.mix(0x17568f, 0x1a6a8a, 0.5 - shift), 1), 0, 0, 1, 1);
        for (Spot spot : spots.subList(0, 2)) {
            canvas.polygon(
                    canvas.glow(0xffffff, 0.09), spot.x(), 0, spot.x() + 0.14, 0, spot.y() + 0.2, 1, spot.y() - 0.1, 1);
        }
        canvas.ellipse(canvas.ink(0xd9c48c), 0.2 + 0.6 * backdrop.phase(), 1.03, 0.9, 0.16);
        for (Spot spot : spots.subList(2, 5)) {
            double h = 0.16 + 0.2 * spot.size();
            double x = spot.x();
            canvas.curve(canvas.ink(0x3d9a63), 0.03, x, 0.97, x + 0.05, 0.97 - h / 2, x - 0.02, 0.97 - h);
        }
        for (Spot spot : spots.subList(5, 8)) {
            double r = 0.012 + 0.016 * spot.size();
            canvas.ellipse(canvas.glow(0xffffff, 0.45), spot.x(), 0.6 * spot.y(), r, r);
        }
    }

    private void room() {
        int wall = backdrop.color().rgb();
        canvas.box(canvas.fade(Palette.lighter(wall, 0.25), 0, wall, horizon), 0, 0, 1, horizon);
        double x = backdrop.phase() < 0.5 ? 0.06 : 0.66;
        TimeOfDay time = backdrop.light().time();
        canvas.box(canvas.ink(Palette.WHITE), x, 0.08, 0.28, 0.3);
        canvas.box(canvas.glow(Palette.mix(time.skyTop, time.skyBottom, 0.5), 1), x + 0.025, 0.105, 0.105, 0.25);
        canvas.box(canvas.glow(Palette.mix(time.skyTop, time.skyBottom, 0.6), 1), x + 0.15, 0.105, 0.105, 0.25);
        canvas.box(canvas.fade(0xc08d5c, horizon, 0x9c6b42, 1), 0, horizon, 1, 1);
        canvas.box(canvas.ink(0xf1ece2), 0, horizon - 0.03, 1, 0.03);
        int rug = Palette.mix(
                0xb8554f, backdrop.color().rgb(), backdrop.spots().get(0).size());
        canvas.ellipse(canvas.ink(rug), 0.5, 0.88, 0.44, 0.09);
    }

    private void studio() {
        int rgb = backdrop.color().rgb();
        canvas.band(Palette.lighter(rgb, 0.3), 0, Palette.darker(rgb, 0.2), 1);
        double x = 0.5 + 0.25 * canvas.lightX();
        canvas.ellipse(canvas.glow(0xffffff, 0.12), x, 0.35, 0.5, 0.5);
        canvas.ellipse(canvas.glow(0xffffff, 0.12), x, 0.35, 0.34, 0.34);
    }

    private void stripes() {
        int rgb = backdrop.color().rgb();
        canvas.band(rgb, 0, Palette.darker(rgb, 0.12), 1);
        for (int i = 0; i < 6; i++) {
            canvas.box(canvas.glow(0xffffff, 0.3), (i - backdrop.phase()) * 0.2, 0, 0.1, 1);
        }
    }

    private void dots() {
        int rgb = backdrop.color().rgb();
        canvas.band(rgb, 0, Palette.darker(rgb, 0.12), 1);
        for (int row = 0; row < 5; row++) {
            for (int column = 0; column < 5; column++) {
                double x = (column + (row % 2) * 0.5 - backdrop.phase() + 0.4) * 0.24;
                canvas.ellipse(canvas.glow(0xffffff, 0.35), x, 0.1 + row * 0.2, 0.045, 0.045);
            }
        }
    }
}
