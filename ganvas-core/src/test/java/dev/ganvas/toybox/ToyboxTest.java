package dev.ganvas.toybox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.image.Picture;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ToyboxTest {
    private static final int MANY = 2_000;
    private static final Toybox BOX = Toybox.open("toybox?seed=5&n=2000&size=32");

    @Test
    void anItemIsTheSameEveryTimeAndFromEveryThread() throws Exception {
        List<Picture> alone = IntStream.range(0, 200).mapToObj(BOX::read).toList();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int first = thread * 50;
                done.add(threads.submit(() -> {
                    Toybox other = Toybox.open("toybox?seed=5&n=2000&size=32");
                    for (int k = 0; k < 200; k++) {
                        int i = (first + k) % 200;
                        assertThat((k % 2 == 0 ? BOX : other).read(i).rgb())
                                .isEqualTo(alone.get(i).rgb());
                    }
                }));
            }
            for (Future<?> future : done) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void seedSizeAndClassesMakeOtherPicturesAndAnotherKey() {
        assertThat(Toybox.open("toybox?seed=6&size=32").read(0).rgb())
                .isNotEqualTo(BOX.read(0).rgb());
        Set<String> keys = new HashSet<>();
        for (String location : List.of("toybox", "toybox?seed=6", "toybox?size=32", "toybox?n=7", "toybox:face")) {
            assertThat(keys.add(Toybox.open(location).contentKey()))
                    .as(location)
                    .isTrue();
        }
        assertThat(Toybox.open("toybox:faces").contentKey())
                .isEqualTo(Toybox.open("toybox:face?size=64").contentKey());
    }

    @Test
    void aLongerBoxBeginsWithTheShorterOne() {
        assertThat(Toybox.open("toybox?seed=5&n=90000&size=32").read(11).rgb())
                .isEqualTo(BOX.read(11).rgb());
    }

    @Test
    void classesTakeTurnsAndAreNamed() {
        Toybox box = Toybox.open("toybox:vehicles,face,building?n=3000");
        int[] counts = new int[3];
        for (int i = 0; i < box.count(); i++) {
            int label = box.label(i).getAsInt();
            counts[label]++;
            assertThat(box.attributes(i)).containsEntry("class", box.classes().get(label));
            assertThat(box.itemName(i)).isEqualTo(box.classes().get(label) + "/" + i);
        }
        assertThat(box.classes()).containsExactly("vehicle", "face", "building");
        assertThat(counts).containsExactly(1000, 1000, 1000);
    }

    @Test
    void indicesOutsideTheBoxAreRefused() {
        assertThatThrownBy(() -> BOX.read(2000)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> BOX.label(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void noTwoPicturesAreEqual() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < MANY; i++) {
            assertThat(seen.add(new String(BOX.read(i).rgb(), StandardCharsets.ISO_8859_1)))
                    .as("item %d is new", i)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(ToyClass.class)
    void picturesOfAClassVaryEverywhere(ToyClass drawn) {
        int n = 400;
        Moments moments = moments(drawn, n);
        double smallest = Double.MAX_VALUE;
        double sum = 0;
        for (double deviation : moments.deviation()) {
            smallest = Math.min(smallest, deviation);
            sum += deviation;
        }
        // Of 255 levels: no pixel stands still, and on the whole the spread is that of photographs.
        assertThat(smallest).isGreaterThan(15);
        assertThat(sum / moments.deviation().length).isBetween(35.0, 80.0);
    }

    @Test
    void classesDifferOnAverage() {
        List<double[]> means = new ArrayList<>();
        for (ToyClass drawn : ToyClass.values()) {
            means.add(moments(drawn, 400).mean());
        }
        for (int a = 0; a < means.size(); a++) {
            for (int b = 0; b < a; b++) {
                double sum = 0;
                for (int k = 0; k < means.get(a).length; k++) {
                    double difference = means.get(a)[k] - means.get(b)[k];
                    sum += difference * difference;
                }
                // The mean of 400 pictures is uncertain by about 3 levels.
                assertThat(Math.sqrt(sum / means.get(a).length))
                        .as(
                                "%s against %s",
                                ToyClass.labels().get(a), ToyClass.labels().get(b))
                        .isGreaterThan(12);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ToyClass.class)
    void aSceneIsTheSameAtEverySize(ToyClass drawn) {
        for (int factor : new int[] {2, 8}) {
            Toybox small = Toybox.open("toybox:" + drawn.label() + "?seed=9&size=32");
            Toybox large = Toybox.open("toybox:" + drawn.label() + "?seed=9&size=" + 32 * factor);
            for (int i = 0; i < 24; i++) {
                assertThat(small.attributes(i)).isEqualTo(large.attributes(i));
                double psnr = psnr(small.read(i).rgb(), reduced(large.read(i), factor));
                assertThat(psnr).as("item %d, factor %d", i, factor).isGreaterThan(27);
            }
        }
    }

    private record Moments(double[] mean, double[] deviation) {}

    private static Moments moments(ToyClass drawn, int n) {
        Toybox box = Toybox.open("toybox:" + drawn.label() + "?seed=2&size=32");
        double[] mean = new double[32 * 32 * 3];
        double[] square = new double[mean.length];
        for (int i = 0; i < n; i++) {
            byte[] rgb = box.read(i).rgb();
            for (int k = 0; k < rgb.length; k++) {
                int value = rgb[k] & 0xff;
                mean[k] += value / (double) n;
                square[k] += (double) value * value / n;
            }
        }
        double[] deviation = new double[mean.length];
        for (int k = 0; k < mean.length; k++) {
            deviation[k] = Math.sqrt(square[k] - mean[k] * mean[k]);
        }
        return new Moments(mean, deviation);
    }

    private static byte[] reduced(Picture large, int factor) {
        int size = large.width() / factor;
        byte[] rgb = new byte[size * size * 3];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                for (int c = 0; c < 3; c++) {
                    int sum = 0;
                    for (int k = 0; k < factor * factor; k++) {
                        int row = y * factor + k / factor;
                        int column = x * factor + k % factor;
                        sum += large.rgb()[(row * large.width() + column) * 3 + c] & 0xff;
                    }
                    rgb[(y * size + x) * 3 + c] = (byte) Math.round(sum / (double) (factor * factor));
                }
            }
        }
        return rgb;
    }

    private static double psnr(byte[] a, byte[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            int difference = (a[k] & 0xff) - (b[k] & 0xff);
            sum += difference * difference;
        }
        return 10 * Math.log10(255.0 * 255.0 * a.length / sum);
    }
}
