package dev.ganvas.server.http;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.PictureSize;
import dev.ganvas.server.problem.Problem;
import dev.ganvas.server.settings.ServerLimits;
import dev.ganvas.server.store.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** What an uploaded file is, found by looking at its beginning; whatever is too large for this server is refused here. */
final class Inspection {
    /** Headers of pictures lie within this, but for some TIFF. */
    private static final int HEADER = 1 << 20;

    private static final String MODEL = "application/x-ganvas";
    private static final String ZIP = "application/zip";

    /** First bytes of formats, as Latin letters, the longer ones first; and their media types. */
    private static final List<Map.Entry<String, String>> TYPES = List.of(
            Map.entry("\u0089PNG", "image/png"),
            Map.entry("\u00ff\u00d8\u00ff", "image/jpeg"),
            Map.entry("GIF8", "image/gif"),
            Map.entry("II*\0", "image/tiff"),
            Map.entry("MM\0*", "image/tiff"),
            Map.entry("RIFF", "image/webp"),
            Map.entry("BM", "image/bmp"),
            Map.entry("PK", ZIP),
            Map.entry("P", "image/x-portable-anymap"));

    private final ServerLimits limits;

    /** Whole files are read by few at a time. */
    private final Semaphore whole = new Semaphore(2);

    Inspection(ServerLimits limits) {
        this.limits = limits;
    }

    /**
     * Looks at a file.
     *
     * @param name as its sender calls it
     * @throws Problem when it is nothing that this server takes
     */
    FileStore.Upload look(FileStore.Received received, String name) throws IOException {
        String start = new String(received.start(), StandardCharsets.ISO_8859_1);
        Optional<String> type = TYPES.stream()
                .filter(entry -> start.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        if (type.equals(Optional.of(ZIP))) {
            String kind = archive(received) ? MODEL : ZIP;
            return new FileStore.Upload(received.sha256(), name, kind, received.bytes(), 0, 0);
        }
        if (type.isEmpty() || !FileStore.isPicture(received.start())) {
            throw Problem.of(
                    Problem.Kind.INVALID,
                    "This is no file that is used here: pictures are PNG, JPEG, GIF, BMP, TIFF, WebP or PNM; sets of"
                            + " pictures are zip; models are .ganvas.");
        }
        PictureSize size = size(received);
        if ((long) size.width() * size.height() > limits.pixels()) {
            throw Problem.of(
                    Problem.Kind.INVALID,
                    "The picture has " + size.width() + " x " + size.height() + " pixels; this server takes "
                            + limits.pixels() + " in all.");
        }
        return new FileStore.Upload(received.sha256(), name, type.get(), received.bytes(), size.width(), size.height());
    }

    private PictureSize size(FileStore.Received received) throws IOException {
        try {
            if (received.bytes() <= HEADER) {
                return PictureDecoder.size(Files.readAllBytes(received.path()), "The picture");
            }
            try (InputStream in = Files.newInputStream(received.path())) {
                return PictureDecoder.size(in.readNBytes(HEADER), "The picture");
            } catch (MalformedFileException e) {
                return ofWhole(received.path());
            }
        } catch (MalformedFileException e) {
            throw Problem.of(Problem.Kind.INVALID, e.getMessage() + ".");
        }
    }

    private PictureSize ofWhole(Path file) throws IOException {
        whole.acquireUninterruptibly();
        try {
            return PictureDecoder.size(Files.readAllBytes(file), "The picture");
        } finally {
            whole.release();
        }
    }

    /** Checks what an archive claims; whether it is a model. */
    private boolean archive(FileStore.Received received) throws IOException {
        ServerLimits.Archive most = limits.archive();
        boolean model = false;
        try (ZipFile zip = new ZipFile(received.path().toFile())) {
            if (zip.size() > most.entries()) {
                throw Problem.of(Problem.Kind.INVALID, "The archive has more than " + most.entries() + " entries.");
            }
            long claimed = 0;
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                claimed += Math.max(0, entry.getSize());
                model |= entry.getName().equals("model.json");
            }
            if (claimed > most.bytes() || claimed / most.ratio() > received.bytes()) {
                throw Problem.of(
                        Problem.Kind.INVALID,
                        "The archive claims to hold " + claimed + " bytes, which is too much for its size.");
            }
        } catch (ZipException e) {
            throw Problem.of(Problem.Kind.INVALID, "The archive is damaged.");
        }
        return model;
    }
}
