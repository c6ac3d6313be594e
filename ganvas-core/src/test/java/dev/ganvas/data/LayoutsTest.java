package dev.ganvas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.data.inspect.Inspection;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.PictureFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data sets laid out as people really have them. */
class LayoutsTest {
    @TempDir
    Path temporary;

    private static Map<String, byte[]> pictures(String... names) {
        Map<String, byte[]> files = new TreeMap<>();
        for (String name : names) {
            files.put(name, DataFiles.png(10 + files.size()));
        }
        return files;
    }

    private Path folder(Map<String, byte[]> files) throws IOException {
        return DataFiles.folder(Files.createTempDirectory(temporary, "set"), files);
    }

    private static String classified(PictureSource source) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < source.count(); i++) {
            OptionalInt label = source.label(i);
            pairs.add(source.itemName(i) + "="
                    + (label.isPresent() ? source.classes().get(label.getAsInt()) : "?"));
        }
        return String.join(" ", pairs);
    }

    private static void assertUnderstood(Path path, String classified) throws IOException {
        try (PictureSource source = Sources.open(path.toString())) {
            assertThat(classified(source)).isEqualTo(classified);
        }
    }

    @Test
    void theTrainingPartIsOpenedAndTheOthersAreNamed() throws Exception {
        for (String[] parts : List.of(
                new String[] {"train", "val"}, new String[] {"Training", "Testing"}, new String[] {"train2017", "eval"
                })) {
            Path path = folder(pictures(
                    parts[0] + "/ants/1.png",
                    parts[0] + "/bees/2.png",
                    parts[1] + "/ants/3.png",
                    parts[1] + "/bees/4.png"));
            try (PictureSource source = Sources.open(path.toString())) {
                assertThat(source.classes()).containsExactly("ants", "bees");
                assertThat(source.count()).isEqualTo(2);
                assertThat(source.parts()).containsExactly(parts);
                assertThat(Inspection.of(source, ProgressListener.NONE).toText())
                        .contains("part " + parts[0] + " (not opened: " + parts[1] + ")");
            }
        }
        assertUnderstood(
                folder(pictures("train/1.png", "car/2.png", "plane/3.png")),
                "car/2.png=car plane/3.png=plane train/1.png=train");
        Path imageNet = folder(
                pictures("Data/CLS-LOC/train/n1/a.JPEG", "Data/CLS-LOC/train/n2/b.JPEG", "Data/CLS-LOC/val/c.JPEG"));
        DataFiles.write(imageNet.resolve("Annotations/CLS-LOC/train/n1/a.xml"), new byte[3]);
        assertUnderstood(imageNet, "Data/CLS-LOC/train/n1/a.JPEG=n1 Data/CLS-LOC/train/n2/b.JPEG=n2");
    }

    @Test
    void oneFolderAroundEverythingIsLookedInto() throws Exception {
        Map<String, byte[]> files = pictures("pets/cat/1.png", "pets/dog/2.png", "__MACOSX/pets/cat/._1.png");
        String expected = "pets/cat/1.png=cat pets/dog/2.png=dog";
        assertUnderstood(folder(files), expected);
        assertUnderstood(DataFiles.write(temporary.resolve("a.zip"), DataFiles.zip(files)), expected);
        assertUnderstood(DataFiles.write(temporary.resolve("a.tar"), DataFiles.tar(files)), expected);
        files = pictures("pets/1.png", "pets/2.png");
        files.put("pets/labels.csv", DataFiles.text("file,label\n1.png,cat\n2.png,dog\n"));
        assertUnderstood(
                DataFiles.write(temporary.resolve("b.zip"), DataFiles.zip(files)), "pets/1.png=cat pets/2.png=dog");
        files = pictures("f/00000/1.png", "f/00000/2.png");
        files.put("f/dataset.json", DataFiles.text("{\"labels\": [[\"00000/1.png\", 1], [\"00000/2.png\", 0]]}"));
        assertUnderstood(
                DataFiles.write(temporary.resolve("c.zip"), DataFiles.zip(files)), "f/00000/1.png=1 f/00000/2.png=0");
    }

    @Test
    void aStrayPictureIsReportedAndManyOfThemAreSaid() throws Exception {
        Path stray = folder(pictures("cat/1.png", "dog/2.png", "sheet.png"));
        assertUnderstood(stray, "cat/1.png=cat dog/2.png=dog");
        try (PictureSource source = Sources.open(stray.toString())) {
            assertThat(source.leftOut()).containsExactly(Map.entry("sheet.png", "beside the folders of the classes"));
        }
        try (PictureSource source = Sources.open(
                folder(pictures("cat/1.png", "dog/2.png", "3.png", "4.png")).toString())) {
            assertThat(source.classes()).isEmpty();
            assertThat(source.notes()).anyMatch(note -> note.contains("2 pictures lie beside them"));
        }
    }

    @Test
    void litterAndTheFolderOfATrainingAreLeftOut() throws Exception {
        Path path = folder(
                pictures("cat/1.png", "dog/2.png", "@eaDir/x.png", "cat/@eaDir/1.png/T.jpg", "lost+found/y.png"));
        DataFiles.write(path.resolve("my-run/run.json"), DataFiles.text("{}"));
        DataFiles.write(path.resolve("my-run/samples/0.png"), DataFiles.png(1));
        DataFiles.write(path.resolve("dog/run.json"), DataFiles.text("{}"));
        assertUnderstood(path, "cat/1.png=cat dog/2.png=dog");
        try (PictureSource source = Sources.open(path.toString())) {
            assertThat(source.leftOut())
                    .containsEntry("my-run", "the folder of a training")
                    .containsEntry("@eaDir", "hidden");
        }
    }

    @Test
    void picturesAreToldByTheirContentWhereNamesTellNothing() throws Exception {
        Map<String, byte[]> files = pictures("subject01.happy", "a1b2c3", "photo.jpg?w=640", "photo.mpo");
        files.put("notes.happy", DataFiles.text("no picture at all"));
        files.put("readme.txt", DataFiles.png(1));
        for (Path path : List.of(
                folder(files),
                DataFiles.write(temporary.resolve("n.zip"), DataFiles.zip(files)),
                DataFiles.write(temporary.resolve("n.tar"), DataFiles.tar(files)))) {
            try (PictureSource source = Sources.open(path.toString())) {
                assertThat(source.count()).isEqualTo(4);
                assertThat(source.read(0).width()).isEqualTo(8);
                assertThat(source.leftOut()).containsOnlyKeys("notes.happy", "readme.txt");
            }
        }
    }

    @Test
    void zipsOfOtherProgramsAreReadOrSayWhyNot() throws Exception {
        Map<String, byte[]> files = pictures("cat/1.png", "dog/2.png");
        for (byte[] zip : List.of(OldZips.bzip2(files), OldZips.deflate64(files))) {
            Path path = DataFiles.write(temporary.resolve("old.zip"), zip);
            assertUnderstood(path, "cat/1.png=cat dog/2.png=dog");
            try (PictureSource source = Sources.open(path.toString())) {
                assertThat(source.read(1).rgb()[0]).isEqualTo((byte) 11);
            }
        }
        assertThatThrownBy(() -> Sources.open(DataFiles.write(temporary.resolve("l.zip"), OldZips.lzma(files))
                        .toString()))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContainingAll("l.zip", "method LZMA is not read", "unpack it");
        assertThatThrownBy(() -> Sources.open(DataFiles.write(temporary.resolve("e.zip"), OldZips.encrypted(files))
                        .toString()))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContainingAll("e.zip", "needs a password", "unpack it");
        byte[] zip = DataFiles.zip(files);
        byte[] behind = new byte[100 + zip.length];
        Arrays.fill(behind, (byte) 'x');
        System.arraycopy(zip, 0, behind, 100, zip.length);
        assertUnderstood(DataFiles.write(temporary.resolve("behind.zip"), behind), "cat/1.png=cat dog/2.png=dog");
    }

    @Test
    void namesKeepTheirLettersInGbkAndCodePage437() throws Exception {
        for (Map.Entry<String, String> set :
                Map.of("IBM437", "Bäume", "GBK", "照片").entrySet()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(bytes, Charset.forName(set.getKey()))) {
                zip.putNextEntry(new ZipEntry(set.getValue() + "/0.png"));
                zip.write(DataFiles.png(5));
            }
            assertUnderstood(
                    DataFiles.write(temporary.resolve("names.zip"), bytes.toByteArray()), set.getValue() + "/0.png=?");
        }
        byte[] tar = DataFiles.tar(Map.of("XX/0.png", DataFiles.png(1)));
        System.arraycopy("狗".getBytes(Charset.forName("GBK")), 0, tar, 0, 2);
        int sum = -('X' + 'X') + (tar[0] & 0xff) + (tar[1] & 0xff);
        int old = Integer.parseInt(new String(tar, 148, 6, java.nio.charset.StandardCharsets.US_ASCII).strip(), 8);
        System.arraycopy(DataFiles.text(String.format("%06o", old + sum)), 0, tar, 148, 6);
        assertUnderstood(DataFiles.write(temporary.resolve("names.tar"), tar), "狗/0.png=?");
    }

    @Test
    void publishedSetsAreFoundWhereTheirUnpackersPutThem() throws Exception {
        Map<String, byte[]> kaggle = Map.of(
                "train-images-idx3-ubyte/train-images-idx3-ubyte", DataFiles.idxImages(3, 5),
                "train-labels-idx1-ubyte/train-labels-idx1-ubyte", DataFiles.idxLabels(0, 1, 2));
        Map<String, byte[]> torch = Map.of(
                "MNIST/raw/train-images-idx3-ubyte", DataFiles.idxImages(3, 5),
                "MNIST/raw/train-labels-idx1-ubyte", DataFiles.idxLabels(0, 1, 2));
        for (Map<String, byte[]> files : List.of(kaggle, torch)) {
            Path path = folder(files);
            assertUnderstood(path, "000000=0 000001=1 000002=2");
            try (PictureSource stacked = Sources.open("stacked-mnist:" + path + "?n=3")) {
                assertThat(stacked.count()).isEqualTo(3);
            }
        }
        Path several = folder(Map.of(
                "emnist-letters-train-images-idx3-ubyte.gz", DataFiles.idxImages(1, 5),
                "emnist-digits-train-images-idx3-ubyte.gz", DataFiles.idxImages(1, 5)));
        assertThatThrownBy(() -> Sources.open(several.toString()))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("2 sets", "emnist-letters-train", "emnist-digits-train");
    }

    @Test
    void thePythonVersionOfCifarIsNamed() throws Exception {
        Map<String, byte[]> python = new TreeMap<>();
        for (String name : List.of("batches.meta", "data_batch_1", "data_batch_2", "test_batch")) {
            python.put("cifar-10-batches-py/" + name, new byte[] {1, 2, 3});
        }
        for (Path path : List.of(
                folder(python),
                DataFiles.write(temporary.resolve("p.tar.gz"), DataFiles.gzip(DataFiles.tar(python))))) {
            assertThatThrownBy(() -> Sources.open(path.toString()))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContainingAll("python version", "cifar-10-binary.tar.gz");
        }
    }

    @Test
    void whatWasUnderstoodIsOneLineWithItsWarnings() throws Exception {
        Map<String, byte[]> files = pictures("train/cat/1.png", "train/cat/2.png", "train/dog/3.png", "val/cat/4.png");
        files.put("train/broken/5.png", new byte[0]);
        files.put("train/cat/long.png", PictureFiles.png(PictureFiles.gradient(60, 20)));
        Path path = folder(files);
        for (int pass = 0; pass < 2; pass++) { // Decoded, then from the cache.
            try (PictureSource source = Sources.open(path.toString());
                    TrainingPictures pictures = TrainingPictures.open(
                            source, PictureChoice.square(16), temporary.resolve("cache"), ProgressListener.NONE)) {
                assertThat(pictures.lines(OptionalInt.of(1)))
                        .first()
                        .isEqualTo(source.name() + " (folder): 4 pictures, part train (not opened: val), 2 classes"
                                + " (cat 3, dog 1), 1 held out");
                assertThat(pictures.notes())
                        .containsExactly(
                                "1 class has no picture and is left out: broken",
                                "1 class has a single picture, too few to learn from: dog",
                                "1 of 4 pictures is more than twice as long as wide; the central square keeps only"
                                        + " 33 % of it; use setting fit=pad to keep all of it");
                assertThat(pictures.cache().classes()).containsExactly("cat", "dog");
                assertThat(pictures.lines(OptionalInt.empty()))
                        .anyMatch(line -> line.startsWith("skipped 1 file, zero bytes"));
                assertThat(pictures.description().path("parts")).hasSize(2);
            }
        }
        try (PictureSource source = Sources.open(path.toString())) {
            Inspection inspection = Inspection.of(source, ProgressListener.NONE);
            assertThat(inspection.report().notes()).hasSize(3);
            assertThat(inspection.toJson().get("understood")).asString().contains("part train", "cat 3, dog 1");
        }
    }

    @Test
    void onlyLabelledPicturesAreUsedWhereLabelsAreNeeded() throws Exception {
        Map<String, byte[]> files = pictures("1.png", "2.png", "3.png");
        files.put("labels.csv", DataFiles.text("1.png,a\n3.png,b\n"));
        try (PictureSource all = Sources.open(folder(files).toString())) {
            PictureSource labelled = LabelledPart.of(all);
            assertThat(classified(labelled)).isEqualTo("1.png=a 3.png=b");
            assertThat(labelled.read(1).rgb()[0]).isEqualTo((byte) 12);
            assertThat(labelled.leftOut()).containsEntry("2.png", "without a label");
            assertThat(labelled.contentKey()).isNotEqualTo(all.contentKey());
            assertThat(LabelledPart.of(labelled)).isSameAs(labelled);
        }
    }
}
