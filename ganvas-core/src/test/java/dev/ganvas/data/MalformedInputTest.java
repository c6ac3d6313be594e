package dev.ganvas.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.PictureFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever the bytes are, reading them ends in a picture or in an error that says the file is bad. */
class MalformedInputTest {
    private static final Picture PICTURE = PictureFiles.gradient(24, 16);

    private static final List<byte[]> FILES = List.of(
            PictureFiles.jpeg(PICTURE),
            PictureFiles.withExif(PictureFiles.jpeg(PICTURE), 6),
            PictureFiles.cmykJpeg(9, 99, 199, 20),
            PictureFiles.png(PICTURE),
            PictureFiles.png16(8, 8, 1000, 30000),
            PictureFiles.encode(PictureFiles.palette(8, 8), "png"),
            PictureFiles.encode(PICTURE, "bmp"),
            PictureFiles.encode(PICTURE, "tiff"),
            PictureFiles.animatedGif(8, 8, 0xff102030, 0xff405060),
            PictureFiles.ppm(PICTURE),
            PictureFiles.WEBP_LOSSLESS,
            PictureFiles.WEBP_LOSSY,
            PictureFiles.WEBP_ALPHA);

    private static byte[] mutated(byte[] file, Random random) {
        byte[] bytes = file.clone();
        int edits = 1 + random.nextInt(4);
        for (int i = 0; i < edits; i++) {
            // Headers lie in front and decide most.
            int reach = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 64);
            bytes[random.nextInt(reach)] = (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length) + 1) : bytes;
    }

    private static void assertDecodesOrSaysWhy(byte[] bytes) {
        try {
            Picture picture = PictureDecoder.decode(bytes, "x");
            assertThat((long) picture.width() * picture.height()).isPositive();
        } catch (MalformedFileException e) {
            assertThat(e.reason()).isNotBlank().hasSizeLessThan(80).doesNotContain("\n");
        }
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void randomBytes(@ForAll @Size(max = 300) byte[] bytes, @ForAll @IntRange(min = 0, max = 12) int which) {
        assertDecodesOrSaysWhy(bytes);
        byte[] headed = bytes.clone();
        byte[] file = FILES.get(which);
        System.arraycopy(file, 0, headed, 0, Math.min(Math.min(12, file.length), headed.length));
        assertDecodesOrSaysWhy(headed);
    }

    @Property(tries = 600, shrinking = ShrinkingMode.OFF)
    void mutatedPictures(@ForAll @IntRange(min = 0, max = 12) int which, @ForAll long seed) {
        assertDecodesOrSaysWhy(mutated(FILES.get(which), new Random(seed)));
    }

    private static final Map<String, byte[]> SETS = sets();

    private static Map<String, byte[]> sets() {
        try {
            Map<String, byte[]> inside = new TreeMap<>(Map.of(
                    "a/1.png", DataFiles.png(1),
                    "b/2.png", DataFiles.png(2),
                    "labels.csv", DataFiles.text("a/1.png,x\nb/2.png,y\n")));
            Map<String, byte[]> styleGan = new TreeMap<>(Map.of(
                    "1.png", DataFiles.png(1), "dataset.json", DataFiles.text("{\"labels\": [[\"1.png\", 0]]}")));
            Map<String, byte[]> classes = Map.of("n01.tar", DataFiles.tar(inside), "n02.tar", DataFiles.tar(inside));
            Map<String, byte[]> cifar = Map.of("c/data_batch_1.bin", DataFiles.cifar(true, 1, 2));
            return new TreeMap<>(Map.of(
                    "a.zip", DataFiles.zip(inside),
                    "style.zip", DataFiles.zip(styleGan),
                    "a.tar", DataFiles.tar(inside),
                    "classes.tar", DataFiles.tar(classes),
                    "x-images-idx3-ubyte", DataFiles.idxImages(3, 5),
                    "x-images-idx3-ubyte.gz", DataFiles.gzip(DataFiles.idxImages(3, 5)),
                    "cifar.tar.gz", DataFiles.gzip(DataFiles.tar(cifar)),
                    "test_batch.bin", DataFiles.cifar(true, 1),
                    "bzip2.zip", OldZips.bzip2(inside)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void mutatedSets(@ForAll @IntRange(min = 0, max = 8) int which, @ForAll long seed) throws IOException {
        String name = List.copyOf(SETS.keySet()).get(which);
        Path folder = Files.createTempDirectory("malformed");
        Path file = folder.resolve(name);
        try {
            Files.write(file, mutated(SETS.get(name), new Random(seed)));
            try (PictureSource source = Sources.open(file.toString())) {
                for (int i = 0; i < source.count(); i++) {
                    readOrSayWhy(source, i);
                }
            } catch (UsageException | MalformedFileException e) {
                assertThat(e).hasMessageContaining(name).hasMessageNotContaining("\n");
            }
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    private static final Map<String, byte[]> LABEL_FILES = new TreeMap<>(Map.of(
            "labels.csv", DataFiles.text("id,file,label\n0,a.png,猫\n1,b.png,\"d, og\"\n"),
            "labels.tsv", "file\tlabel\na.png\tx\nb.png\ty\n".getBytes(StandardCharsets.UTF_16),
            "metadata.csv", "file_name;label\na.png;狗\nb.png;鸟\n".getBytes(Charset.forName("GBK")),
            "dataset.json",
                    DataFiles.text("{\"labels\": [[\"a.png\", [0, 1]], [\"b.png\", 3.0]], \"class_names\":"
                            + " [\"p\", \"q\", \"r\", \"s\"]}")));

    @Property(tries = 400, shrinking = ShrinkingMode.OFF)
    void mutatedLabelFiles(@ForAll @IntRange(min = 0, max = 3) int which, @ForAll long seed) throws IOException {
        String name = List.copyOf(LABEL_FILES.keySet()).get(which);
        Path folder = Files.createTempDirectory("malformed");
        Map<String, byte[]> files = Map.of(
                "a.png",
                DataFiles.png(1),
                "b.png",
                DataFiles.png(2),
                name,
                mutated(LABEL_FILES.get(name), new Random(seed)));
        try {
            DataFiles.folder(folder, files);
            try (PictureSource source = Sources.open(folder.toString())) {
                assertThat(source.count()).isEqualTo(2);
                for (int i = 0; i < 2; i++) {
                    assertThat(source.label(i).orElse(0))
                            .isBetween(0, Math.max(0, source.classes().size() - 1));
                }
            } catch (MalformedFileException e) {
                assertThat(e).hasMessageContaining(name).hasMessageNotContaining("\n");
            }
        } finally {
            for (String file : files.keySet()) {
                Files.deleteIfExists(folder.resolve(file));
            }
            Files.deleteIfExists(folder);
        }
    }

    private static void readOrSayWhy(PictureSource source, int index) throws IOException {
        try {
            source.read(index);
        } catch (MalformedFileException e) {
            assertThat(e.reason()).isNotBlank();
        }
    }
}
