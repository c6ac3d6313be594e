package dev.ganvas.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;

/** Every kind of source keeps the contract. */
class SourceKindsTest {
    private static final Map<String, byte[]> CLASSIFIED = new TreeMap<>(Map.of(
            "cat/1.png", DataFiles.png(10),
            "cat/more/2.png", DataFiles.png(20),
            "dog/1.png", DataFiles.png(30),
            "dog/note.txt", DataFiles.text("a note"),
            "鸟/1.png", DataFiles.png(40)));

    private static final Map<String, byte[]> STYLE_GAN = new TreeMap<>(Map.of(
            "00000/a.png", DataFiles.png(10),
            "00000/b.png", DataFiles.png(20),
            "00001/c.png", DataFiles.png(30),
            "dataset.json",
                    DataFiles.text("{\"labels\": [[\"00000/a.png\", 1], [\"00001/c.png\", 0]],"
                            + " \"class_names\": [\"cat\", \"dog\"]}")));

    private static void touch(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
    }

    private abstract static class Classified extends PictureSourceContract {
        @Override
        protected void change(Path made) throws IOException {
            touch(made);
        }

        @Override
        protected List<String> expectedClasses() {
            return List.of("cat", "dog", "鸟");
        }

        @Override
        protected List<Integer> expectedLabels() {
            return List.of(0, 0, 1, 2);
        }
    }

    @Nested
    class Folder extends Classified {
        @Override
        protected Path make(Path folder) throws IOException {
            return DataFiles.folder(folder.resolve("set"), CLASSIFIED);
        }

        @Override
        protected void change(Path made) throws IOException {
            touch(made.resolve("cat/1.png"));
        }

        @Override
        protected String expectedKind() {
            return "folder";
        }
    }

    @Nested
    class Zip extends Classified {
        @Override
        protected Path make(Path folder) throws IOException {
            return DataFiles.write(folder.resolve("set.zip"), DataFiles.zip(CLASSIFIED));
        }

        @Override
        protected String expectedKind() {
            return "zip";
        }
    }

    @Nested
    class Tar extends Classified {
        @Override
        protected Path make(Path folder) throws IOException {
            return DataFiles.write(folder.resolve("set.tar"), DataFiles.tar(CLASSIFIED));
        }

        @Override
        protected String expectedKind() {
            return "tar";
        }
    }

    /** ImageNet's layout: a tar of one tar for each class. */
    @Nested
    class TarOfTars extends PictureSourceContract {
        @Override
        protected Path make(Path folder) throws IOException {
            Map<String, byte[]> classes = new TreeMap<>();
            classes.put(
                    "n01440764.tar",
                    DataFiles.tar(new TreeMap<>(Map.of(
                            "n01440764_10026.JPEG", DataFiles.png(10), "n01440764_10027.JPEG", DataFiles.png(20)))));
            classes.put("n01443537.tar", DataFiles.tar(Map.of("n01443537_1.JPEG", DataFiles.png(30))));
            return DataFiles.write(folder.resolve("ILSVRC2012_img_train.tar"), DataFiles.tar(classes));
        }

        @Override
        protected void change(Path made) throws IOException {
            touch(made);
        }

        @Override
        protected List<String> expectedClasses() {
            return List.of("n01440764", "n01443537");
        }

        @Override
        protected List<Integer> expectedLabels() {
            return List.of(0, 0, 1);
        }

        @Override
        protected String expectedKind() {
            return "tar";
        }
    }

    private abstract static class StyleGan extends PictureSourceContract {
        @Override
        protected List<String> expectedClasses() {
            return List.of("cat", "dog");
        }

        @Override
        protected List<Integer> expectedLabels() {
            return List.of(1, -1, 0);
        }
    }

    @Nested
    class StyleGanZip extends StyleGan {
        @Override
        protected Path make(Path folder) throws IOException {
            return DataFiles.write(folder.resolve("set.zip"), DataFiles.zip(STYLE_GAN));
        }

        @Override
        protected void change(Path made) throws IOException {
            touch(made);
        }

        @Override
        protected String expectedKind() {
            return "StyleGAN dataset zip";
        }
    }

    @Nested
    class StyleGanFolder extends StyleGan {
        @Override
        protected Path make(Path folder) throws IOException {
            return DataFiles.folder(folder.resolve("set"), STYLE_GAN);
        }

