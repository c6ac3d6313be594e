package dev.ganvas.toybox;

import static dev.ganvas.toybox.Canvas.rectangle;

import dev.ganvas.toybox.VehicleScene.Kind;
import dev.ganvas.toybox.VehicleScene.View;
import java.awt.Paint;
import java.awt.geom.Rectangle2D;

/** Paints vehicles seen from the front or the rear, with their plate; the road is at {@value #ROAD}. */
final class VehicleEndPainter {
    private static final double ROAD = 0.72;
    private static final int DARK = 0x2a2932;

    private final Canvas canvas;
    private final VehicleScene vehicle;
    private final boolean front;
    private final int rgb;
    private final double wider;
    private final double higher;

    VehicleEndPainter(Canvas canvas, VehicleScene vehicle) {
        this.canvas = canvas;
        this.vehicle = vehicle;
        this.front = vehicle.view() == View.FRONT;
        this.rgb = vehicle.color().rgb();
        this.wider = 0.03 * vehicle.length();
        this.higher = 0.05 * vehicle.height();
    }

    void paint() {
        canvas.ellipse(canvas.ink(0x101018, 0.35), 0, ROAD, 0.85, 0.08);
        switch (vehicle.kind()) {
            case CAR, TAXI -> car();
            case VAN -> van();
            case BUS -> bus();
            case TRUCK -> truck();
            case TRACTOR -> tractor();
        }
    }

    private Paint body(double top) {
        return canvas.lit(rgb, 0, (top + ROAD) / 2, 0.75);
    }

    private Paint glass(double y) {
        return canvas.fade(0xd8eef8, y, 0x6c98bd, y + 0.42);
    }

    private void wheels(double x, double width, double top) {
        for (int side = -1; side <= 1; side += 2) {
            canvas.rounded(canvas.ink(DARK), rectangle(side * x - width / 2, top, width, ROAD + 0.03 - top), 0.06);
        }
    }

    private void plate() {
        Rectangle2D text = vehicle.plateText();
        canvas.rounded(canvas.ink(vehicle.plateStyle().letters), grown(text, 0.05), 0.04);
        canvas.rounded(canvas.ink(vehicle.plateStyle().ground), grown(text, 0.03), 0.03);
        canvas.text(canvas.ink(vehicle.plateStyle().letters), vehicle.plate(), text);
    }

    private static Rectangle2D grown(Rectangle2D box, double rim) {
        return rectangle(box.getX() - rim, box.getY() - rim, box.getWidth() + 2 * rim, box.getHeight() + 2 * rim);
    }

    private void lamps(double x, double y, double r) {
        for (int side = -1; side <= 1; side += 2) {
            canvas.ellipse(canvas.ink(Palette.darker(rgb, 0.5)), side * x, y, r + 0.025, r + 0.025);
            int shine = front ? 0xfff7d0 : 0xff4536;
            if (vehicle.lamps()) {
                canvas.ellipse(canvas.glow(shine, 0.35), side * x, y, 2 * r, 2 * r);
                canvas.ellipse(canvas.glow(shine, 1), side * x, y, r, r);
            } else {
                canvas.ellipse(canvas.ink(front ? 0xeef1e6 : 0xc22c2c), side * x, y, r, r);
                canvas.ellipse(canvas.glow(0xffffff, 0.7), side * x - 0.25 * r, y - 0.3 * r, 0.3 * r, 0.3 * r);
            }
        }
    }

    private void grille(double y, double half, int bars) {
        if (!front) {
            canvas.line(canvas.ink(Palette.darker(rgb, 0.4)), 0.025, -half, y, half, y);
            return;
        }
        for (int i = 0; i < bars; i++) {
            canvas.line(canvas.ink(DARK), 0.035, -half, y + 0.065 * i, half, y + 0.065 * i);
        }
    }

    private void driver(double y) {
        if (front && vehicle.driver()) {
            canvas.ellipse(canvas.ink(0x4a3b44), 0.24, y, 0.1, 0.12);
            canvas.dome(canvas.ink(0x4a3b44), 0.24, y + 0.25, 0.17, 0.15);
        }
    }

    private void car() {
        double roof = -0.5 - higher;
        double half = 0.72 + wider;
        wheels(half - 0.14, 0.22, 0.3);
        canvas.blob(
                body(roof),
                -half + 0.1,
                0.06,
                -half + 0.24,
                roof + 0.1,
                -0.36,
                roof,
                0.36,
                roof,
                half - 0.24,
                roof + 0.1,
                half - 0.1,
                0.06,
                0.4,
                0.2,
                -0.4,
                0.2);
        canvas.blob(
                body(roof),
                -half + 0.02,
                0.12,
                -half + 0.12,
                0.0,
                0,
                -0.04,
                half - 0.12,
                0.0,
                half - 0.02,
                0.12,
                half,
                0.4,
                half - 0.06,
                0.6,
                0,
                0.63,
                -half + 0.06,
                0.6,
                -half,
                0.4);
        double lip = -0.02;
        canvas.polygon(
                glass(roof + 0.08),
                -half + 0.2,
                lip,
                -half + 0.32,
                roof + 0.12,
                half - 0.32,
                roof + 0.12,
                half - 0.2,
                lip);
        driver(-0.24);
        for (int side = -1; side <= 1; side += 2) {
            canvas.ellipse(canvas.ink(Palette.darker(rgb, 0.3)), side * (half + 0.03), 0.0, 0.09, 0.06);
        }
        if (vehicle.kind() == Kind.TAXI) {
            canvas.rounded(canvas.ink(0x2a2a30), rectangle(-0.25, roof - 0.16, 0.5, 0.17), 0.03);
            canvas.text(canvas.glow(0xfff1b0, 1), "TAXI", rectangle(-0.2, roof - 0.13, 0.4, 0.11));
        }
        lamps(half - 0.18, 0.2, 0.11);
        grille(0.15, 0.3, 3);
        canvas.box(canvas.ink(Palette.darker(rgb, 0.42)), -half + 0.03, 0.5, 2 * half - 0.06, 0.05);
        plate();
    }

