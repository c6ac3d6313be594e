package dev.ganvas.toybox;

import static dev.ganvas.toybox.Canvas.rectangle;

import dev.ganvas.toybox.VehicleScene.Rims;
import java.awt.Paint;

/** Paints vehicles seen from the side, driving to the right; the road is at {@value #ROAD}. */
final class VehicleSidePainter {
    private static final double ROAD = 0.66;
    private static final int DARK = 0x2a2932;

    private final Canvas canvas;
    private final VehicleScene vehicle;
    private final int rgb;
    private final double longer;
    private final double higher;

    VehicleSidePainter(Canvas canvas, VehicleScene vehicle) {
        this.canvas = canvas;
        this.vehicle = vehicle;
        this.rgb = vehicle.color().rgb();
        this.longer = 0.05 * vehicle.length();
        this.higher = 0.06 * vehicle.height();
    }

    void paint() {
        canvas.ellipse(canvas.ink(0x101018, 0.35), 0, ROAD, 0.95, 0.08);
        switch (vehicle.kind()) {
            case CAR, TAXI -> car();
            case VAN -> van();
            case BUS -> bus();
            case TRUCK -> truck();
            case TRACTOR -> tractor();
        }
    }

    private Paint body(double top) {
        return canvas.fade(Palette.lighter(rgb, 0.22), top, Palette.darker(rgb, 0.26), ROAD - 0.12);
    }

    private Paint glass(double y) {
        return canvas.fade(0xd5ecf7, y, 0x6f9cc0, y + 0.34);
    }

    private void wheel(double x, double r) {
        double y = ROAD - r + 0.03;
        canvas.ellipse(canvas.ink(DARK), x, y, r, r);
        if (vehicle.rims() == Rims.WHITEWALL) {
            canvas.ellipse(canvas.ink(0xf3f0e6), x, y, 0.74 * r, 0.74 * r);
            canvas.ellipse(canvas.ink(0x4c4a55), x, y, 0.56 * r, 0.56 * r);
        }
        canvas.ellipse(canvas.lit(0xc6cad2, x, y, 0.5 * r), x, y, 0.5 * r, 0.5 * r);
        if (vehicle.rims() == Rims.SPOKES) {
            canvas.line(canvas.ink(0x55535e), 0.12 * r, x - 0.4 * r, y, x + 0.4 * r, y);
            canvas.line(canvas.ink(0x55535e), 0.12 * r, x, y - 0.4 * r, x, y + 0.4 * r);
        }
        canvas.ellipse(canvas.ink(0x55535e), x, y, 0.15 * r, 0.15 * r);
    }

    /** Wheel arches, so that the wheels are seen against a dark body too. */
    private void wheels(double r, double... xs) {
        for (double x : xs) {
            canvas.ellipse(canvas.ink(Palette.darker(rgb, 0.55)), x, ROAD - r + 0.02, r + 0.045, r + 0.045);
        }
        for (double x : xs) {
            wheel(x, r);
        }
    }

    private void lamps(double front, double rear, double y) {
        if (vehicle.lamps()) {
            canvas.polygon(canvas.glow(0xfff3b5, 0.4), front, y, 2, y - 0.1, 2, y + 0.35);
        }
        canvas.ellipse(vehicle.lamps() ? canvas.glow(0xfff6c8, 1) : canvas.ink(0xfdf3cf), front - 0.05, y, 0.05, 0.065);
        canvas.box(vehicle.lamps() ? canvas.glow(0xff4a3a, 1) : canvas.ink(0xc02a2a), rear, y - 0.06, 0.05, 0.13);
    }

    private void driver(double x, double y) {
        if (vehicle.driver()) {
            canvas.ellipse(canvas.ink(0x4a3b44), x, y, 0.075, 0.09);
            canvas.dome(canvas.ink(0x4a3b44), x, y + 0.2, 0.12, 0.13);
        }
    }

