package dev.ganvas.faces;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.io.AtomicFile;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import javax.crypto.AEADBadTagException;

/**
 * A gallery as it lies on the disk: a header and records with checksums. Faces are appended, and a confirmation that knows its own
 * place follows when they have reached the disk. So a tail that a crash left is told from damage: damage before a confirmation fails,
 * what was never confirmed is not there.
 */
final class GalleryFile {
    private static final byte[] MAGIC = "GNVFACES".getBytes(StandardCharsets.US_ASCII);
    private static final int FORMAT = 1;
    private static final long MAX_BYTES = 1L << 30;
    private static final int MAX_HEADER_BYTES = 1 << 16;
    private static final int MAX_DIMENSION = 1 << 14;
    private static final int MAX_ITERATIONS = 10_000_000;
    private static final int FACE = 0x46414345;
    private static final int CONFIRMATION = 0x434f4e46;
    private static final int FRAME_BYTES = 12;
    private static final int CONFIRMATION_BYTES = FRAME_BYTES + Long.BYTES;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path path;
    private final About about;
    private final Optional<GalleryLock> lock;
    private long end;

    /**
     * What a gallery's vectors are.
     *
     * @param model name of the network that made them
     * @param sha256 of its weights
     * @param dimension length of a vector
     */
    record About(String model, String sha256, int dimension) {}

    /** What was read. */
    record Content(GalleryFile file, List<EnrolledFace> faces) {}

    private GalleryFile(Path path, About about, Optional<GalleryLock> lock) {
        this.path = path;
        this.about = about;
        this.lock = lock;
    }

    About about() {
        return about;
    }

    boolean isLocked() {
        return lock.isPresent();
    }

    /** Makes an empty gallery. */
    static GalleryFile create(Path path, About about, Optional<char[]> password) throws IOException {
        GalleryFile file = new GalleryFile(path, about, password.map(GalleryLock::of));
        file.rewrite(List.of());
        return file;
    }