        @Override
        protected void change(Path made) throws IOException {
            touch(made.resolve("dataset.json"));
        }

        @Override
        protected String expectedKind() {
            return "StyleGAN dataset folder";
        }
    }

    private static final List<String> TEN =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

    private static Map<String, byte[]> cifarTen() {
        return new TreeMap<>(Map.of(
                "data_batch_1.bin", DataFiles.cifar(true, 3, 9),
                "data_batch_2.bin", DataFiles.cifar(true, 0),
                "test_batch.bin", DataFiles.cifar(true, 5, 5, 5, 5),
                "batches.meta.txt", DataFiles.text(String.join("\n", TEN) + "\n\n")));
    }

    @Nested
    class CifarTen extends PictureSourceContract {
        @Override
        protected Path make(Path folder) throws IOException {
            return DataFiles.folder(folder.resolve("cifar-10-batches-bin"), cifarTen());
        }

        @Override
        protected void change(Path made) throws IOException {
            touch(made.resolve("data_batch_2.bin"));
        }

        @Override
        protected List<String> expectedClasses() {
            return TEN;
        }

        @Override
        protected List<Integer> expectedLabels() {
            return List.of(3, 9, 0);
        }

        @Override
        protected String expectedKind() {
            return "CIFAR-10";
        }
    }

    @Nested
    class CifarTenArchive extends CifarTen {
        @Override
        protected Path make(Path folder) throws IOException {
            Map<String, byte[]> inside = new TreeMap<>();
            cifarTen().forEach((name, bytes) -> inside.put("cifar-10-batches-bin/" + name, bytes));
            return DataFiles.write(folder.resolve("cifar.tar.gz"), DataFiles.gzip(DataFiles.tar(inside)));
        }

        @Override
        protected void change(Path made) throws IOException {
            touch(made);
        }
    }

    @Nested
    class CifarHundred extends PictureSourceContract {
        @Override
        protected Path make(Path folder) throws IOException {
            return DataFiles.folder(
                    folder.resolve("cifar-100-binary"),
                    Map.of(
                            "train.bin", DataFiles.cifar(false, 99, 17),
                            "test.bin", DataFiles.cifar(false, 1),
                            "fine_label_names.txt", DataFiles.text(String.join("\n", expectedClasses()))));
        }

        @Override
        protected void change(Path made) throws IOException {
            touch(made.resolve("train.bin"));
        }

        @Override
        protected List<String> expectedClasses() {
            return IntStream.range(0, 100).mapToObj(i -> "fine" + i).toList();
        }

        @Override
        protected List<Integer> expectedLabels() {
            return List.of(99, 17);
        }

        @Override
        protected String expectedKind() {
            return "CIFAR-100";
        }
    }

    private abstract static class Idx extends PictureSourceContract {
        @Override
        protected void change(Path made) throws IOException {
            touch(Files.isDirectory(made) ? made.resolve("train-images-idx3-ubyte.gz") : made);
        }

        @Override
        protected List<String> expectedClasses() {
            return List.of("0", "1", "2", "3", "4", "5", "6", "7");
        }

        @Override
        protected List<Integer> expectedLabels() {
            return List.of(7, 0, 3);
        }

        @Override
        protected String expectedKind() {
            return "IDX";
        }
    }

    @Nested
    class IdxFolder extends Idx {
        @Override
        protected Path make(Path folder) throws IOException {
            return DataFiles.folder(
                    folder.resolve("mnist"),
                    Map.of(
                            "t10k-images-idx3-ubyte.gz", DataFiles.gzip(DataFiles.idxImages(1, 5)),
                            "t10k-labels-idx1-ubyte.gz", DataFiles.gzip(DataFiles.idxLabels(1)),
                            "train-images-idx3-ubyte.gz", DataFiles.gzip(DataFiles.idxImages(3, 5)),
                            "train-labels-idx1-ubyte.gz", DataFiles.gzip(DataFiles.idxLabels(7, 0, 3))));
        }
    }

    @Nested
    class IdxFile extends Idx {
        @Override
        protected Path make(Path folder) throws IOException {
            DataFiles.write(folder.resolve("own-labels-idx1-ubyte.gz"), DataFiles.gzip(DataFiles.idxLabels(7, 0, 3)));
            return DataFiles.write(folder.resolve("own-images-idx3-ubyte"), DataFiles.idxImages(3, 5));
        }
    }
}
