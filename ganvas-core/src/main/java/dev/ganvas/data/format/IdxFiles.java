package dev.ganvas.data.format;

import dev.ganvas.data.Fingerprint;
import dev.ganvas.data.PictureSource;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * MNIST's IDX files (Y. LeCun, "The MNIST database"): {@code ...images-idx3-ubyte} with the labels beside it as
 * {@code ...labels-idx1-ubyte}, each as it is or gzipped.
 */
final class IdxFiles {
    static final String KIND = "IDX";

    /** Magic numbers: unsigned bytes in three dimensions, and in one. */
    static final int IMAGES = 0x0803;

    static final int LABELS = 0x0801;

    private static final int IMAGES_HEADER = 16;
    private static final int LABELS_HEADER = 8;
    private static final int MAX_SIDE = 4096;

    private IdxFiles() {}

    /** Whether the folder holds a set. */
    static boolean isIn(Path folder) throws IOException {
        return !images(folder).isEmpty();
    }

    /**
     * The images file of a folder: the training part when there is one.
     *
     * @throws UsageException when there are several sets
     */
    static Optional<Path> imagesIn(Path folder) throws IOException {
        List<Path> images = images(folder);
        List<Path> training = images.stream()
                .filter(file -> file.getFileName().toString().contains("train"))
                .toList();
        List<Path> candidates = training.isEmpty() ? images : training;
        Map<String, Path> sets = new TreeMap<>();
        candidates.forEach(file -> sets.putIfAbsent(setName(file), file));
        if (sets.size() > 1) {
            throw new UsageException(folder + ": holds " + sets.size() + " sets; give one of these files: "
                    + sets.values().stream()
                            .map(file -> folder.relativize(file).toString())
                            .collect(Collectors.joining(", ")));
        }
        return sets.values().stream().findFirst();
    }

    /** The images files, in the folder or, as some unpackers leave them, each in a folder of its own name. */
    private static List<Path> images(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(".*images[-.]idx3-ubyte(\\.gz)?"))
                    .map(IdxFiles::itself)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    /** The file at this path, or the file of the same name in the folder at this path. */
    private static Path itself(Path path) {
        return Files.isDirectory(path) ? path.resolve(path.getFileName()) : path;
    }

    /** What the same set is called packed and unpacked, with dots or dashes. */
    private static String setName(Path images) {
        return images.getFileName().toString().replaceFirst("[-.]idx3-ubyte(\\.gz)?$", "");
    }

    /** Whether unpacked bytes begin like an images file. */
    static boolean isImages(byte[] start) {
        return start.length >= 4 && ByteBuffer.wrap(start).getInt() == IMAGES;
    }

    static PictureSource open(Path images) throws IOException {
        byte[] bytes = Gzip.readAll(images);
        if (bytes.length < IMAGES_HEADER || !isImages(bytes)) {
            throw new MalformedFileException(images, "no IDX file of pictures");
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        int count = header.getInt(4);
        int height = header.getInt(8);
        int width = header.getInt(12);
        boolean sound = count > 0 && height > 0 && width > 0 && height <= MAX_SIDE && width <= MAX_SIDE;
        if (!sound || (long) count * height * width != bytes.length - IMAGES_HEADER) {
            throw new MalformedFileException(
                    images,
                    "claims " + count + " pictures of " + width + " x " + height + ", but holds "
                            + (bytes.length - IMAGES_HEADER) + " bytes");
        }
        Optional<Path> labelFile = labelsBeside(images);
        ClassLabels labels = labelFile.isPresent() ? labels(labelFile.get(), count) : ClassLabels.none(count);
        Fingerprint key = new Fingerprint().add("idx").addFile(images);
        if (labelFile.isPresent()) {
            key.addFile(labelFile.get());
        }
        String name = images.getFileName().toString().replaceFirst("[-.]idx3-ubyte.*", "");
        return new RecordPictures(
                new RecordPictures.Title(name, KIND, key.hex()),
                new RecordPictures.Layout(IMAGES_HEADER, 0, 1, height, width),
                List.of(ByteSource.ofBytes(bytes)),
                labels);
    }

    private static Optional<Path> labelsBeside(Path images) {
        String name =
                images.getFileName().toString().replace("images", "labels").replace("idx3", "idx1");
        String bare = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        String other = bare.contains(".idx1") ? bare.replace(".idx1", "-idx1") : bare.replace("-idx1", ".idx1");
        Path folder = images.toAbsolutePath().getParent();
        boolean own = folder.getParent() != null && folder.getFileName().equals(images.getFileName());
        return Stream.of(name, bare, bare + ".gz", other, other + ".gz")
                .flatMap(file -> own
                        ? Stream.of(folder.resolve(file), folder.resolveSibling(file))
                        : Stream.of(folder.resolve(file)))
                .map(IdxFiles::itself)
                .filter(file -> Files.isRegularFile(file) && !file.equals(images.toAbsolutePath()))
                .findFirst();
    }

    private static ClassLabels labels(Path file, int count) throws IOException {
        byte[] bytes = Gzip.readAll(file);
        if (bytes.length < LABELS_HEADER || ByteBuffer.wrap(bytes).getInt() != LABELS) {
            throw new MalformedFileException(file, "no IDX file of labels");
        }
        if (bytes.length != LABELS_HEADER + count || ByteBuffer.wrap(bytes).getInt(4) != count) {
            throw new MalformedFileException(
                    file, "holds " + (bytes.length - LABELS_HEADER) + " labels for " + count + " pictures");
        }
        int[] labels = IntStream.range(LABELS_HEADER, bytes.length)
                .map(i -> bytes[i] & 0xff)
                .toArray();
        int classes = Arrays.stream(labels).max().orElse(-1) + 1;
        return new ClassLabels(
                IntStream.range(0, classes).mapToObj(Integer::toString).toList(), labels);
    }
}