    /**
     * Opens and checks every byte.
     *
     * @throws UsageException when there is none, or it is locked by another password or by one that was not given
     * @throws MalformedFileException when it is no gallery, or what was confirmed is damaged
     */
    static Content open(Path path, Optional<char[]> password) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new UsageException("There is no gallery " + path + "; 'faces enrol' makes one.");
        }
        if (Files.size(path) > MAX_BYTES) {
            throw new MalformedFileException(
                    path, "has " + Files.size(path) + " bytes, above the limit of " + MAX_BYTES);
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
        try {
            byte[] magic = new byte[MAGIC.length];
            bytes.get(magic);
            int length = bytes.getInt();
            if (!Arrays.equals(magic, MAGIC) || length < 2 || length > MAX_HEADER_BYTES) {
                throw new MalformedFileException(path, "is no gallery of faces");
            }
            byte[] header = new byte[length];
            bytes.get(header);
            if (bytes.getInt() != checksum(header)) {
                throw new MalformedFileException(path, "has a damaged header");
            }
            GalleryFile file = parsed(path, header, password);
            List<EnrolledFace> faces = file.records(bytes);
            return new Content(file, faces);
        } catch (BufferUnderflowException e) {
            throw new MalformedFileException(path, "is no gallery of faces", e);
        }
    }

    private static GalleryFile parsed(Path path, byte[] header, Optional<char[]> password) throws IOException {
        JsonNode json = JSON.readTree(header);
        int dimension = json.path("dimension").asInt();
        if (json.path("format").asInt() != FORMAT || dimension < 1 || dimension > MAX_DIMENSION) {
            throw new MalformedFileException(path, "is a gallery of another version");
        }
        About about = new About(json.path("model").asText(), json.path("sha256").asText(), dimension);
        JsonNode terms = json.path("lock");
        if (terms.isMissingNode()) {
            return new GalleryFile(path, about, Optional.empty());
        }
        int iterations = terms.path("iterations").asInt();
        if (iterations < 1 || iterations > MAX_ITERATIONS) {
            throw new MalformedFileException(path, "asks for " + iterations + " rounds of its lock");
        }
        char[] given = password.orElseThrow(() -> new UsageException(path + " is locked; give its password."));
        try {
            HexFormat hex = HexFormat.of();
            GalleryLock.Terms read = new GalleryLock.Terms(
                    hex.parseHex(terms.path("salt").asText()),
                    iterations,
                    hex.parseHex(terms.path("check").asText()));
            return new GalleryFile(path, about, Optional.of(GalleryLock.of(given, read, path)));
        } catch (UsageException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new MalformedFileException(path, "has a damaged lock", e);
        }
    }

    private List<EnrolledFace> records(ByteBuffer bytes) throws MalformedFileException {
        List<EnrolledFace> confirmed = new ArrayList<>();
        List<EnrolledFace> waiting = new ArrayList<>();
        end = bytes.position();
        int at = bytes.position();
        while (isSound(bytes, at)) {
            int length = bytes.getInt(at + 4);
            if (bytes.getInt(at) == FACE) {
                byte[] payload = new byte[length];
                bytes.get(at + 8, payload);
                waiting.add(face(payload, at));
                at += FRAME_BYTES + length;
            } else {
                at += CONFIRMATION_BYTES;
                confirmed.addAll(waiting);
                waiting.clear();
                end = at;
            }
        }
        for (int later = at + 1; later <= bytes.capacity() - CONFIRMATION_BYTES; later++) {
            if (bytes.getInt(later) == CONFIRMATION && isSound(bytes, later)) {
                throw new MalformedFileException(
                        path, "is damaged at byte " + at + ", before faces that were confirmed");
            }
        }
        return confirmed;
    }

    /** Whether a whole record begins there, a confirmation only one that knows its place. */
    private static boolean isSound(ByteBuffer bytes, int at) {
        if (at > bytes.capacity() - FRAME_BYTES) {
            return false;
        }
        int kind = bytes.getInt(at);
        int length = bytes.getInt(at + 4);
        if (length < 0 || length > bytes.capacity() - at - FRAME_BYTES) {
            return false;
        }
        boolean known = kind == FACE || kind == CONFIRMATION && length == Long.BYTES && bytes.getLong(at + 8) == at;
        return known && bytes.getInt(at + 8 + length) == checksum(bytes.slice(at, 8 + length));
    }

    private EnrolledFace face(byte[] payload, int at) throws MalformedFileException {
        try {
            ByteBuffer plain = ByteBuffer.wrap(lock.isPresent() ? lock.get().opened(payload) : payload);
            String person = text(plain);
            String source = text(plain);
            float[] vector = new float[about.dimension()];
            plain.asFloatBuffer().get(vector);
            return new EnrolledFace(person, source, vector);
        } catch (AEADBadTagException | BufferUnderflowException | UsageException e) {
            throw new MalformedFileException(path, "has a face at byte " + at + " that cannot be read", e);
        }
    }

    private static String text(ByteBuffer bytes) {
        int length = bytes.getInt();
        if (length < 0 || length > EnrolledFace.MAX_TEXT_BYTES) {
            throw new BufferUnderflowException();
        }
        byte[] text = new byte[length];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /**
     * Adds faces. When this returns they have reached the disk.
     *
     * @throws IOException when the disk refuses; what was there before stays
     */
    void append(List<EnrolledFace> faces) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.truncate(end);
            long at = end;
            for (EnrolledFace face : faces) {
                at += write(channel, at, record(FACE, payload(face)));
            }
            channel.force(false);
            at += write(channel, at, confirmation(at));
            channel.force(false);
            end = at;
        }
    }

    /** Replaces all by these faces; nothing of the others stays in the file. */
    void rewrite(List<EnrolledFace> faces) throws IOException {
        byte[] header = header();
        long[] written = new long[1];
        AtomicFile.write(path, out -> {
            ByteBuffer head = ByteBuffer.allocate(MAGIC.length + 8 + header.length);
            head.put(MAGIC).putInt(header.length).put(header).putInt(checksum(header));
            out.write(head.array());
            written[0] = head.capacity();
            for (EnrolledFace face : faces) {
                byte[] record = record(FACE, payload(face)).array();
                out.write(record);
                written[0] += record.length;
            }
            out.write(confirmation(written[0]).array());
            written[0] += CONFIRMATION_BYTES;
        });
        end = written[0];
    }

    private byte[] header() throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.put("format", FORMAT);
        json.put("model", about.model()).put("sha256", about.sha256()).put("dimension", about.dimension());
        if (lock.isPresent()) {
            GalleryLock.Terms terms = lock.get().terms();
            json.putObject("lock")
                    .put("iterations", terms.iterations())
                    .put("salt", HexFormat.of().formatHex(terms.salt()))
                    .put("check", HexFormat.of().formatHex(terms.check()));
        }
        return JSON.writeValueAsBytes(json);
    }

    private byte[] payload(EnrolledFace face) {
        byte[] person = EnrolledFace.bytes(face.person());
        byte[] source = EnrolledFace.bytes(face.source());
        ByteBuffer plain = ByteBuffer.allocate(8 + person.length + source.length + Float.BYTES * about.dimension());
        plain.putInt(person.length).put(person).putInt(source.length).put(source);
        plain.asFloatBuffer().put(face.vector());
        return lock.isPresent() ? lock.get().sealed(plain.array()) : plain.array();
    }

    private static ByteBuffer record(int kind, byte[] payload) {
        ByteBuffer record = ByteBuffer.allocate(FRAME_BYTES + payload.length);
        record.putInt(kind).putInt(payload.length).put(payload);
        return record.putInt(checksum(record.slice(0, 8 + payload.length))).flip();
    }

    private static ByteBuffer confirmation(long at) {
        return record(CONFIRMATION, ByteBuffer.allocate(Long.BYTES).putLong(at).array());
    }

    private static int write(FileChannel channel, long at, ByteBuffer record) throws IOException {
        int written = 0;
        while (record.hasRemaining()) {
            written += channel.write(record, at + written);
        }
        return written;
    }

    private static int checksum(byte[] bytes) {
        return checksum(ByteBuffer.wrap(bytes));
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes.duplicate());
        return (int) sum.getValue();
    }
}
