package dev.ganvas.image;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.io.Content;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/** The first picture of a file, by a reader of ImageIO. */
final class ImageIoCodec implements Codec {
    private final String name;
    private final PictureFormat format;
    private final Optional<ColourProfile> profile;
    private final ImageReader reader;
    private final List<String> warnings = new ArrayList<>();
    private final int width;
    private final int height;

    ImageIoCodec(Content bytes, PictureFormat format, Optional<ColourProfile> profile, String name) throws IOException {
        this.name = name;
        this.format = format;
        this.profile = profile;
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.codec());
        if (!readers.hasNext()) {
            throw new MalformedFileException(name, "no codec for " + format.title() + " on the class path");
        }
        reader = readers.next();
        try {
            reader.setInput(new GuardedInput(bytes), false, true);
            width = reader.getWidth(0);
            height = reader.getHeight(0);
        } catch (IOException | RuntimeException e) {
            reader.dispose();
            throw e;
        }
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public Optional<ColourProfile> profile() {
        return profile;
    }

    @Override
    public int bytesPerPixel() throws IOException {
        SampleModel samples = reader.getImageTypes(0).next().getSampleModel();
        return samples.getNumBands() * Math.max(1, DataBuffer.getDataTypeSize(samples.getDataType()) / 8);
    }

    @Override
    public BufferedImage read(int step) throws IOException {
        BufferedImage image = reader.read(0, everyPixel(step));
        requireWhole();
        return Objects.requireNonNull(image, "image");
    }

    /** Rows of the first picture, from {@code top} on; only a format that is laid out in pieces reads no others for them. */
    BufferedImage rows(int top, int count) throws IOException {
        ImageReadParam settings = reader.getDefaultReadParam();
        settings.setSourceRegion(new Rectangle(0, top, width, count));
        BufferedImage image = reader.read(0, settings);
        requireWhole();
        return Objects.requireNonNull(image, "image");
    }

    /** The samples as stored, before any conversion or clamping. */
    Raster readRaster(int step) throws IOException {
        Raster raster = reader.readRaster(0, everyPixel(step));
        requireWhole();
        return Objects.requireNonNull(raster, "raster");
    }

    private ImageReadParam everyPixel(int step) {
        ImageReadParam settings = reader.getDefaultReadParam();
        settings.setSourceSubsampling(step, step, 0, 0);
        return settings;
    }

    /** Decoders that fill what they could not read with a flat colour say so only as a warning. */
    private void requireWhole() throws MalformedFileException {
        for (String warning : warnings) {
            String text = warning.toLowerCase(Locale.ROOT);
            if (text.contains("icc") || text.contains("profile")) {
                continue; // What is wrong with a colour profile is nothing wrong with the pixels.
            }
            if ((text.contains("premature end of") && text.contains("file")) || text.contains("truncated")) {
                throw new MalformedFileException(name, "truncated " + format.title());
            }
            if (text.contains("premature end") || text.contains("bad huffman") || text.contains("unexpected eof")) {
                throw new MalformedFileException(name, "damaged " + format.title());
            }
        }
    }

    @Override
    public void close() {
        reader.dispose();
    }
}
