package dev.ganvas.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The zip that a {@link ModelFile} is: its entries are stored, listed in its description, and checked. */
final class ModelZip {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ModelZip() {}

    /** What is read of an open file. */
    interface Reading<T> {
        T of(ZipFile zip, ObjectNode head) throws IOException;
    }

    static <T> T opened(Path file, Reading<T> reading) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UsageException("There is no model file " + file
                    + "; a training writes best.ganvas and last.ganvas into its run folder, and of models that ship there "
                    + Catalogue.names() + ".");
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            JsonNode head = json(
                    file,
                    ModelFile.DESCRIPTION,
                    entry(file, zip, ModelFile.DESCRIPTION, ModelFile.MAX_DESCRIPTION_BYTES));
            check(file, head instanceof ObjectNode, ModelFile.DESCRIPTION + " is no JSON object");
            check(file, head.path("format").asInt(0) >= 1, ModelFile.DESCRIPTION + " names no format");
            check(
                    file,
                    head.path("format").asInt() <= ModelFile.FORMAT,
                    "was written by a newer Ganvas (format " + head.path("format") + "); update to read it");
            return reading.of(zip, (ObjectNode) head);
        } catch (ZipException e) {
            throw new MalformedFileException(
                    file,
                    "is no complete model file (" + e.getMessage() + "); it may have been cut off while copying",
                    e);
        }
    }

    static byte[] checked(Path file, ZipFile zip, JsonNode head, String name) throws IOException {
        JsonNode claim = head.path("files").path(name);
        byte[] bytes = entry(file, zip, name, ModelFile.MAX_ENTRY_BYTES);
        check(file, claim.path("bytes").asLong(-1) == bytes.length, name + " is not of the size the file claims");
        check(
                file,
                claim.path("sha256").asText().equals(ModelFile.sha256(bytes)),
                name + " is damaged: its hash does not match");
        return bytes;
    }

    private static byte[] entry(Path file, ZipFile zip, String name, long limit) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        check(file, entry != null, "has no " + name + "; it is no Ganvas model");
        check(file, entry.getSize() >= 0 && entry.getSize() <= limit, name + " claims " + entry.getSize() + " bytes");
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes((int) entry.getSize() + 1);
            check(file, bytes.length == entry.getSize(), name + " ends too early or too late");
            return bytes;
        }
    }

    static JsonNode json(Path file, String name, byte[] bytes) throws IOException {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            // Jackson's own exceptions, and that of a byte order it does not know.
            throw new MalformedFileException(file, name + " is no JSON", e);
        }
    }

    static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        // A fixed time, so that the same model is the same bytes.
        entry.setTime(0);
        zip.putNextEntry(entry);
        ((OutputStream) zip).write(bytes);
        zip.closeEntry();
    }

    static void check(Path file, boolean holds, String otherwise) throws MalformedFileException {
        if (!holds) {
            throw new MalformedFileException(file, otherwise);
        }
    }
}
