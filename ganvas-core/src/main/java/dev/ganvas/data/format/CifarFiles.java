package dev.ganvas.data.format;

import dev.ganvas.data.Fingerprint;
import dev.ganvas.data.PictureSource;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The binary version of CIFAR-10 and CIFAR-100 (A. Krizhevsky, "Learning Multiple Layers of Features from Tiny Images",
 * 2009): as a folder, one of its files, or the {@code .tar.gz} as published, whose training part is unpacked into memory.
 */
final class CifarFiles {
    private static final int SIDE = 32;
    private static final String TEN_NAMES = "batches.meta.txt";
    private static final String HUNDRED_NAMES = "fine_label_names.txt";
    private static final int MAX_NAMES_BYTES = 1 << 16;

    /** The python version has fewer files than this; of an archive with more, the first names tell enough. */
    private static final int PYTHON_FILES = 100;

    private CifarFiles() {}

    /** Whether a file of this name is one of either set. */
    static boolean isRecords(String name) {
        return isTen(name) || name.equals("train.bin") || name.equals("test.bin");
    }

    private static boolean isTen(String name) {
        return name.matches("data_batch_[0-9]+\\.bin") || name.equals("test_batch.bin");
    }

    private static boolean isTraining(String name) {
        return name.startsWith("data_batch_") || name.equals("train.bin");
    }