    private void car() {
        double roof = -0.33 - higher;
        double nose = 0.92 + longer * 0.5;
        double tail = -0.9 - longer * 0.5;
        Paint paint = body(roof);
        canvas.blob(
                paint,
                tail + 0.28,
                0.1,
                -0.44,
                roof + 0.06,
                -0.25,
                roof,
                0.12,
                roof,
                0.3,
                roof + 0.07,
                0.56,
                0.1,
                0.3,
                0.2,
                -0.3,
                0.2);
        canvas.blob(
                paint,
                tail,
                0.28,
                tail + 0.05,
                0.08,
                tail + 0.3,
                0.03,
                0.4,
                0.03,
                0.72,
                0.1,
                nose - 0.04,
                0.2,
                nose,
                0.4,
                nose - 0.06,
                0.53,
                0,
                0.55,
                tail + 0.05,
                0.53,
                tail,
                0.42);
        canvas.polygon(glass(roof + 0.08), -0.53, 0.06, -0.37, roof + 0.1, -0.08, roof + 0.08, -0.08, 0.06);
        canvas.polygon(glass(roof + 0.08), -0.01, 0.06, -0.01, roof + 0.08, 0.2, roof + 0.1, 0.41, 0.06);
        driver(0.12, -0.1);
        canvas.line(canvas.ink(Palette.darker(rgb, 0.45)), 0.025, -0.045, 0.08, -0.045, 0.48);
        canvas.line(canvas.ink(Palette.lighter(rgb, 0.55)), 0.03, tail + 0.14, 0.19, nose - 0.12, 0.22);
        canvas.box(canvas.ink(Palette.darker(rgb, 0.5)), 0.04, 0.16, 0.1, 0.03);
        if (vehicle.kind() == VehicleScene.Kind.TAXI) {
            taxi(roof);
        }
        wheels(0.2, -0.54, 0.54);
        lamps(nose, tail, 0.28);
    }

    private void taxi(double roof) {
        canvas.rounded(canvas.ink(0x2a2a30), rectangle(-0.25, roof - 0.14, 0.36, 0.15), 0.03);
        canvas.text(canvas.glow(0xfff1b0, 1), "TAXI", rectangle(-0.21, roof - 0.115, 0.28, 0.095));
        for (int i = 0; i < 10; i++) {
            canvas.box(canvas.ink(i % 2 == 0 ? DARK : Palette.WHITE), -0.7 + 0.14 * i, 0.27, 0.14, 0.055);
            canvas.box(canvas.ink(i % 2 == 1 ? DARK : Palette.WHITE), -0.7 + 0.14 * i, 0.325, 0.14, 0.055);
        }
    }

    private void van() {
        double roof = -0.5 - higher;
        double nose = 0.9 + longer * 0.5;
        double tail = -0.88 - longer * 0.5;
        canvas.blob(
                body(roof),
                tail,
                0.4,
                tail,
                roof + 0.12,
                tail + 0.1,
                roof,
                0,
                roof,
                0.42,
                roof + 0.01,
                0.56,
                roof + 0.1,
                0.74,
                0.04,
                nose,
                0.18,
                nose + 0.01,
                0.44,
                nose - 0.05,
                0.54,
                0,
                0.55,
                tail + 0.05,
                0.54);
        canvas.box(canvas.ink(vehicle.trim().rgb()), tail + 0.02, 0.16, nose - tail - 0.08, 0.11);
        canvas.polygon(glass(roof + 0.1), 0.3, 0.06, 0.3, roof + 0.12, 0.47, roof + 0.13, 0.66, 0.06);
        driver(0.44, -0.1);
        for (int i = 1; i < vehicle.windows(); i++) {
            canvas.rounded(glass(roof + 0.1), rectangle(0.24 - 0.5 * i, roof + 0.12, 0.42, -0.06 - roof), 0.04);
        }
        canvas.line(canvas.ink(Palette.darker(rgb, 0.4)), 0.022, 0.245, roof + 0.1, 0.245, 0.5);
        wheels(0.19, -0.55, 0.56);
        lamps(nose, tail, 0.32);
    }

