package dev.ganvas.image.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.image.PictureFormat;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Rasters made for tests, and what tests ask of them. */
final class Rasters {
    private Rasters() {}

    /** Smooth, without symmetry, each channel another slope; opacity from nothing to full. */
    static Raster smooth(int width, int height, int channels, int bits) {
        Raster raster = Raster.black(RasterHeader.of(width, height, channels, bits));
        int full = raster.samples().full();
        int at = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < channels; c++) {
                    double slope = (double) (x * (c + 1) + y * (4 - c)) / ((c + 1) * width + (4 - c) * height);
                    raster.samples().set(at++, (int) Math.round(full * slope));
                }
            }
        }
        return raster;
    }

    /** Every sample by chance. */
    static Raster random(int width, int height, int channels, int bits, long seed) {
        Raster raster = Raster.black(RasterHeader.of(width, height, channels, bits));
        RandomStream random = new Seed(seed).stream();
        for (int i = 0; i < raster.samples().length(); i++) {
            raster.samples().set(i, random.nextInt(raster.samples().full() + 1));
        }
        return raster;
    }

    static void assertSameSamples(Raster actual, Raster expected) {
        assertThat(actual.width()).isEqualTo(expected.width());
        assertThat(actual.height()).isEqualTo(expected.height());
        assertThat(actual.channels()).isEqualTo(expected.channels());
        assertThat(actual.bits()).isEqualTo(expected.bits());
        for (int i = 0; i < expected.samples().length(); i++) {
            if (actual.samples().get(i) != expected.samples().get(i)) {
                assertThat(actual.samples().get(i))
                        .as("sample %d", i)
                        .isEqualTo(expected.samples().get(i));
            }
        }
    }

    static double meanDifference(Raster a, Raster b) {
        assertThat(a.samples().length()).isEqualTo(b.samples().length());
        double sum = 0;
        for (int i = 0; i < a.samples().length(); i++) {
            sum += Math.abs(a.samples().get(i) - b.samples().get(i));
        }
        return sum / a.samples().length();
    }

    static void assertSameMetadata(Metadata actual, Metadata expected) {
        assertSame(actual.exif(), expected.exif(), "EXIF");
        assertSame(actual.icc(), expected.icc(), "ICC");
        assertSame(actual.xmp(), expected.xmp(), "XMP");
        assertThat(actual.density().isPresent()).isEqualTo(expected.density().isPresent());
        expected.density().ifPresent(density -> {
            // The coarsest is PNG's, whole pixels a metre: 0.5 / 39.37 of a pixel an inch.
            assertThat(actual.density().get().horizontal()).isCloseTo(density.horizontal(), within(0.013));
            assertThat(actual.density().get().vertical()).isCloseTo(density.vertical(), within(0.013));
        });
    }

    private static void assertSame(Optional<byte[]> actual, Optional<byte[]> expected, String name) {
        assertThat(actual.isPresent()).as(name).isEqualTo(expected.isPresent());
        expected.ifPresent(bytes -> assertThat(actual.get()).as(name).isEqualTo(bytes));
    }

    /** EXIF with a maker, an orientation, a directory of exposure with a maker's note, and one of GPS. */
    static byte[] exif(int orientation) {
        ByteBuffer out = ByteBuffer.allocate(160);
        out.put(new byte[] {'M', 'M', 0, 42}).putInt(8);
        // 4 entries end at 8 + 2 + 48 + 4 = 62; their long value follows, then the two directories.
        out.putShort((short) 4);
        entry(out, 0x010f, 2, 6, 62);
        entry(out, Exif.ORIENTATION, 3, 1, orientation << 16);
        entry(out, 0x8769, 4, 1, 68);
        entry(out, 0x8825, 4, 1, 68 + 30 + 10);
        out.putInt(0).put("Maker\0".getBytes(StandardCharsets.US_ASCII));
        out.putShort((short) 2);
        entry(out, 0x8827, 3, 1, 400 << 16);
        entry(out, 0x927c, 7, 9, 98);
        out.putInt(0).put("note 1234\0".getBytes(StandardCharsets.US_ASCII));
        out.putShort((short) 1);
        entry(out, 0x0001, 2, 2, 'N' << 24);
        out.putInt(0);
        byte[] exif = new byte[out.position()];
        out.get(0, exif);
        return exif;
    }

    private static void entry(ByteBuffer out, int tag, int type, int count, int value) {
        out.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    /** A real profile of grey or of colours, which is not sRGB. */
    static byte[] icc(boolean grey) {
        return ICC_Profile.getInstance(grey ? ColorSpace.CS_GRAY : ColorSpace.CS_LINEAR_RGB)
                .getData();
    }

    static byte[] xmp() {
        return "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\"/>"
                .getBytes(StandardCharsets.UTF_8);
    }

    static Metadata metadata(PictureFormat format, boolean grey) {
        return new Metadata(
                Optional.of(exif(1)),
                Optional.of(icc(grey)),
                Optional.of(xmp()),
                format == PictureFormat.WEBP ? Optional.empty() : Optional.of(new Density(300, 150)),
                List.of());
    }
}
