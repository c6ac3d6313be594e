package dev.ganvas.repair;

import java.util.Locale;

/** What a network was trained to mend. */
public enum RepairKind {
    /** Noise; the network is told how much. */
    DENOISE(1),
    /** What JPEG leaves at low qualities. */
    DEBLOCK(0),
    /** Blur: out of focus, or moved. */
    DEBLUR(0),
    /** Too few pixels. */
    SUPERRES(0),
    /** Holes; the network is told where they are: see {@link HoleInput}. */
    FILL(1),
    /** Dull or tinted colours. */
    COLOR(0),
    /** Too little light. */
    LOWLIGHT(0),
    /** Scratches, dust, folds and spots, which are found and not mended. */
    SCRATCHES(0);

    private final int told;

    RepairKind(int told) {
        this.told = told;
    }

    /** Channels that go into the network beside the picture: 1 where it is told a strength, the same at every pixel, or where holes are. */
    public int told() {
        return told;
    }

    /** Whether what comes out says of each pixel whether it is damaged, as a logit, rather than how it should be. */
    public boolean isDetector() {
        return this == SCRATCHES;
    }

    /** Whether it is mended by one change for a whole picture, see {@link RepairNetwork#tones}. */
    public boolean isOfTones() {
        return this == COLOR || this == LOWLIGHT;
    }

    /** As in commands and records, such as {@code denoise}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
