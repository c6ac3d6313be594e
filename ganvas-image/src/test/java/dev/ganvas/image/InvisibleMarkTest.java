package dev.ganvas.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ganvas.error.UsageException;
import dev.ganvas.image.degrade.Blur;
import dev.ganvas.image.degrade.Span;
import dev.ganvas.image.raster.RasterFile;
import dev.ganvas.image.watermark.Detection;
import dev.ganvas.image.watermark.Watermark;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class InvisibleMarkTest {
    private static final long NUMBER = 0x1234_5678_9abcL;

    /** A gradient, rings and noise that falls with the frequency, as photographs have it. */
    private static Picture picture(int width, int height, long seed) {
        RandomStream random = Seed.of(seed).stream();
        double[][] waves = new double[60][];
        for (int i = 0; i < waves.length; i++) {
            double radius = StrictMath.pow(60, random.nextDouble());
            double angle = random.nextDouble() * 2 * Math.PI;
            waves[i] = new double[] {
                radius * StrictMath.cos(angle), radius * StrictMath.sin(angle), random.nextDouble() * 7, 40 / radius
            };
        }
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
            double x = (double) (i % width) / width;
            double y = (double) (i / width) / height;
            double value = 110 + 60 * x;
            for (double[] wave : waves) {
                value += wave[3] * StrictMath.sin(2 * Math.PI * (wave[0] * x + wave[1] * y) + wave[2]);
            }
            value += random.nextGaussian() * 3;
            for (int c = 0; c < 3; c++) {
                rgb[3 * i + c] = (byte) Math.max(0, Math.min(255, Math.round(value + 10 * c)));
            }
        }
        return new Picture(width, height, rgb);
    }

    private static Picture cut(Picture picture, int left, int top, int wide, int high) {
        return Planes.of(picture).crop(left, top, wide, high).toPicture();
    }

    private static Picture stored(Picture picture, int quality) {
        try {
            return PictureDecoder.decode(RasterFile.jpeg(picture, quality), "a.jpg");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Picture sized(Picture picture, double share) {
        return Fit.STRETCH.apply(
                picture, new PictureSize((int) (picture.width() * share), (int) (picture.height() * share)));
    }

    private static Picture blurred(Picture picture) {
        return new Blur(Blur.Kind.GAUSSIAN, Span.of(1.2))
                .apply(Planes.of(picture), Seed.of(0))
                .toPicture();
    }

    private static double decibels(Picture a, Picture b) {
        double squares = 0;
        for (int i = 0; i < a.pixels().length; i++) {
            double difference = (a.pixels()[i] & 0xff) - (b.pixels()[i] & 0xff);
            squares += difference * difference;
        }
        return 10 * Math.log10(255 * 255 / (squares / a.pixels().length));
    }

    private static Map<String, UnaryOperator<Picture>> attacks() {
        Map<String, UnaryOperator<Picture>> attacks = new LinkedHashMap<>();
        attacks.put("as it is", picture -> picture);
        attacks.put("JPEG 95", picture -> stored(picture, 95));
        attacks.put("JPEG 85", picture -> stored(picture, 85));
        attacks.put("JPEG 70", picture -> stored(picture, 70));
        attacks.put("blur", InvisibleMarkTest::blurred);
        attacks.put("75 %", picture -> sized(picture, 0.75));
        attacks.put("50 %", picture -> sized(picture, 0.5));
        attacks.put(
                "cut by 10 %",
                picture -> cut(
                        picture,
                        picture.width() * 3 / 100,
                        picture.height() * 7 / 100,
                        picture.width() * 90 / 100,
                        picture.height() * 90 / 100));
        attacks.put(
                "one side cut by 10 %, JPEG 70",
                picture -> stored(
                        cut(picture, picture.width() / 10, 0, picture.width() * 90 / 100, picture.height()), 70));
        attacks.put("50 %, JPEG 70", picture -> stored(sized(picture, 0.5), 70));
        return attacks;
    }

    @Test
    void survivesStoringSizesAndCuts() {
        Picture picture = picture(640, 480, 1);
        Picture marked = InvisibleMark.on(picture, NUMBER);
        assertThat(decibels(picture, marked)).isGreaterThan(36);
        attacks().forEach((name, attack) -> {
            Detection found = InvisibleMark.in(attack.apply(marked)).orElseThrow();
            assertThat(found.marked()).as(name + " " + found).isTrue();
            assertThat(found.falsePositives()).isLessThan(1e-7);
            assertThat(found.number().isPresent()).as(name + " " + found).isTrue();
            assertThat(found.number().getAsLong()).as(name).isEqualTo(NUMBER);
        });
    }

    @Test
    void picturesWithoutAMarkHaveNone() {
        for (int i = 0; i < 2; i++) {
            Detection found = InvisibleMark.in(picture(320, 300, 100 + i)).orElseThrow();
            assertThat(found.marked()).as(found.toString()).isFalse();
            assertThat(found.number()).isEmpty();
            assertThat(found.falsePositives()).isGreaterThan(1e-4);
        }
        assertThat(InvisibleMark.in(new Picture(400, 400, new byte[3 * 400 * 400]))
                        .orElseThrow()
                        .marked())
                .isFalse();
    }

    @Test
    void anotherKeyIsNotSeen() {
        Picture picture = picture(300, 300, 4);
        Planes marked = Planes.of(InvisibleMark.on(picture, NUMBER));
        float[] luma = new float[marked.area()];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = 255 * marked.values()[i];
        }
        assertThat(new Watermark(Seed.of(2)).find(luma, 300, 300).marked()).isFalse();
    }

    @Test
    void smallPicturesAreRefusedAndOpacityStays() {
        Picture small = picture(255, 300, 2);
        assertThatThrownBy(() -> InvisibleMark.on(small, 1))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("256");
        assertThat(InvisibleMark.in(picture(64, 64, 2))).isEmpty();
        byte[] pixels = new byte[4 * 256 * 256];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % 4 == 3 ? i / 400 : 120);
        }
        Picture clear = new Picture(256, 256, 4, pixels);
        Picture marked = InvisibleMark.on(clear, 0);
        for (int i = 3; i < pixels.length; i += 4) {
            assertThat(marked.pixels()[i]).isEqualTo(pixels[i]);
        }
        assertThat(InvisibleMark.in(marked).orElseThrow().marked()).isTrue();
        assertThatThrownBy(() -> InvisibleMark.on(clear, 1L << 48)).isInstanceOf(UsageException.class);
    }

    /** Under how many of a few keys an unmarked picture seems marked; each key is another try of the same chance. */
    private static int falsely(Picture picture) {
        Planes planes = Planes.of(picture);
        float[] luma = new float[planes.area()];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = 255 * planes.values()[i];
        }
        int found = 0;
        for (int key = 0; key < Integer.getInteger("ganvas.test.keys", 1); key++) {
            found += new Watermark(Seed.of(45438 + key))
                            .find(luma, planes.width(), planes.height())
                            .marked()
                    ? 1
                    : 0;
        }
        return found;
    }

    /** Of real photographs; prints a table for the guide. */
    @Test
    @Tag("slow")
    void figuresOnPhotographs() throws IOException {
        String data = System.getenv("GANVAS_DATA");
        assumeThat(data).as("GANVAS_DATA").isNotNull();
        List<Path> files = new ArrayList<>();
        try (var found = Files.walk(Path.of(data))) {
            found.filter(path -> path.toString().matches("(?i).*\\.(jpe?g|png)"))
                    .sorted()
                    .forEach(files::add);
        }
        int most = Integer.getInteger("ganvas.test.pictures", 60);
        Collections.shuffle(files, new Random(45438));
        Map<String, int[]> counts = new LinkedHashMap<>();
        int pictures = 0;
        int falsely = 0;
        double decibels = 0;
        double least = 99;
        for (int i = 0; i < files.size() && pictures < most; i++) {
            Path file = files.get(i);
            if (file.toString().contains("/cases/")) {
                continue; // Pages that were drawn to try readers.
            }
            Picture picture = PictureDecoder.decode(file);
            if (Math.min(picture.width(), picture.height()) < 300 || picture.channels() != 3) {
                continue;
            }
            pictures++;
            falsely += falsely(picture);
            Picture marked = InvisibleMark.on(picture, NUMBER);
            double said = decibels(picture, marked);
            decibels += said;
            least = Math.min(least, said);
            attacks().forEach((name, attack) -> {
                Detection found = InvisibleMark.in(attack.apply(marked)).orElseThrow();
                if (!found.marked() || !found.number().isPresent()) {
                    System.out.println(
                            file + " " + picture.width() + "x" + picture.height() + ": " + name + ", " + found);
                }
                int[] count = counts.computeIfAbsent(name, made -> new int[2]);
                count[0] += found.marked() ? 1 : 0;
                count[1] += found.number().isPresent() && found.number().getAsLong() == NUMBER ? 1 : 0;
            });
        }
        System.out.println(String.format(
                Locale.ROOT,
                "%d pictures, %.1f dB (least %.1f), %d false",
                pictures,
                decibels / pictures,
                least,
                falsely));
        for (Map.Entry<String, int[]> entry : counts.entrySet()) {
            System.out.println(entry.getKey() + ": found " + entry.getValue()[0] + ", read " + entry.getValue()[1]);
        }
        assertThat(falsely).isZero();
        assertThat(counts.get("JPEG 70")[0]).isEqualTo(pictures);
    }
}
