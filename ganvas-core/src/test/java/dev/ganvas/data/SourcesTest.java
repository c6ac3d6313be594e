package dev.ganvas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
    @TempDir
    Path folder;

    private static List<String> names(PictureSource source) {
        return IntStream.range(0, source.count()).mapToObj(source::itemName).toList();
    }

    private static int level(PictureSource source, int index) throws Exception {
        return source.read(index).rgb()[0] & 0xff;
    }

    private void assertUsage(Path location, String... words) {
        assertThatThrownBy(() -> Sources.open(location.toString()))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll(words)
                .hasMessageNotContaining("\n");
    }

    private void assertMalformed(Path location, String... words) {
        assertThatThrownBy(() -> Sources.open(location.toString()))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining(location.getFileName().toString())
                .hasMessageContainingAll(words)
                .hasMessageNotContaining("\n");
    }

    @Test
    void whatIsNotThereIsNamedWithTheNextStep() throws Exception {
        assertUsage(folder.resolve("none"), "none", "no such file or folder", "check the spelling");
        assertThatThrownBy(() -> Sources.open(" ")).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> Sources.open("a\0b")).isInstanceOf(UsageException.class);
        assertUsage(Files.createDirectory(folder.resolve("empty")), "no pictures found", "it is empty");
        DataFiles.folder(folder.resolve("notes"), Map.of("a.txt", new byte[3], "b.txt", new byte[3]));
        assertUsage(folder.resolve("notes"), "2 x not a picture (.txt)");
        assertUsage(DataFiles.write(folder.resolve("one.png"), DataFiles.png(1)), "a single picture", "folder");
    }

    @Test
    void unknownFilesAreRefused() throws Exception {
        assertMalformed(DataFiles.write(folder.resolve("x.dat"), new byte[] {1, 2, 3}), "no known data set");
        assertMalformed(DataFiles.write(folder.resolve("zero.zip"), new byte[0]), "zero bytes");
        assertMalformed(DataFiles.write(folder.resolve("cut.zip"), DataFiles.text("PK\3\4...")), "zip");
        byte[] gzip = DataFiles.gzip(DataFiles.tar(Map.of("a/1.png", DataFiles.png(1))));
        assertMalformed(DataFiles.write(folder.resolve("p.tar.gz"), gzip), "item by item", "unpack");
        byte[] cut = Arrays.copyOf(gzip, gzip.length / 2);
        assertMalformed(DataFiles.write(folder.resolve("cut.tar.gz"), cut), "gzip");
    }

    @Test
    void subFoldersAreClassesOnlyWhenThereAreTwoAndNotManyPicturesBesideThem() throws Exception {
        Path one = DataFiles.folder(folder.resolve("one"), Map.of("only/a.png", DataFiles.png(1)));
        Path top = DataFiles.folder(
                folder.resolve("top"),
                Map.of(
                        "a/a.png",
                        DataFiles.png(1),
                        "b/b.png",
                        DataFiles.png(2),
                        "c.png",
                        DataFiles.png(3),
                        "d.png",
                        DataFiles.png(4)));
        for (Path path : List.of(one, top)) {
            try (PictureSource source = Sources.open(path.toString())) {
                assertThat(source.classes()).isEmpty();
                assertThat(source.label(0)).isEmpty();
            }
        }
    }

    @Test
    void labelsCsvNamesTheClasses() throws Exception {
        Map<String, byte[]> files = new TreeMap<>(Map.of(
                "a.png",
                DataFiles.png(1),
                "b.png",
                DataFiles.png(2),
                "sub/猫, 狗.png",
                DataFiles.png(3),
                "d.png",
                DataFiles.png(4)));
        files.put(
                "labels.csv",
                DataFiles.text(
                        "\ufefffile,label\r\na.png, 10\r\n\r\n\"sub/猫, 狗.png\",2\r\nb.png,10,extra\r\ngone.png,2\r\n"));
        try (PictureSource source =
                Sources.open(DataFiles.folder(folder.resolve("csv"), files).toString())) {
            assertThat(source.classes()).containsExactly("2", "10");
            assertThat(names(source)).containsExactly("a.png", "b.png", "d.png", "sub/猫, 狗.png");
            assertThat(IntStream.range(0, 4).map(i -> source.label(i).orElse(-1)))
                    .containsExactly(1, 1, -1, 0);
            assertThat(source.leftOut()).containsExactly(Map.entry("gone.png", "labelled but missing"));
        }
        files.put("labels.csv", DataFiles.text("a.png,cat\nb.png;dog\n"));
        Path malformed = DataFiles.folder(folder.resolve("bad csv"), files);
        assertThatThrownBy(() -> Sources.open(malformed.toString()))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("labels.csv: line 2 is not \"file,label\": b.png;dog");
    }

    @Test
    void datasetJsonIsCheckedAndMayLackLabels() throws Exception {
        Map<String, byte[]> files =
                new TreeMap<>(Map.of("00000/a.png", DataFiles.png(1), "00001/b.png", DataFiles.png(2)));
        files.put("dataset.json", DataFiles.text("{\"labels\": null}"));
        Path path = DataFiles.write(folder.resolve("null.zip"), DataFiles.zip(files));
        try (PictureSource source = Sources.open(path.toString())) {
            assertThat(source.classes()).isEmpty();
            assertThat(source.count()).isEqualTo(2);
        }
        for (String json : List.of(
                "{\"labels\": [[\"00000/a.png\", 100000]]}",
                "{\"labels\": [[\"00000/a.png\", {}]]}",
                "{\"labels\": [[\"00000/a.png\"]]}",
                "{\"labels\": [[7, 1]]}",
                "{\"labels\": [[\"00000/a.png\", 3]], \"class_names\": [\"a\"]}",
                "{\"labels\": 7}",
                "{\"labels\": ")) {
            files.put("dataset.json", DataFiles.text(json));
            assertMalformed(DataFiles.write(folder.resolve("bad.zip"), DataFiles.zip(files)), "dataset.json");
        }
    }

    @Test
    void namesInArchivesStayInsideAndMayBeGbk() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, Charset.forName("GBK"))) {
            for (String name : List.of("../../etc/x.png", "C:\\照片\\1.png", ".hidden/2.png", "__MACOSX/3.png")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(DataFiles.png(5));
            }
        }
        Path path = DataFiles.write(folder.resolve("gbk.zip"), bytes.toByteArray());
        try (PictureSource source = Sources.open(path.toString())) {
            assertThat(names(source)).containsExactlyInAnyOrder("etc/x.png", "照片/1.png");
            assertThat(source.leftOut()).containsOnlyKeys(".hidden/2.png", "__MACOSX/3.png");
            assertThat(level(source, 0)).isEqualTo(5);
        }
    }

    @Test
    void zipBombsAreNotUnpacked() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("bomb.png"));
            zip.write(new byte[40 << 20]);
            zip.putNextEntry(new ZipEntry("good.png"));
            zip.write(DataFiles.png(5));
        }
        Path path = DataFiles.write(folder.resolve("bomb.zip"), bytes.toByteArray());
        try (PictureSource source = Sources.open(path.toString())) {
            assertThatThrownBy(() -> source.read(0))
                    .isInstanceOf(MalformedFileException.class)
                    .hasMessageContaining("bomb.zip!bomb.png: unpacks to more than");
            assertThat(level(source, 1)).isEqualTo(5);
        }
    }

    @Test
    void tarsKeepTheirOrderTheirLongNamesAndWhatIsWhole() throws Exception {
        String deep = "folder/".repeat(30) + "长名字.png";
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("z.png", DataFiles.png(1));
        files.put(deep, DataFiles.png(2));
        files.put("a.png", DataFiles.png(3));
        byte[] tar = DataFiles.tar(files);
        try (PictureSource source =
                Sources.open(DataFiles.write(folder.resolve("order.tar"), tar).toString())) {
            assertThat(names(source)).containsExactly("z.png", deep, "a.png");
            assertThat(level(source, 1)).isEqualTo(2);
        }
        int cut = 512 + 512 + 700;
        byte[] half = Arrays.copyOf(tar, cut);
        try (PictureSource source =
                Sources.open(DataFiles.write(folder.resolve("half.tar"), half).toString())) {
            assertThat(names(source)).containsExactly("z.png");
        }
    }

    @Test
    void cifarPicturesAreTurnedFromPlanesToPixels() throws Exception {
        Path file = DataFiles.write(folder.resolve("test_batch.bin"), DataFiles.cifar(true, 4, 2));
        try (PictureSource source = Sources.open(file.toString())) {
            assertThat(source.classes()).hasSize(10).contains("9");
            assertThat(source.label(1)).hasValue(2);
            byte[] rgb = source.read(1).rgb();
            assertThat(new byte[] {rgb[0], rgb[1], rgb[2]}).containsExactly(20, 100, (byte) 200);
        }
        assertMalformed(DataFiles.write(folder.resolve("test.bin"), new byte[3073]), "CIFAR-100", "cut off");
        assertMalformed(DataFiles.write(folder.resolve("data_batch_1.bin"), DataFiles.cifar(true, 10)), "label 10");
    }

    @Test
    void idxFilesMustFitTheirHeaders() throws Exception {
        Path images = folder.resolve("train-images-idx3-ubyte");
        DataFiles.write(images, Arrays.copyOf(DataFiles.idxImages(3, 5), 60));
        assertMalformed(images, "claims 3 pictures of 5 x 5, but holds 44 bytes");
        DataFiles.write(images, DataFiles.idxImages(3, 5));
        try (PictureSource source = Sources.open(images.toString())) {
            assertThat(source.classes()).isEmpty();
            assertThat(level(source, 2)).isEqualTo(20);
        }
        DataFiles.write(folder.resolve("train-labels-idx1-ubyte"), DataFiles.idxLabels(1, 2));
        assertThatThrownBy(() -> Sources.open(folder.toString()))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("holds 2 labels for 3 pictures");
    }
}
