package dev.ganvas.bench.io;

import dev.ganvas.error.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Picture files of one format held in memory, so that decoding is timed without the disk.
 *
 * @param format {@code JPEG} or {@code PNG}
 * @param files the bytes of each file
 */
record EncodedPictures(String format, List<byte[]> files) {
    /** Files of each format that are read at most; decoding goes around them. */
    static final int MOST = 500;

    EncodedPictures {
        files = List.copyOf(files);
    }

    /** The JPEG and PNG files, told by name, of a folder or zip; a format with no files is left out. */
    static List<EncodedPictures> in(Path data) throws IOException {
        List<EncodedPictures> found = Files.isDirectory(data) ? inFolder(data) : inZip(data);
        if (found.isEmpty()) {
            throw new UsageException(data + ": holds no .jpg or .png file");
        }
        return found;
    }

    /** Whether a file of this name is taken for {@code format}. */
    static boolean named(String name, String format) {
        String lower = name.toLowerCase(Locale.ROOT);
        return switch (format) {
            case "JPEG" -> lower.endsWith(".jpg") || lower.endsWith(".jpeg");
            case "PNG" -> lower.endsWith(".png");
            default -> throw new IllegalArgumentException(format);
        };
    }

    private static List<EncodedPictures> inFolder(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.filter(Files::isRegularFile).sorted().toList();
        }
        return sorted(all, path -> path.getFileName().toString(), Files::readAllBytes);
    }

    private static List<EncodedPictures> inZip(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<ZipEntry> all = new ArrayList<>();
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                all.add(entries.nextElement());
            }
            return sorted(all, ZipEntry::getName, entry -> {
                try (InputStream in = zip.getInputStream(entry)) {
                    return in.readAllBytes();
                }
            });
        }
    }

    private interface Bytes<T> {
        byte[] of(T item) throws IOException;
    }

    private static <T> List<EncodedPictures> sorted(List<T> items, Function<T, String> name, Bytes<T> bytes)
            throws IOException {
        List<EncodedPictures> found = new ArrayList<>();
        for (String format : List.of("JPEG", "PNG")) {
            List<byte[]> files = new ArrayList<>();
            for (T item : items) {
                if (files.size() < MOST && named(name.apply(item), format)) {
                    files.add(bytes.of(item));
                }
            }
            if (!files.isEmpty()) {
                found.add(new EncodedPictures(format, files));
            }
        }
        return found;
    }
}
