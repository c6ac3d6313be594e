package dev.ganvas.image.raster;

import dev.ganvas.error.Require;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All of a {@link Raster} but its pixels.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 * @param channels 1 grey, 2 grey and opacity, 3 red green blue, 4 red green blue and opacity
 * @param bits of a channel, 8 or 16
 * @param metadata beside the pixels
 * @param encoding of the file that it came from, or is to be written as
 * @param notes what reading changed, in sentences for people; empty for most files
 */
public record RasterHeader(
        int width, int height, int channels, int bits, Metadata metadata, Encoding encoding, List<String> notes) {
    public RasterHeader {
        Require.positive(width, "width");
        Require.positive(height, "height");
        Require.within(channels, 1, 4, "channels");
        Require.that(bits == 8 || bits == 16, "a channel has 8 or 16 bits, not " + bits);
        Objects.requireNonNull(metadata, "metadata");
        Objects.requireNonNull(encoding, "encoding");
        notes = List.copyOf(notes);
    }

    /** Of pixels in sRGB that nothing else is known of, to be written as PNG. */
    public static RasterHeader of(int width, int height, int channels, int bits) {
        return new RasterHeader(width, height, channels, bits, Metadata.NONE, new Encoding.Png(false), List.of());
    }

    /** Whether the last channel is opacity. */
    public boolean hasOpacity() {
        return channels % 2 == 0;
    }

    /** Whether there is one channel of brightness rather than three of colour. */
    public boolean isGrey() {
        return channels <= 2;
    }

    /** Channels without opacity, 1 or 3. */
    public int colours() {
        return isGrey() ? 1 : 3;
    }

    /** Bytes of a row of pixels. */
    long rowBytes() {
        return (long) width * channels * (bits / 8);
    }

    /** Bytes that the pixels take in memory. */
    public long pixelBytes() {
        return height * rowBytes();
    }

    /** The same of another size, such as that of a picture made larger; EXIF says so too. */
    public RasterHeader sized(int wide, int high) {
        Metadata known = metadata.withExif(metadata.exif().map(exif -> Exif.sized(exif, wide, high)));
        return new RasterHeader(wide, high, channels, bits, known, encoding, notes);
    }

    /** The same with other channels; a profile of the file's colours goes when these become others. */
    public RasterHeader withChannels(int count) {
        boolean kept = (count <= 2) == isGrey();
        Metadata known = kept ? metadata : metadata.withIcc(Optional.empty());
        return new RasterHeader(width, height, count, bits, known, encoding, notes);
    }

    /** The same in other bits a channel. */
    public RasterHeader withBits(int count) {
        return new RasterHeader(width, height, channels, count, metadata, encoding, notes);
    }

    /** The same with other metadata. */
    public RasterHeader with(Metadata other) {
        return new RasterHeader(width, height, channels, bits, other, encoding, notes);
    }

    /** The same to be written otherwise. */
    public RasterHeader with(Encoding other) {
        return new RasterHeader(width, height, channels, bits, metadata, other, notes);
    }

    /** The same with one note more. */
    RasterHeader noting(String note) {
        List<String> more = Stream.concat(notes.stream(), Stream.of(note)).toList();
        return new RasterHeader(width, height, channels, bits, metadata, encoding, more);
    }
}