    private void bus() {
        double roof = -0.48 - higher;
        double nose = 0.95;
        canvas.rounded(body(roof), rectangle(-0.95, roof, 1.9, 0.54 - roof), 0.1);
        canvas.box(canvas.ink(vehicle.trim().rgb()), -0.95, 0.12, 1.9, 0.1);
        int count = vehicle.windows();
        double pitch = 1.3 / (count - 1);
        for (int i = 0; i < count - 1; i++) {
            double x = -0.88 + i * pitch;
            boolean lit = vehicle.lamps();
            canvas.rounded(
                    lit ? canvas.glow(0xffe3a0, 1) : glass(roof + 0.1),
                    rectangle(x, roof + 0.13, pitch - 0.06, -0.06 - roof),
                    0.03);
        }
        canvas.rounded(glass(roof + 0.1), rectangle(0.74, roof + 0.11, 0.19, 0.03 - roof), 0.03);
        driver(0.84, -0.12);
        canvas.rounded(canvas.ink(Palette.darker(rgb, 0.45)), rectangle(0.45, roof + 0.12, 0.23, 0.4 - roof), 0.02);
        canvas.box(glass(roof + 0.14), 0.475, roof + 0.16, 0.18, 0.26 - roof);
        wheels(0.17, -0.56, 0.3);
        lamps(nose, -0.95, 0.34);
    }

    private void truck() {
        double roof = -0.34 - higher;
        double cargo = -0.5 - higher;
        canvas.box(canvas.ink(0x44434d), -0.9, 0.38, 1.6, 0.1);
        int box = vehicle.trim().rgb();
        canvas.rounded(
                canvas.fade(Palette.lighter(box, 0.25), cargo, Palette.darker(box, 0.2), 0.4),
                rectangle(-0.94, cargo, 1.2 + longer, 0.4 - cargo),
                0.03);
        for (int i = 1; i < 5; i++) {
            double x = -0.94 + i * 0.24;
            canvas.line(canvas.ink(Palette.darker(box, 0.35), 0.7), 0.02, x, cargo + 0.06, x, 0.34);
        }
        canvas.blob(
                body(roof),
                0.34,
                0.5,
                0.33,
                roof + 0.1,
                0.4,
                roof,
                0.62,
                roof,
                0.72,
                roof + 0.06,
                0.82,
                0.02,
                0.92,
                0.12,
                0.94,
                0.48,
                0.8,
                0.53,
                0.5,
                0.53);
        canvas.polygon(glass(roof + 0.1), 0.45, 0.05, 0.45, roof + 0.12, 0.65, roof + 0.12, 0.76, 0.05);
        driver(0.57, -0.08);
        canvas.box(canvas.ink(Palette.darker(rgb, 0.5)), 0.48, 0.15, 0.1, 0.03);
        wheels(0.18, -0.68, -0.3, 0.64);
        lamps(0.95, -0.94, 0.34);
    }

    private void tractor() {
        double roof = -0.6 - higher;
        canvas.line(canvas.ink(DARK), 0.07, 0.58, 0.05, 0.58, -0.42);
        canvas.rounded(body(-0.1), rectangle(-0.3, -0.08, 1.14 + longer, 0.42), 0.08);
        canvas.box(canvas.ink(DARK), 0.74 + longer, 0.0, 0.05, 0.26);
        for (int i = 0; i < 3; i++) {
            canvas.line(canvas.ink(Palette.darker(rgb, 0.5)), 0.025, 0.3 + 0.1 * i, 0.03, 0.3 + 0.1 * i, 0.2);
        }
        canvas.polygon(glass(roof + 0.05), -0.62, -0.05, -0.54, roof, 0.0, roof, 0.1, -0.05);
        driver(-0.22, -0.32);
        for (double x : new double[] {-0.58, 0.04}) {
            canvas.line(canvas.ink(Palette.darker(rgb, 0.3)), 0.06, x, -0.04, x * 0.9, roof);
        }
        canvas.rounded(body(roof), rectangle(-0.68, roof - 0.09, 0.8, 0.11), 0.05);
        canvas.dome(body(-0.2), -0.42, 0.16, 0.5, 0.42);
        wheel(-0.44, 0.42);
        wheel(0.6, 0.23);
        lamps(0.88 + longer, -0.86, 0.12);
    }
}
