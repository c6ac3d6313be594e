package dev.ganvas.data.format;

import dev.ganvas.error.MalformedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;

/**
 * Zips with files that Java's reader refuses: Deflate64, which Windows writes above 2 GiB, and BZip2 are unpacked; what is
 * encrypted or packed in another way is listed, with the reason why it cannot be read.
 */
final class UncommonZip implements ZipReading {
    private static final String ENCRYPTED = "needs a password; unpack it first";

    private final ZipFile zip;

    private UncommonZip(ZipFile zip) {
        this.zip = zip;
    }

    static UncommonZip open(Path path) throws IOException {
        try {
            UncommonZip zip = new UncommonZip(ZipFile.builder()
                    .setPath(path)
                    .setCharset(StandardCharsets.UTF_8)
                    .setIgnoreLocalFileHeader(true)
                    .get());
            List<Packed> files = zip.files();
            if (!files.isEmpty()
                    && files.stream().allMatch(file -> file.obstacle().isPresent())) {
                zip.close();
                throw new MalformedFileException(path, files.get(0).obstacle().orElseThrow());
            }
            return zip;
        } catch (MalformedFileException | FileSystemException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The unpacker says of damage no more than that it is an IOException.
            throw new MalformedFileException(path, "damaged or incomplete zip", e);
        }
    }

    @Override
    public List<Packed> files() {
        List<Packed> files = new ArrayList<>();
        for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
            if (!entry.isDirectory()) {
                files.add(new Packed(name(entry), entry.getCompressedSize(), obstacle(entry), entry));
            }
        }
        return files;
    }

    private static String name(ZipArchiveEntry entry) {
        return entry.getGeneralPurposeBit().usesUTF8ForNames()
                ? entry.getName()
                : NameBytes.decoded(entry.getRawName());
    }

    private Optional<String> obstacle(ZipArchiveEntry entry) {
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            return Optional.of(ENCRYPTED);
        }
        ZipMethod method = ZipMethod.getMethodByCode(entry.getMethod());
        return zip.canReadEntryData(entry)
                ? Optional.empty()
                : Optional.of("method " + (method == null ? entry.getMethod() : method.name())
                        + " is not read; unpack it first");
    }

    /** These unpackers say of damage no more than that it is an {@link IOException}. */
    @Override
    public byte[] start(Packed file, int count) throws IOException {
        try (InputStream in = zip.getInputStream((ZipArchiveEntry) file.entry())) {
            return in.readNBytes(count);
        } catch (IOException e) {
            ZipException damage = new ZipException(e.getMessage());
            damage.initCause(e);
            throw damage;
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
