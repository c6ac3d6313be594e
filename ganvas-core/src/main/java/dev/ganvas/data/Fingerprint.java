package dev.ganvas.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 over a sequence of values, each delimited, so that no two sequences run together. */
public final class Fingerprint {
    private final MessageDigest digest = sha256();

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Name, size and time of change of one file that is a source by itself. */
    public static String ofFile(String kind, Path file) throws IOException {
        return new Fingerprint().add(kind).addFile(file).hex();
    }

    public Fingerprint addFile(Path file) throws IOException {
        return add(file.getFileName().toString())
                .add(Files.size(file))
                .add(Files.getLastModifiedTime(file).toMillis());
    }

    public Fingerprint add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    public Fingerprint add(byte[] bytes) {
        add(bytes.length);
        digest.update(bytes);
        return this;
    }

    public Fingerprint add(long value) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
        return this;
    }

    /** 64 lower-case hexadecimal digits; the fingerprint is spent. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
