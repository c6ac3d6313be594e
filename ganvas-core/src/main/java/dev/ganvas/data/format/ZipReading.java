package dev.ganvas.data.format;

import dev.ganvas.error.MalformedFileException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A zip's directory, and its files unpacked. Safe from several threads. */
interface ZipReading extends Closeable {
    /**
     * One file.
     *
     * @param name as the directory has it
     * @param bytes packed, as the directory claims
     * @param obstacle why it cannot be unpacked; empty when it can
     */
    record Packed(String name, long bytes, Optional<String> obstacle, ZipEntry entry) {}

    /** All files, without folders. */
    List<Packed> files() throws IOException;

    /**
     * The first {@code count} bytes of a file, or all there are.
     *
     * @throws ZipException when it is damaged
     */
    byte[] start(Packed file, int count) throws IOException;

    /** Opens a zip with Java's own reader, or, when that does not know some method in it, with another. */
    static ZipReading open(Path path) throws IOException {
        try {
            return plain(path);
        } catch (ZipException e) {
            String message = String.valueOf(e.getMessage());
            // Java refuses the whole zip for one such entry.
            if (message.contains("compression method") || message.contains("encrypted")) {
                return UncommonZip.open(path);
            }
            throw new MalformedFileException(path, "damaged or incomplete zip (" + message + ")", e);
        } catch (EOFException | RuntimeException e) {
            throw new MalformedFileException(path, "damaged zip", e);
        }
    }

    /** Names are UTF-8 by the standard's flag or by custom; older tools write GBK or code page 437, others anything. */
    private static ZipReading plain(Path path) throws IOException {
        try {
            return new Plain(new ZipFile(path.toFile(), StandardCharsets.UTF_8));
        } catch (ZipException e) {
            Charset older;
            try (ZipFile bytes = new ZipFile(path.toFile(), StandardCharsets.ISO_8859_1)) {
                StringBuilder names = new StringBuilder();
                bytes.stream().limit(NAMES_LOOKED_AT).forEach(entry -> names.append(entry.getName()));
                older = NameBytes.older(names.toString().getBytes(StandardCharsets.ISO_8859_1));
            }
            try {
                return new Plain(new ZipFile(path.toFile(), older));
            } catch (ZipException unfit) {
                return new Plain(new ZipFile(path.toFile(), StandardCharsets.ISO_8859_1));
            }
        }
    }

    /** Names that are looked at to find their character set. */
    int NAMES_LOOKED_AT = 10_000;

    /** Java's own reader. */
    record Plain(ZipFile zip) implements ZipReading {
        @Override
        public List<Packed> files() {
            return zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(entry -> new Packed(entry.getName(), entry.getCompressedSize(), Optional.empty(), entry))
                    .toList();
        }

        @Override
        public byte[] start(Packed file, int count) throws IOException {
            try (InputStream in = zip.getInputStream(file.entry())) {
                return in.readNBytes(count);
            }
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }
}
