package dev.ganvas.image.raster;

/** How a TIFF that is written keeps its pixels small; all of them keep every bit. */
public enum TiffCompression {
    /** As they are (TIFF 6.0, compression 1). */
    NONE(1),
    /** LZW with differences to the left pixel (TIFF 6.0, sections 13 and 14; compression 5). */
    LZW(5),
    /** Deflate with differences to the left pixel (Adobe Photoshop TIFF Technical Notes, 2002; compression 8). */
    DEFLATE(8);

    private final int code;

    TiffCompression(int code) {
        this.code = code;
    }

    /** The value of tag 259. */
    int code() {
        return code;
    }

    /** The one that is closest to what a file has. */
    static TiffCompression closestTo(int code) {
        return switch (code) {
            case 1 -> NONE;
            case 8, 32946, 50013 -> DEFLATE;
            default -> LZW;
        };
    }
}
