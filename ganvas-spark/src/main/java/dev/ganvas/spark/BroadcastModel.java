package dev.ganvas.spark;

import dev.ganvas.error.UsageException;
import dev.ganvas.model.Catalogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;

/**
 * A model's file, sent to each executor once.
 *
 * @param name of the file, or of the model that ships
 * @param sha256 of the file's bytes, in hexadecimal
 * @param file its bytes
 */
record BroadcastModel(String name, String sha256, Broadcast<byte[]> file) implements Serializable {
    /**
     * Sends a model out.
     *
     * @param model a file that the driver can read, or the name of a model that ships
     * @throws UsageException when there is neither
     */
    static BroadcastModel of(SparkSession session, String model) throws IOException {
        Path path = Path.of(model);
        byte[] bytes = Files.isRegularFile(path) ? Files.readAllBytes(path) : shipped(model);
        JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
        return new BroadcastModel(String.valueOf(path.getFileName()), sha256(bytes), context.broadcast(bytes));
    }

    private static byte[] shipped(String name) throws IOException {
        if (!Catalogue.has(name)) {
            throw new UsageException("There is no model file " + name
                    + ", and none of this name ships. The driver reads models:" + " name a file of its own disk.");
        }
        try (InputStream in =
                Catalogue.class.getClassLoader().getResourceAsStream("META-INF/ganvas/" + name + ".ganvas")) {
            if (in == null) {
                throw new UsageException("The jar of the model " + name + " is not on the driver's class path.");
            }
            return in.readAllBytes();
        }
    }

    /** Writes the file into a folder of the executor's. */
    Path writeTo(Path folder) throws IOException {
        return Files.write(folder.resolve(name), file.value());
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
