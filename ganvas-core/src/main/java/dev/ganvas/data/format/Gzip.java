package dev.ganvas.data.format;

import dev.ganvas.error.MalformedFileException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Gzip files (RFC 1952), which can only be read from front to back, within limits. */
final class Gzip {
    /** The most that is unpacked into memory. */
    static final int MAX_UNPACKED_BYTES = 1 << 30;

    private static final int BUFFER = 1 << 16;

    private Gzip() {}

    /** Reads an unpacked stream. */
    @FunctionalInterface
    interface Reading<T> {
        T from(InputStream unpacked) throws IOException;
    }

    static boolean isGzip(byte[] start) {
        return start.length > 2 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b;
    }

    /** Unpacks {@code file} into {@code reading}; damage becomes {@link MalformedFileException}. */
    static <T> T read(Path file, Reading<T> reading) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file), BUFFER)) {
            return reading.from(in);
        } catch (ZipException e) {
            throw new MalformedFileException(file, "damaged gzip", e);
        } catch (EOFException e) {
            throw new MalformedFileException(file, "truncated gzip", e);
        }
    }

    /** All of {@code file}, unpacked when it is gzip. */
    static byte[] readAll(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new MalformedFileException(file, "a folder, where a file was expected");
        }
        try (InputStream in = Files.newInputStream(file)) {
            if (!isGzip(in.readNBytes(3))) {
                return bounded(file, Files.newInputStream(file));
            }
        }
        return read(file, unpacked -> bounded(file, unpacked));
    }

    /** The first {@code count} bytes, unpacked; fewer when there are no more. */
    static byte[] start(Path file, int count) throws IOException {
        return read(file, unpacked -> unpacked.readNBytes(count));
    }

    private static byte[] bounded(Path file, InputStream stream) throws IOException {
        try (stream) {
            byte[] bytes = stream.readNBytes(MAX_UNPACKED_BYTES);
            if (bytes.length == MAX_UNPACKED_BYTES) {
                throw new MalformedFileException(file, "unpacks to more than " + MAX_UNPACKED_BYTES + " bytes");
            }
            return bytes;
        } catch (OutOfMemoryError e) {
            throw new MalformedFileException(file, "needs more memory than there is", e);
        }
    }
}
