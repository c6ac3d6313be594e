package dev.ganvas.keras;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads what Keras saves: {@code .keras} of Keras 3, a zip of its configuration and its weights, and {@code .h5} of Keras 2 and 3, with
 * both in one HDF5 file. Nothing in a file is run.
 *
 * @param version of Keras that wrote it, such as {@code 3.15.1}
 */
public record KerasFile(KerasNetwork network, String version) {
    private static final byte[] HDF = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final int MOST_JSON = 32 << 20;
    private static final int MOST_BYTES = 1 << 30;
    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(200).build());
    }

    /** Whether a file is named as one of these. */
    public static boolean isNamed(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".keras") || name.endsWith(".h5") || name.endsWith(".hdf5");
    }

    /**
     * Reads a file.
     *
     * @throws MalformedFileException when it is damaged, holds weights without a network, or claims more than it has
     * @throws UsageException when there is no such file
     */
    public static KerasFile read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UsageException("There is no file " + file + ".");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new MalformedFileException(file, "has " + Files.size(file) + " bytes, more than 1 GiB");
        }
        byte[] beginning = new byte[HDF.length];
        try (InputStream in = Files.newInputStream(file)) {
            in.readNBytes(beginning, 0, beginning.length);
        }
        try {
            return Arrays.equals(beginning, HDF) ? ofHdf(Files.readAllBytes(file), file) : ofZip(file);
        } catch (ZipException | EOFException e) {
            throw new MalformedFileException(file, "is no file that Keras saved: " + e.getMessage(), e);
        } catch (UsageException | MalformedFileException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // The reader of HDF5 says in many ways that a file is not what it claims to be.
            throw new MalformedFileException(file, "is damaged: " + e, e);
        }
    }

    private static KerasFile ofZip(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            JsonNode config = json(entry(zip, "config.json", MOST_JSON, file), file);
            JsonNode metadata = json(entry(zip, "metadata.json", MOST_JSON, file), file);
            byte[] weights = entry(zip, "model.weights.h5", MOST_BYTES, file);
            try (HdfFile hdf = HdfFile.fromBytes(weights)) {
                HdfWeights found = HdfWeights.of(hdf, weights.length, "/", file);
                return new KerasFile(
                        new KerasConfiguration(file, new KerasConfiguration.Numbered(found)).network(config, ""),
                        metadata.path("keras_version").asText("3"));
            }
        }
    }

    private static JsonNode json(byte[] bytes, Path file) throws MalformedFileException {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new MalformedFileException(file, "is no file that Keras saved: its configuration is no JSON", e);
        }
    }

    private static byte[] entry(ZipFile zip, String name, int most, Path file) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new MalformedFileException(file, "is no file that Keras saved: it has no " + name);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new MalformedFileException(file, name + " is larger than " + most + " bytes");
            }
            return bytes;
        }
    }

    private static KerasFile ofHdf(byte[] bytes, Path file) throws IOException {
        try (HdfFile hdf = HdfFile.fromBytes(bytes)) {
            Attribute config = hdf.getAttribute("model_config");
            if (config == null) {
                throw new MalformedFileException(
                        file, "holds weights without their network; save the whole with model.save(\"NAME.keras\")");
            }
            HdfWeights found = HdfWeights.of(hdf, bytes.length, "/model_weights", file);
            Attribute version = hdf.getAttribute("keras_version");
            return new KerasFile(
                    new KerasConfiguration(file, new KerasConfiguration.Named(found))
                            .network(json(text(config).getBytes(StandardCharsets.UTF_8), file), ""),
                    version == null ? "2" : text(version));
        }
    }

    private static String text(Attribute attribute) {
        Object data = attribute.getData();
        return data instanceof String[] lines ? String.join("", lines) : String.valueOf(data);
    }
}
