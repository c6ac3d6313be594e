package dev.ganvas.data.format;

import dev.ganvas.data.PictureSource;
import dev.ganvas.data.Fingerprint;

import dev.ganvas.error.MalformedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

    /** The images file of a folder: the training part when there is one. */
    static Optional<Path> imagesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> images = files.filter(
                            file -> file.getFileName().toString().matches(".*images[-.]idx3-ubyte(\\.gz)?"))
                    .sorted()
                    .toList();
            return images.stream()
                    .filter(file -> file.getFileName().toString().contains("train"))
                    .findFirst()
                    .or(() -> images.stream().findFirst());
        }
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
        return Stream.of(name, bare, bare + ".gz")
                .map(images::resolveSibling)
                .filter(file -> Files.isRegularFile(file) && !file.equals(images))
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