    private void van() {
        double roof = -0.7 - higher;
        double half = 0.66 + wider;
        wheels(half - 0.12, 0.2, 0.3);
        canvas.rounded(body(roof), rectangle(-half, roof, 2 * half, 0.62 - roof), 0.16);
        canvas.box(canvas.ink(vehicle.trim().rgb()), -half, 0.0, 2 * half, 0.1);
        canvas.rounded(glass(roof + 0.1), rectangle(-half + 0.1, roof + 0.14, 2 * half - 0.2, 0.5), 0.08);
        if (!front) {
            canvas.line(canvas.ink(Palette.darker(rgb, 0.45)), 0.035, 0, roof + 0.04, 0, 0.3);
        }
        driver(-0.34);
        lamps(half - 0.15, 0.22, 0.1);
        grille(0.17, 0.34, 2);
        plate();
    }

    private void bus() {
        double roof = -0.82 - higher;
        double half = 0.68 + wider;
        wheels(half - 0.13, 0.2, 0.4);
        canvas.rounded(body(roof), rectangle(-half, roof, 2 * half, 0.64 - roof), 0.1);
        canvas.rounded(canvas.ink(DARK), rectangle(-0.42, roof + 0.05, 0.84, 0.15), 0.03);
        for (int i = 0; i < 4; i++) {
            canvas.box(canvas.glow(0xffb84a, 1), -0.34 + 0.18 * i, roof + 0.085, 0.12, 0.08);
        }
        canvas.rounded(canvas.ink(DARK), rectangle(-half + 0.06, roof + 0.25, 2 * half - 0.12, 0.66), 0.06);
        canvas.rounded(
                vehicle.lamps() ? canvas.glow(0xffe3a0, 1) : glass(roof + 0.3),
                rectangle(-half + 0.1, roof + 0.29, 2 * half - 0.2, 0.58),
                0.05);
        driver(roof + 0.6);
        canvas.box(canvas.ink(vehicle.trim().rgb()), -half, 0.15, 2 * half, 0.08);
        for (int side = -1; side <= 1; side += 2) {
            canvas.rounded(canvas.ink(DARK), rectangle(side * (half + 0.07) - 0.05, roof + 0.3, 0.1, 0.25), 0.03);
        }
        lamps(half - 0.13, 0.34, 0.085);
        plate();
    }

    private void truck() {
        double roof = -0.8 - higher;
        double half = 0.7 + wider;
        wheels(half - 0.13, 0.24, 0.4);
        int box = vehicle.trim().rgb();
        canvas.rounded(
                canvas.lit(box, 0, -0.2, 0.8), rectangle(-half - 0.04, roof, 2 * half + 0.08, 0.46 - roof), 0.04);
        if (front) {
            double cab = roof + 0.26;
            canvas.rounded(body(cab), rectangle(-half + 0.07, cab, 2 * half - 0.14, 0.66 - cab), 0.1);
            canvas.rounded(glass(cab + 0.1), rectangle(-half + 0.15, cab + 0.1, 2 * half - 0.3, 0.38), 0.05);
            driver(cab + 0.28);
            grille(0.06, 0.36, 4);
        } else {
            canvas.rounded(body(0.4), rectangle(-half, 0.28, 2 * half, 0.37), 0.05);
            canvas.line(canvas.ink(Palette.darker(box, 0.5)), 0.035, 0, roof + 0.04, 0, 0.26);
            for (int side = -1; side <= 1; side += 2) {
                canvas.line(canvas.ink(Palette.darker(box, 0.4)), 0.03, side * 0.3, roof + 0.1, side * 0.3, 0.22);
                canvas.box(canvas.ink(0xd9d9de), side * 0.3 - 0.06, -0.1, 0.12, 0.05);
            }
        }
        lamps(half - 0.15, 0.42, 0.09);
        plate();
    }

    private void tractor() {
        double roof = -0.74 - higher;
        for (int side = -1; side <= 1; side += 2) {
            double x = side * 0.66;
            canvas.rounded(canvas.ink(DARK), rectangle(x - 0.19, -0.2, 0.38, 0.95), 0.12);
            for (int i = 0; i < 5; i++) {
                canvas.line(canvas.ink(0x54525d), 0.045, x - 0.13, -0.08 + 0.18 * i, x + 0.13, -0.02 + 0.18 * i);
            }
        }
        canvas.rounded(glass(roof + 0.05), rectangle(-0.4, roof + 0.05, 0.8, 0.66), 0.04);
        driver(-0.42);
        for (int side = -1; side <= 1; side += 2) {
            canvas.line(canvas.ink(Palette.darker(rgb, 0.3)), 0.06, side * 0.4, roof + 0.05, side * 0.42, -0.1);
        }
        canvas.rounded(body(roof), rectangle(-0.5, roof - 0.05, 1, 0.13), 0.05);
        canvas.rounded(body(0), rectangle(-0.36, -0.16, 0.72, 0.72), 0.1);
        lamps(0.24, -0.03, 0.085);
        grille(0.08, 0.2, 4);
        canvas.line(canvas.ink(DARK), 0.07, -0.24, -0.2, -0.24, roof + 0.1);
        plate();
    }
}
