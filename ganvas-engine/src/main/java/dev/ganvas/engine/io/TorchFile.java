package dev.ganvas.engine.io;

import dev.ganvas.error.MalformedFileException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * What {@code torch.save} of PyTorch writes: the zip archives of today, and the files of before version 1.6. A pickle in it says how
 * the numbers beside it lie; it is read by {@link PickleReader}, so nothing of it is run.
 */
final class TorchFile {
    private static final long MOST_PICKLE_BYTES = 64L << 20;
    private static final long MOST_BYTES = 8L << 30;
    private static final int MOST_ENTRIES = 100_000;
    private static final String PICKLE = "data.pkl";

    /** Of files before version 1.6: two pickled numbers, {@code 0x1950a86a20f9469cfc6c} and a version, then what follows. */
    private static final byte[] OLD_BEGINNING = {
        (byte) 0x80,
        2,
        (byte) 0x8a,
        10,
        0x6c,
        (byte) 0xfc,
        (byte) 0x9c,
        0x46,
        (byte) 0xf9,
        0x20,
        0x6a,
        (byte) 0xa8,
        0x50,
        0x19,
        '.'
    };

    private TorchFile() {}

    static boolean isOld(byte[] beginning) {
        return beginning.length >= OLD_BEGINNING.length
                && ByteBuffer.wrap(beginning, 0, OLD_BEGINNING.length).equals(ByteBuffer.wrap(OLD_BEGINNING));
    }

    /** Whether a zip archive is one of these. */
    static boolean isZipped(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.size() <= MOST_ENTRIES
                    && zip.stream().anyMatch(entry -> entry.getName().endsWith("/" + PICKLE));
        } catch (ZipException | EOFException e) {
            return false;
        }
    }

    /** The saved values of a zip archive, with tensors as {@link TorchNames.Saved}. */
    static Object read(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            check(file, zip.size() <= MOST_ENTRIES, "has " + zip.size() + " entries");
            ZipEntry pickle = pickle(file, zip);
            String folder = pickle.getName().substring(0, pickle.getName().length() - PICKLE.length());
            check(
                    file,
                    zip.getEntry(folder + "constants.pkl") == null,
                    "is a TorchScript module, a program with its weights; save its state_dict() with torch.save instead");
            Optional<ZipEntry> order = Optional.ofNullable(zip.getEntry(folder + "byteorder"));
            if (order.isPresent()) {
                String text = new String(bytes(file, zip, order.get(), 16), StandardCharsets.US_ASCII);
                check(file, text.equals("little"), "was written on a machine of another byte order");
            }
            TorchNames names = new TorchNames(file.toString(), (key, length) -> {
                ZipEntry entry = zip.getEntry(folder + "data/" + key);
                check(file, entry != null, "misses the numbers " + key + " of a tensor");
                byte[] bytes = bytes(file, zip, entry, MOST_BYTES);
                check(file, bytes.length >= length, "holds fewer numbers than a tensor claims");
                return bytes;
            });
            Object content = PickleReader.read(
                    file.toString(), ByteBuffer.wrap(bytes(file, zip, pickle, MOST_PICKLE_BYTES)), names);
            return names.loaded(content);
        } catch (ZipException | EOFException e) {
            throw new MalformedFileException(file, "is no whole archive (" + e.getMessage() + ")", e);
        }
    }

    private static ZipEntry pickle(Path file, ZipFile zip) throws MalformedFileException {
        Enumeration<? extends ZipEntry> entries = zip.entries();
        while (entries.hasMoreElements()) {
            ZipEntry entry = entries.nextElement();
            if (entry.getName().endsWith("/" + PICKLE)) {
                return entry;
            }
        }
        throw new MalformedFileException(file, "is a zip archive, but none that torch.save writes");
    }

    private static byte[] bytes(Path file, ZipFile zip, ZipEntry entry, long limit) throws IOException {
        // What is stored cannot be more than the file is; what is compressed might claim anything.
        check(file, entry.getMethod() == ZipEntry.STORED, "has compressed entries, which torch.save does not write");
        long size = entry.getSize();
        check(
                file,
                size >= 0 && size <= Math.min(limit, Files.size(file)) && size <= Integer.MAX_VALUE - 16,
                entry.getName() + " claims " + size + " bytes");
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes((int) size);
            check(file, bytes.length == size, entry.getName() + " ends too early");
            return bytes;
        }
    }

    /** The saved values of a file from before version 1.6, with tensors as {@link TorchNames.Saved}. */
    static Object readOld(Path file) throws IOException {
        check(file, Files.size(file) <= Integer.MAX_VALUE - 16, "has " + Files.size(file) + " bytes, more than 2 GiB");
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
        in.position(OLD_BEGINNING.length);
        Map<String, byte[]> numbers = new LinkedHashMap<>();
        TorchNames names = new TorchNames(file.toString(), (key, length) -> {
            byte[] bytes = numbers.get(key);
            check(file, bytes != null, "misses the numbers " + key + " of a tensor");
            return bytes;
        });
        String name = file.toString();
        PickleReader.read(name, in, names);
        Object system = PickleReader.read(name, in, names);
        check(
                file,
                system instanceof Map<?, ?> facts && Boolean.TRUE.equals(facts.get("little_endian")),
                "was written on a machine of another byte order");
        Object content = PickleReader.read(name, in, names);
        Object keys = PickleReader.read(name, in, names);
        check(file, keys instanceof List, "has no list of its numbers");
        in.order(ByteOrder.LITTLE_ENDIAN);
        for (Object key : (List<?>) keys) {
            check(file, key instanceof String && in.remaining() >= Long.BYTES, "ends before its numbers");
            long count = in.getLong();
            long bytes = names.bytesOf((String) key, count);
            check(file, count >= 0 && bytes >= 0 && bytes <= in.remaining(), "ends before the last of its numbers");
            byte[] values = new byte[(int) bytes];
            in.get(values);
            numbers.put((String) key, values);
        }
        return names.loaded(content);
    }

    private static void check(Path file, boolean holds, String otherwise) throws MalformedFileException {
        if (!holds) {
            throw new MalformedFileException(file, otherwise);
        }
    }
}
