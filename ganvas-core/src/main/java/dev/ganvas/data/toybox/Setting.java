package dev.ganvas.data.toybox;

/** Where a scene plays. */
enum Setting {
    MEADOW,
    STREET,
    SNOW,
    SAVANNA,
    BEACH,
    SEA,
    SKY,
    ROOM,
    STUDIO,
    STRIPES,
    DOTS
}
