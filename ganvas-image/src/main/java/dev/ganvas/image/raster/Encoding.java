package dev.ganvas.image.raster;

import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.PictureFormat;
import dev.ganvas.image.container.QuantisationTables;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** The kind of file that pixels are written as, with what its format leaves open. */
public sealed interface Encoding {
    /** The quality of lossy files when nothing is known of the picture's own. */
    int DEFAULT_QUALITY = 92;

    /** The effort for lossless WebP when nothing else is asked for: beyond it files take long and shrink little. */
    int LOSSLESS_EFFORT = 70;

    /** The file's format. */
    PictureFormat format();

    /**
     * PNG, which keeps every bit.
     *
     * @param palette whether the pixels came from a palette; they are written without
     */
    record Png(boolean palette) implements Encoding {
        @Override
        public PictureFormat format() {
            return PictureFormat.PNG;
        }
    }

    /**
     * Baseline JPEG of 8 bits without opacity.
     *
     * @param quality 1 to 100, of the IJG's library
     * @param sampling of colours
     * @param tables to be used rather than those of the quality
     */
    record Jpeg(int quality, JpegSampling sampling, Optional<QuantisationTables> tables) implements Encoding {
        public Jpeg {
            Require.within(quality, 1, 100, "quality");
            Objects.requireNonNull(sampling, "sampling");
            Objects.requireNonNull(tables, "tables");
        }

        /** With the IJG's tables of a quality. */
        public Jpeg(int quality, JpegSampling sampling) {
            this(quality, sampling, Optional.empty());
        }

        @Override
        public PictureFormat format() {
            return PictureFormat.JPEG;
        }
    }

    /**
     * TIFF, which keeps every bit.
     *
     * @param compression of the pixels
     */
    record Tiff(TiffCompression compression) implements Encoding {
        public Tiff {
            Objects.requireNonNull(compression, "compression");
        }

        @Override
        public PictureFormat format() {
            return PictureFormat.TIFF;
        }
    }

    /**
     * WebP of 8 bits.
     *
     * @param lossless whether every bit is kept
     * @param quality 0 to 100; of a lossless file it is the effort
     */
    record Webp(boolean lossless, int quality) implements Encoding {
        public Webp {
            Require.within(quality, 0, 100, "quality");
        }

        @Override
        public PictureFormat format() {
            return PictureFormat.WEBP;
        }
    }

    /** The usual one of a format that is written. */
    static Encoding of(PictureFormat format) {
        return switch (format) {
            case PNG -> new Png(false);
            case JPEG -> new Jpeg(DEFAULT_QUALITY, JpegSampling.FULL);
            case TIFF -> new Tiff(TiffCompression.DEFLATE);
            case WEBP -> new Webp(false, DEFAULT_QUALITY);
            case GIF, BMP, PNM -> throw new UsageException(format.title() + " is read, but not written; write PNG");
        };
    }

    /** This one for files whose names end as its format's do; the usual one of the format that the name tells otherwise. */
    default Encoding forFile(Path file) {
        PictureFormat wanted = formatOf(file);
        return wanted == format() ? this : of(wanted);
    }

    private static PictureFormat formatOf(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "png" -> PictureFormat.PNG;
            case "jpg", "jpeg", "jpe", "jfif" -> PictureFormat.JPEG;
            case "tif", "tiff" -> PictureFormat.TIFF;
            case "webp" -> PictureFormat.WEBP;
            default ->
                throw new UsageException(
                        file + ": pictures are written as .png, .jpg, .tif or .webp; name the file so");
        };
    }
}
