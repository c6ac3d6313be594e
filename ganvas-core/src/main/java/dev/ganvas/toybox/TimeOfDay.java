package dev.ganvas.toybox;

/** The hour a scene plays at: the colours of its sky and how its things are lit. */
enum TimeOfDay {
    DAY(0x4f9be6, 0xcfe9fb, 0xffffff),
    DUSK(0x5a4f9c, 0xffb27a, 0xffdcc8),
    NIGHT(0x141b4a, 0x4d5fa8, 0xb0b4de);

    final int skyTop;
    final int skyBottom;

    /** Multiplies the colour of everything that does not shine itself. */
    final int ambient;

    TimeOfDay(int skyTop, int skyBottom, int ambient) {
        this.skyTop = skyTop;
        this.skyBottom = skyBottom;
        this.ambient = ambient;
    }
}
