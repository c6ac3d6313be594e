package dev.ganvas.toybox;

import dev.ganvas.random.RandomStream;
import java.util.List;
import java.util.Map;

/**
 * One building and its trees.
 *
 * @param wide proportion, -1 narrow to 1 wide
 * @param tall proportion, -1 low to 1 high
 * @param floors rows of windows
 * @param columns windows in a row
 * @param lamps bit {@code i} is set when window {@code i} is lit; dark by day
 * @param trees beside it, 0 to 2
 * @param sign over the door, empty for none
 * @param turn phase of whatever turns or waves, 0 to 1
 */
record BuildingScene(
        Backdrop backdrop,
        Pose pose,
        Kind kind,
        Swatch walls,
        Roof roof,
        Swatch roofColor,
        Swatch door,
        double wide,
        double tall,
        int floors,
        int columns,
        long lamps,
        int trees,
        Season season,
        String sign,
        double turn)
        implements Scene {
    @SuppressWarnings("ImmutableEnumChecker") // the lists are unmodifiable
    enum Kind {
        HOUSE(Palette.WALL, 1, 2, 2, 3, Roof.GABLE, Roof.HIP),
        BARN(Palette.TIMBER, 1, 1, 1, 2, Roof.GAMBREL, Roof.GABLE),
        CASTLE(Palette.STONE, 1, 2, 2, 2, Roof.CONE, Roof.BATTLEMENTS),
        SHOP(Palette.WALL, 1, 2, 2, 4, Roof.FLAT),
        SKYSCRAPER(Palette.GLASS, 6, 9, 3, 5, Roof.FLAT, Roof.SPIRE, Roof.STEPPED),
        LIGHTHOUSE(
                List.of(new Swatch("red", 0xd0423a), new Swatch("blue", 0x3a6cb0), new Swatch("black", 0x44444f)),
                2,
                3,
                1,
                1,
                Roof.DOME,
                Roof.CONE),
        WINDMILL(Palette.STONE, 2, 2, 1, 1, Roof.DOME, Roof.CONE);

        private final List<Swatch> walls;
        private final int fewestFloors;
        private final int mostFloors;
        private final int fewestColumns;
        private final int mostColumns;
        private final List<Roof> roofs;

        Kind(List<Swatch> walls, int fewestFloors, int mostFloors, int fewestColumns, int mostColumns, Roof... roofs) {
            this.walls = walls;
            this.fewestFloors = fewestFloors;
            this.mostFloors = mostFloors;
            this.fewestColumns = fewestColumns;
            this.mostColumns = mostColumns;
            this.roofs = List.of(roofs);
        }

        private Setting setting(RandomStream random) {
            return switch (this) {
                case HOUSE -> Chance.among(random, Setting.MEADOW, Setting.SNOW, Setting.STREET);
                case BARN, CASTLE, WINDMILL -> Chance.among(random, Setting.MEADOW, Setting.MEADOW, Setting.SNOW);
                case SHOP, SKYSCRAPER -> Setting.STREET;
                case LIGHTHOUSE -> Setting.BEACH;
            };
        }
    }

    enum Roof {
        GABLE,
        HIP,
        GAMBREL,
        FLAT,
        STEPPED,
        SPIRE,
        CONE,
        DOME,
        BATTLEMENTS
    }

    enum Season {
        SPRING(0xf2a9c0),
        SUMMER(0x4d9a48),
        AUTUMN(0xe08a35),
        WINTER(0xdce8f4);

        final int leaves;

        Season(int leaves) {
            this.leaves = leaves;
        }
    }

    private static final List<String> SIGNS = List.of("SHOP", "CAFE", "TOYS", "BOOKS", "BAKERY", "PIZZA");

    static BuildingScene draw(RandomStream random) {
        Kind kind = Chance.among(random, Kind.values());
        Setting setting = kind.setting(random);
        TimeOfDay time = Chance.among(random, TimeOfDay.DAY, TimeOfDay.DAY, TimeOfDay.DUSK, TimeOfDay.NIGHT);
        boolean treeless = kind == Kind.SKYSCRAPER || kind == Kind.LIGHTHOUSE;
        Season season = setting == Setting.SNOW
                ? Season.WINTER
                : Chance.among(random, Season.SPRING, Season.SUMMER, Season.SUMMER, Season.AUTUMN);
        return new BuildingScene(
                Backdrop.draw(random, setting, time),
                Pose.draw(random, 0.9, 1.02, 0.02),
                kind,
                Palette.pick(random, kind.walls),
                Chance.among(random, kind.roofs),
                Palette.pick(random, Palette.ROOF),
                Palette.pick(random, Palette.CLOTH),
                random.nextDouble(-1, 1),
                random.nextDouble(-1, 1),
                random.nextInt(kind.fewestFloors, kind.mostFloors),
                random.nextInt(kind.fewestColumns, kind.mostColumns),
                time == TimeOfDay.DAY ? 0 : random.nextLong() | (random.nextLong() & 0x5555555555555555L),
                treeless ? 0 : random.nextInt(3),
                season,
                kind == Kind.SHOP ? Chance.among(random, SIGNS) : "",
                random.nextDouble());
    }

    /** How many windows the front has: rows of columns, less what the door takes from the lowest row. */
    int windows() {
        return switch (kind) {
            case HOUSE -> floors * columns + (columns == 2 ? 0 : -1);
            case SHOP -> 1 + (floors - 1) * columns;
            default -> floors * columns;
        };
    }

    boolean isLit(int window) {
        return (lamps >>> window & 1) == 1;
    }

    private int litWindows() {
        return Long.bitCount(lamps & (1L << windows()) - 1);
    }

    @Override
    public Map<String, String> attributes() {
        return new Attributes()
                .with("class", ToyClass.BUILDING)
                .with("kind", kind)
                .with("walls", walls)
                .with("roof", roof)
                .with(
                        "roof-color",
                        kind == Kind.SKYSCRAPER || kind == Kind.SHOP || roof == Roof.BATTLEMENTS
                                ? "none"
                                : roofColor.name())
                .with("floors", floors)
                .with("windows", windows())
                .with("lit-windows", litWindows())
                .with(
                        "door-color",
                        kind == Kind.SKYSCRAPER || kind == Kind.CASTLE || kind == Kind.BARN ? "none" : door.name())
                .with("trees", trees)
                .with("season", season)
                .with("sign", sign.isEmpty() ? "none" : sign)
                .with("place", backdrop.setting())
                .with("time", backdrop.light().time())
                .map();
    }

    @Override
    public void paint(Canvas canvas) {
        switch (kind) {
            case HOUSE, BARN, SHOP, SKYSCRAPER -> new BuildingPainter(canvas, this).paint();
            case CASTLE, LIGHTHOUSE, WINDMILL -> new LandmarkPainter(canvas, this).paint();
        }
    }
}
