package dev.ganvas.toybox;

import dev.ganvas.random.RandomStream;
import java.awt.geom.Rectangle2D;
import java.util.Locale;
import java.util.Map;

/**
 * One vehicle on the road or the field.
 *
 * @param trim second colour: stripe, cargo box
 * @param length proportion, -1 short to 1 long
 * @param height proportion, -1 low to 1 high
 * @param windows seen from the side
 * @param lamps whether they are on
 * @param plate the registration, {@code AB 1234}
 */
record VehicleScene(
        Backdrop backdrop,
        Pose pose,
        Kind kind,
        View view,
        Swatch color,
        Swatch trim,
        double length,
        double height,
        int windows,
        Rims rims,
        boolean lamps,
        boolean driver,
        String plate,
        Plate plateStyle)
        implements Scene {
    enum Kind {
        CAR,
        TAXI,
        VAN,
        BUS,
        TRUCK,
        TRACTOR
    }

    enum View {
        SIDE,
        FRONT,
        REAR
    }

    enum Rims {
        PLAIN,
        SPOKES,
        WHITEWALL
    }

    enum Plate {
        WHITE(0xf7f6f0, 0x1d1c26),
        YELLOW(0xf6cf3c, 0x1d1c26),
        BLUE(0x2450a8, 0xffffff),
        GREEN(0x2c8a55, 0xffffff);

        final int ground;
        final int letters;

        Plate(int ground, int letters) {
            this.ground = ground;
            this.letters = letters;
        }
    }

    /** Without those that are easily taken for digits. */
    private static final String LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ";

    static VehicleScene draw(RandomStream random) {
        Kind kind = Chance.among(random, Kind.values());
        View view = Chance.among(random, View.SIDE, View.SIDE, View.FRONT, View.REAR);
        Setting setting = kind == Kind.TRACTOR
                ? Setting.MEADOW
                : Chance.among(random, Setting.STREET, Setting.STREET, Setting.MEADOW, Setting.BEACH, Setting.SNOW);
        TimeOfDay time = Chance.among(random, TimeOfDay.DAY, TimeOfDay.DAY, TimeOfDay.DUSK, TimeOfDay.NIGHT);
        return new VehicleScene(
                Backdrop.draw(random, setting, time),
                view == View.SIDE ? Pose.draw(random, 0.86, 0.98, 0.03) : Pose.draw(random, 0.92, 1.04, 0.03),
                kind,
                view,
                kind == Kind.TAXI ? Palette.TAXI_YELLOW.varied(random) : Palette.pick(random, Palette.CAR),
                Palette.pick(random, Palette.CLOTH),
                random.nextDouble(-1, 1),
                random.nextDouble(-1, 1),
                sideWindows(random, kind),
                Chance.among(random, Rims.values()),
                time == TimeOfDay.NIGHT || (time == TimeOfDay.DUSK && random.nextBoolean()),
                random.nextBoolean(),
                plate(random),
                Chance.among(random, Plate.values()));
    }

    private static int sideWindows(RandomStream random, Kind kind) {
        return switch (kind) {
            case CAR, TAXI -> 2;
            case VAN -> random.nextInt(1, 3);
            case BUS -> random.nextInt(4, 6);
            case TRUCK, TRACTOR -> 1;
        };
    }

    private static String plate(RandomStream random) {
        StringBuilder plate = new StringBuilder();
        plate.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        plate.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        plate.append(' ');
        for (int i = 0; i < 4; i++) {
            plate.append(random.nextInt(10));
        }
        return plate.toString();
    }

    /** Where the text of the plate stands in the frame of the pose, seen from the front or the rear. */
    Rectangle2D plateText() {
        double middle =
                switch (kind) {
                    case CAR, TAXI -> 0.46;
                    case VAN -> 0.44;
                    case BUS -> 0.49;
                    case TRUCK -> 0.5;
                    case TRACTOR -> 0.42;
                };
        return Canvas.rectangle(-0.4, middle - 0.07, 0.8, 0.14);
    }

    /** Wheels that are seen. */
    int wheels() {
        return kind == Kind.TRUCK && view == View.SIDE ? 3 : 2;
    }

    @Override
    public Map<String, String> attributes() {
        boolean side = view == View.SIDE;
        return new Attributes()
                .with("class", ToyClass.VEHICLE)
                .with("kind", kind)
                .with("view", view)
                .with("facing", !side ? "none" : pose.mirrored() ? "left" : "right")
                .with("color", color)
                .with(
                        "trim-color",
                        kind == Kind.TAXI || kind == Kind.CAR || kind == Kind.TRACTOR ? "none" : trim.name())
                .with("wheels", wheels())
                .with("windows", side ? windows : 1)
                .with("rims", side ? rims.name().toLowerCase(Locale.ROOT) : "none")
                .with("lamps", lamps ? "on" : "off")
                .with("driver", driver && view != View.REAR ? "yes" : "no")
                .with("plate", side ? "none" : plate)
                .with("plate-color", side ? "none" : plateStyle.name().toLowerCase(Locale.ROOT))
                .with("place", backdrop.setting())
                .with("time", backdrop.light().time())
                .map();
    }

    @Override
    public void paint(Canvas canvas) {
        if (view == View.SIDE) {
            new VehicleSidePainter(canvas, this).paint();
        } else {
            new VehicleEndPainter(canvas, this).paint();
        }
    }
}
