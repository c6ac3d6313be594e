package dev.ganvas.toybox;

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
