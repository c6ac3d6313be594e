package dev.ganvas.image;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.io.Content;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The first page of a TIFF. What its samples mean is taken from its own tags: the reader takes any fourth band for alpha,
 * all alpha for unassociated, and floating samples for 0 to 1.
 */
final class TiffCodec implements Codec {
    /** Resampling and rounding overshoot a little. */
    private static final double SLACK = 0.05;

    private final String name;
    private final TiffStructure structure;
    private final ImageIoCodec codec;

    TiffCodec(Content bytes, String name) throws IOException {
        this.name = name;
        this.structure = TiffStructure.of(bytes.view());
        structure.requireReadable(name);
        this.codec = new ImageIoCodec(bytes, PictureFormat.TIFF, Optional.empty(), name);
    }

    @Override
    public int width() {
        return codec.width();
    }

    @Override
    public int height() {
        return codec.height();
    }

    /** CMYK and the like are converted by the reader. */
    @Override
    public Optional<ColourProfile> profile() {
        boolean ours = structure.isGreyOrRgb() || structure.isPalette();
        return ours ? structure.profile().flatMap(ColourProfile::of) : Optional.empty();
    }

    @Override
    public int bytesPerPixel() throws IOException {
        return codec.bytesPerPixel();
    }

    @Override
    public BufferedImage read(int step) throws IOException {
        if (!structure.isGreyOrRgb()) {
            return codec.read(step);
        }
        if (structure.isFloating()) {
            return arranged(scaled(codec.readRaster(step)), 16);
        }
        return arranged(codec.read(step));
    }

    /** Whether a part of the picture is read as the whole is: what floating samples mean only all of them tell. */
    boolean readsRows() {
        return structure.isGreyOrRgb() && !structure.isFloating();
    }

    /** Whether the first row as stored is the top of the picture. */
    boolean isUpright() {
        return structure.orientation() <= Orientation.UPRIGHT || structure.orientation() > Orientation.LAST;
    }

    /** Some rows, as {@link #read} gives them. */
    BufferedImage rows(int top, int count) throws IOException {
        return arranged(codec.rows(top, count));
    }

    private BufferedImage arranged(BufferedImage image) {
        boolean components = image.getSampleModel() instanceof ComponentSampleModel
                && image.getRaster().getNumBands() >= structure.colours()
                && image.getColorModel().getNumColorComponents() == structure.colours();
        return components ? arranged(image.getRaster(), image.getColorModel().getComponentSize(0)) : image;
    }

    /** Floating samples as 16 bits, once their range tells what they mean. */
    private WritableRaster scaled(Raster samples) throws MalformedFileException {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double[] row = new double[samples.getWidth() * samples.getNumBands()];
        for (int y = 0; y < samples.getHeight(); y++) {
            for (double value :
                    samples.getPixels(samples.getMinX(), samples.getMinY() + y, samples.getWidth(), 1, row)) {
                low = Math.min(low, Double.isNaN(value) ? low : value);
                high = Math.max(high, Double.isNaN(value) ? high : value);
            }
        }
        double white = white(low, high);
        return structure.isInverted()
                ? SixteenBits.of(samples, samples.getNumBands(), white, 0)
                : SixteenBits.of(samples, samples.getNumBands(), 0, white);
    }

    /** Floating pictures are of 0 to 1, or were made of 8 or 16 bits; anything between may be either. */
    private double white(double low, double high) throws MalformedFileException {
        for (double white : new double[] {1, 255, 65535}) {
            boolean filled = white == 1 || high > white / 2;
            if (filled && high <= white * (1 + SLACK) && low >= -white * SLACK) {
                return white;
            }
        }
        throw new MalformedFileException(
                name, "floating samples of neither 0 to 1, 0 to 255 nor 0 to 65535; scale them first");
    }

    /** The colours and the alpha that there are, without bands of other meaning. */
    private BufferedImage arranged(WritableRaster raster, int bits) {
        int colours = structure.colours();
        Optional<Integer> alpha = structure.alpha().filter(at -> at < raster.getNumBands());
        int[] bands = IntStream.range(0, colours + (alpha.isPresent() ? 1 : 0))
                .map(i -> i < colours ? i : alpha.get())
                .toArray();
        WritableRaster chosen = bands.length == raster.getNumBands()
                ? raster
                : raster.createWritableChild(0, 0, raster.getWidth(), raster.getHeight(), 0, 0, bands);
        int[] sizes = new int[bands.length];
        Arrays.fill(sizes, bits);
        boolean associated = alpha.isPresent() && structure.isAssociated();
        ColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(colours == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB),
                sizes,
                alpha.isPresent(),
                associated,
                alpha.isPresent() ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
                raster.getTransferType());
        BufferedImage image = SixteenBits.atMost(new BufferedImage(model, chosen, associated, null));
        image.coerceData(false);
        return image;
    }

    @Override
    public void close() {
        codec.close();
    }
}