    /**
     * Whether the folder holds either set.
     *
     * @throws UsageException when it holds the version that only Python reads
     */
    static boolean isIn(Path folder) throws IOException {
        Set<String> names;
        try (Stream<Path> files = Files.list(folder)) {
            names = files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.toSet());
        }
        if (names.stream().anyMatch(CifarFiles::isRecords)) {
            return true;
        }
        requireBinary(names, folder);
        return false;
    }

    /** Of both sets there is a version of Python objects, which are not read, as reading them may run anything. */
    private static void requireBinary(Set<String> names, Path location) {
        boolean ten = names.contains("data_batch_1") && names.contains("batches.meta");
        boolean hundred = names.containsAll(Set.of("meta", "train", "test"));
        if (ten || hundred) {
            throw new UsageException(
                    location + ": this is CIFAR's python version, which is not read; get the binary one ("
                            + (ten ? "cifar-10-binary.tar.gz" : "cifar-100-binary.tar.gz") + ") from the same page");
        }
    }

    /** A folder: the training batches when there are any, else the test batch. */
    static PictureSource openFolder(Path folder) throws IOException {
        TreeMap<String, Path> files = new TreeMap<>();
        try (Stream<Path> listed = Files.list(folder)) {
            listed.filter(file -> isRecords(file.getFileName().toString()))
                    .forEach(file -> files.put(file.getFileName().toString(), file));
        }
        return openFiles(folder.toAbsolutePath().normalize().getFileName().toString(), chosen(files));
    }

    /** One file by itself, class names from beside it. */
    static PictureSource openFile(Path file) throws IOException {
        return openFiles(
                file.getFileName().toString(), Map.of(file.getFileName().toString(), file));
    }

    private static PictureSource openFiles(String name, Map<String, Path> files) throws IOException {
        Fingerprint key = new Fingerprint().add("cifar");
        List<ByteSource> bytes = new ArrayList<>();
        try {
            boolean ten = true;
            Path folder = Path.of("");
            for (Map.Entry<String, Path> file : files.entrySet()) {
                key.addFile(file.getValue());
                bytes.add(ByteSource.ofFile(file.getValue()));
                ten = isTen(file.getKey());
                folder = file.getValue().toAbsolutePath().getParent();
            }
            Path names = folder.resolve(ten ? TEN_NAMES : HUNDRED_NAMES);
            byte[] text = Files.isRegularFile(names) && Files.size(names) <= MAX_NAMES_BYTES
                    ? Files.readAllBytes(names)
                    : new byte[0];
            key.add(text);
            return open(name, key.hex(), ten, bytes, text);
        } catch (IOException | RuntimeException e) {
            for (ByteSource open : bytes) {
                open.close();
            }
            throw e;
        }
    }

    /** The archive as published; empty bytes of names when it is some other archive. */
    static PictureSource openTarGz(Path archive) throws IOException {
        SortedMap<String, byte[]> files = Gzip.read(archive, unpacked -> unpack(archive, unpacked));
        boolean ten = files.keySet().stream().anyMatch(CifarFiles::isTen);
        byte[] names = files.getOrDefault(ten ? TEN_NAMES : HUNDRED_NAMES, new byte[0]);
        files.keySet().removeIf(file -> !isRecords(file));
        if (files.isEmpty()) {
            throw new MalformedFileException(
                    archive,
                    "a compressed tar cannot be read item by item; unpack it into a folder, or to a plain .tar with"
                            + " gunzip, and give that");
        }
        List<ByteSource> bytes =
                chosen(files).values().stream().map(ByteSource::ofBytes).toList();
        return open(archive.getFileName().toString(), Fingerprint.ofFile("cifar", archive), ten, bytes, names);
    }

    private static SortedMap<String, byte[]> unpack(Path archive, InputStream unpacked) throws IOException {
        TreeMap<String, byte[]> files = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        long total = 0;
        TarArchiveInputStream tar = new TarArchiveInputStream(unpacked);
        try {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                if (seen.size() < PYTHON_FILES) {
                    seen.add(name);
                }
                boolean training = isRecords(name) && isTraining(name);
                if (training
                        || name.equals(TEN_NAMES)
                        || name.equals(HUNDRED_NAMES)
                        || (isRecords(name) && files.isEmpty())) {
                    total += entry.getSize();
                    if (entry.getSize() < 0 || total > Gzip.MAX_UNPACKED_BYTES) {
                        throw new MalformedFileException(
                                archive, "unpacks to more than " + Gzip.MAX_UNPACKED_BYTES + " bytes");
                    }
                    files.put(name, tar.readNBytes((int) entry.getSize()));
                }
            }
        } catch (MalformedFileException | ZipException | EOFException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new MalformedFileException(archive, "damaged tar", e);
        }
        if (files.isEmpty()) {
            requireBinary(seen, archive);
        }
        return files;
    }

    private static <T> Map<String, T> chosen(SortedMap<String, T> files) {
        TreeMap<String, T> training = new TreeMap<>(files);
        training.keySet().removeIf(name -> !isTraining(name));
        return training.isEmpty() ? files : training;
    }

    private static PictureSource open(String name, String key, boolean ten, List<ByteSource> files, byte[] names)
            throws IOException {
        int classes = ten ? 10 : 100;
        // CIFAR-100 has the coarse label first and the fine one, which is used, second.
        RecordPictures.Layout layout = new RecordPictures.Layout(0, ten ? 1 : 2, 3, SIDE, SIDE);
        String kind = ten ? "CIFAR-10" : "CIFAR-100";
        int[] labels = new int[0];
        for (ByteSource file : files) {
            if (file.length() == 0 || file.length() % layout.record() != 0) {
                throw new MalformedFileException(
                        name,
                        file.length() + " bytes are no whole number of " + kind + " records of " + layout.record()
                                + " bytes; the file may be cut off");
            }
            labels = append(labels, labels(file, layout, classes, name));
        }
        List<String> listed = new String(names, StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        List<String> classNames = listed.size() == classes
                ? listed
                : IntStream.range(0, classes).mapToObj(Integer::toString).toList();
        return new RecordPictures(
                new RecordPictures.Title(name, kind, key), layout, files, new ClassLabels(classNames, labels));
    }

    private static int[] labels(ByteSource file, RecordPictures.Layout layout, int classes, String name)
            throws IOException {
        int[] labels = new int[RecordPictures.records(file, layout)];
        for (int i = 0; i < labels.length; i++) {
            long at = (long) i * layout.record() + layout.prefix() - 1;
            labels[i] = file.read(at, 1)[0] & 0xff;
            if (labels[i] >= classes) {
                throw new MalformedFileException(
                        name, "record " + i + " has label " + labels[i] + ", but there are " + classes + " classes");
            }
        }
        return labels;
    }

    private static int[] append(int[] first, int[] second) {
        return IntStream.concat(IntStream.of(first), IntStream.of(second)).toArray();
    }
}
