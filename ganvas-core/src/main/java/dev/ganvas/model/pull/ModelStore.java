package dev.ganvas.model.pull;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.io.AtomicFile;
import dev.ganvas.model.pull.KnownModel.KnownFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The folder that fetched models lie in, a folder each.
 *
 * @param path made when something is fetched
 */
public record ModelStore(Path path) {
    private static final int BUFFER = 1 << 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The folder that the property {@code ganvas.models} or {@code GANVAS_MODELS} names, else the system's usual place for data. */
    public static ModelStore usual() {
        String property = System.getProperty("ganvas.models", "");
        if (!property.isBlank()) {
            return new ModelStore(Path.of(property));
        }
        return usual(System.getenv(), System.getProperty("os.name"), System.getProperty("user.home"));
    }

    static ModelStore usual(Map<String, String> environment, String system, String home) {
        String named = environment.getOrDefault("GANVAS_MODELS", "");
        if (!named.isBlank()) {
            return new ModelStore(Path.of(named));
        }
        String lower = system.toLowerCase(Locale.ROOT);
        if (lower.contains("mac")) {
            return new ModelStore(Path.of(home, "Library", "Application Support", "ganvas", "models"));
        }
        String local = environment.getOrDefault("LOCALAPPDATA", "");
        if (lower.contains("windows") && !local.isBlank()) {
            return new ModelStore(Path.of(local, "ganvas", "models"));
        }
        String xdg = environment.getOrDefault("XDG_DATA_HOME", "");
        return new ModelStore(
                xdg.isBlank()
                        ? Path.of(home, ".local", "share", "ganvas", "models")
                        : Path.of(xdg, "ganvas", "models"));
    }

    /** Where the files of a model lie, or would. */
    public Path folder(KnownModel model) {
        return path.resolve(model.name());
    }

    /** Where a file lies, or would. */
    public Path file(KnownModel model, KnownFile file) {
        return folder(model).resolve(file.name());
    }

    /** The network of a model that is here, whole by its size; empty when it is not. */
    public Optional<Path> find(KnownModel model) throws IOException {
        for (KnownFile file : model.files()) {
            Path here = file(model, file);
            if (!Files.isRegularFile(here) || Files.size(here) != file.bytes()) {
                return Optional.empty();
            }
        }
        return Optional.of(file(model, model.files().get(0)));
    }

    /**
     * Whether every byte of a file is as it should be.
     *
     * @throws MalformedFileException when not, with the reason
     */
    public static void check(Path here, KnownFile file) throws IOException {
        long size = Files.size(here);
        if (size != file.bytes()) {
            throw new MalformedFileException(here, reason(here, size, file));
        }
        String sha256 = sha256(here);
        if (!sha256.equals(file.sha256())) {
            throw new MalformedFileException(
                    here, "is another file of the same size: its SHA-256 is " + sha256 + ", not " + file.sha256());
        }
    }

    private static String reason(Path here, long size, KnownFile file) throws IOException {
        String beginning;
        try (InputStream in = Files.newInputStream(here)) {
            beginning = new String(in.readNBytes(64), StandardCharsets.ISO_8859_1);
        }
        String plain = "has " + size + " bytes, not " + file.bytes();
        if (beginning.startsWith("version https://git-lfs")) {
            return plain + ": it is a Git LFS pointer, which names the file and is not it";
        }
        return beginning.stripLeading().startsWith("<") ? plain + ": it is a web page" : plain;
    }

    /** SHA-256 of a file, in hexadecimal. */
    public static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Writes beside the network of a model what its input must be like, where that is known. */
    void describe(KnownModel model) throws IOException {
        if (model.contract().isPresent()) {
            Path network = file(model, model.files().get(0));
            AtomicFile.write(
                    network.resolveSibling(network.getFileName() + ".json"),
                    JSON.writerWithDefaultPrettyPrinter()
                            .writeValueAsBytes(ClassNames.in(model.contract().get())));
        }
    }

    /** Removes all of a model; false when nothing of it was here. */
    public boolean remove(KnownModel model) throws IOException {
        Path folder = folder(model);
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
        return true;
    }
}
