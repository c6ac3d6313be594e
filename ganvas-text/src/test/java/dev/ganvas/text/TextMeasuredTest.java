package dev.ganvas.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.Planes;
import dev.ganvas.image.degrade.Blur;
import dev.ganvas.image.degrade.GaussianNoise;
import dev.ganvas.image.degrade.Jpeg;
import dev.ganvas.image.degrade.Span;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Character error rate on 50 drawn pictures: Chinese, English and digits; straight, turned, blurred, small. Chinese is drawn where a
 * font has it; the environment variable {@code GANVAS_CJK_FONT} may name a file of one.
 */
@Tag("slow")
class TextMeasuredTest {
    private static final int PICTURES = 50;
    private static final List<String> ENGLISH = List.of(
            "The quick brown fox",
            "Open daily from nine",
            "Mind the gap",
            "Reading Museum",
            "No smoking please",
            "Gate 42 is closed");
    private static final List<String> CHINESE = List.of("北京欢迎您", "请勿吸烟", "中山东路一段", "新鲜水果批发市场", "安全出口", "营业时间上午九点");

    private enum Way {
        STRAIGHT,
        TURNED,
        BLURRED,
        SMALL
    }

    /** Nanoseconds of this thread, which alone computes; other programs on the computer do not count. */
    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static Optional<Font> chinese() throws IOException {
        String file = System.getenv("GANVAS_CJK_FONT");
        if (file != null) {
            try {
                return Optional.of(Font.createFont(Font.TRUETYPE_FONT, new File(file)));
            } catch (FontFormatException e) {
                throw new IOException(file + " is no font", e);
            }
        }
        return Arrays.stream(GraphicsEnvironment.getLocalGraphicsEnvironment().getAllFonts())
                .filter(font -> font.canDisplayUpTo(String.join("", CHINESE)) < 0)
                .findFirst();
    }

    private static String text(int number, boolean withChinese, RandomStream random) {
        return switch (number % 3) {
            case 0 -> ENGLISH.get(random.nextInt(ENGLISH.size()));
            case 1 ->
                withChinese ? CHINESE.get(random.nextInt(CHINESE.size())) : ENGLISH.get(random.nextInt(ENGLISH.size()));
            default -> String.format(Locale.ROOT, "%04d-%05d", random.nextInt(10000), random.nextInt(100000));
        };
    }

    private static Picture picture(String text, Font font, Way way, Seed seed) {
        RandomStream random = seed.stream();
        BufferedImage image = new BufferedImage(480, 320, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        int paper = random.nextInt(170, 255);
        graphics.setColor(new Color(paper, paper - random.nextInt(40), paper - random.nextInt(60)));
        graphics.fillRect(0, 0, 480, 320);
        int ink = random.nextInt(0, 90);
        graphics.setColor(new Color(ink, random.nextInt(0, 90), ink));
        float size = way == Way.SMALL ? random.nextInt(11, 14) : random.nextInt(22, 34);
        graphics.setFont(font.deriveFont(size));
        if (way == Way.TURNED) {
            graphics.rotate(random.nextDouble(-0.6, 0.6), 240, 160);
        }
        int wide = graphics.getFontMetrics().stringWidth(text);
        graphics.drawString(text, (480 - wide) / 2, 165);
        graphics.dispose();
        Planes planes = Planes.of(Pictures.of(image));
        if (way == Way.BLURRED) {
            planes = new Blur(Blur.Kind.GAUSSIAN, new Span(1.2, 2.2)).apply(planes, seed.child("blur"));
            planes = new GaussianNoise(Span.of(8), false).apply(planes, seed.child("noise"));
            planes = Jpeg.of(40).apply(planes, seed.child("file"));
        }
        return planes.toPicture();
    }

    @Test
    void charactersAreReadRightly() throws IOException {
        assumeTrue(
                GraphicsEnvironment.getLocalGraphicsEnvironment().getAllFonts().length > 0,
                "this computer has no font");
        Optional<Font> chinese = chinese();
        Font latin = new Font(Font.SANS_SERIF, Font.PLAIN, 24);
        int[] errors = new int[Way.values().length];
        int[] characters = new int[Way.values().length];
        long nanos = 0;
        try (TextReader reader = TextReader.open(1)) {
            for (int i = 0; i < PICTURES; i++) {
                Seed seed = Seed.of(50).child(i);
                Way way = Way.values()[i % Way.values().length];
                String text = text(i, chinese.isPresent(), seed.child("text").stream());
                Font font = i % 3 == 1 ? chinese.orElse(latin) : latin;
                Picture picture = picture(text, font, way, seed.child("picture"));
                long start = processorTime();
                String read = reader.read(picture).stream().map(TextLine::text).collect(Collectors.joining());
                nanos += processorTime() - start;
                String wanted = text.replace(" ", "");
                errors[way.ordinal()] += distance(read.replace(" ", ""), wanted);
                characters[way.ordinal()] += wanted.length();
            }
        }
        for (Way way : Way.values()) {
            System.out.println(String.format(
                    Locale.ROOT,
                    "%s: character error rate %.2f %% of %d",
                    way,
                    100.0 * errors[way.ordinal()] / characters[way.ordinal()],
                    characters[way.ordinal()]));
        }
        double all =
                (double) Arrays.stream(errors).sum() / Arrays.stream(characters).sum();
        System.out.println(String.format(
                Locale.ROOT,
                "all: %.2f %%, %.0f ms of one processor a picture, Chinese %s",
                100 * all,
                nanos / 1e6 / PICTURES,
                chinese.isPresent()));
        assertThat(all).isLessThan(0.1);
    }

    /** Levenshtein's. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
