package dev.ganvas.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Writes the pictures of rows into tar files of some size, as training pipelines read them, rather than a file each. Beside each
 * {@code 000000.tar} lies {@code 000000.idx}, a line a picture: name, first byte and number of bytes, separated by tabs. {@code index.json} lists
 * the tars with their pictures, bytes and SHA-256; {@code errors.tsv} the pictures that could not be used.
 *
 * <p>Tasks write below names of their own attempts; what those leave that were repeated or copied is thrown away, and only when all
 * are done the files of the ones that count get their names. {@code _SUCCESS} is written last.
 */
public final class TarShards {
    /** Bytes of a tar at most, but for a single larger picture. */
    public static final long USUAL_BYTES = 256L << 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    private TarShards() {}

    /**
     * What was written.
     *
     * @param shards tars
     * @param pictures in them
     * @param errors pictures that could not be used
     */
    public record Written(int shards, long pictures, long errors) {}

    /**
     * Writes the pictures.
     *
     * @param rows with {@code content}; named by {@code path} or {@code number}, where there is one
     * @param folder of any file system that Spark writes to; made
     * @param mostBytes of a tar, at least 1 MiB; {@link #USUAL_BYTES} is usual
     * @throws UsageException when the folder is there already
     */
    public static Written write(Dataset<Row> rows, String folder, long mostBytes) throws IOException {
        Require.that(mostBytes >= 1 << 20, "a tar has at least 1 MiB, not " + mostBytes + " bytes");
        ShardFiles files = ShardFiles.of(rows.sparkSession(), folder, UUID.randomUUID());
        FileSystem system = files.system();
        Path target = new Path(folder);
        if (system.exists(target)) {
            throw new UsageException(folder + " is there already; name a new folder.");
        }
        try {
            List<ShardPart> parts = new ArrayList<>(rows.javaRDD()
                    .mapPartitions(new ShardWriting(files, mostBytes, rows.schema()))
                    .collect());
            parts.sort(Comparator.comparingInt(ShardPart::partition).thenComparingInt(ShardPart::number));
            Written written = commit(parts, system, target);
            system.delete(files.temporary(), true);
            system.create(new Path(target, "_SUCCESS")).close();
            return written;
        } catch (IOException | RuntimeException e) {
            // Nothing of ours was there before.
            system.delete(target, true);
            throw e;
        }
    }

    private static Written commit(List<ShardPart> parts, FileSystem system, Path target) throws IOException {
        system.mkdirs(target);
        ArrayNode list = JSON.createArrayNode();
        long pictures = 0;
        long errors = 0;
        int shards = 0;
        for (ShardPart part : parts) {
            if (part.pictures() > 0) {
                String name = String.format("%06d", shards++);
                rename(system, new Path(part.file() + ".tar"), new Path(target, name + ".tar"));
                rename(system, new Path(part.file() + ".idx"), new Path(target, name + ".idx"));
                ObjectNode entry = list.addObject();
                entry.put("file", name + ".tar");
                entry.put("pictures", part.pictures());
                entry.put("bytes", part.bytes());
                entry.put("sha256", part.sha256());
            }
            pictures += part.pictures();
            errors += part.errors();
        }
        errors(parts, system, target);
        ObjectNode index = JSON.createObjectNode();
        index.put("pictures", pictures);
        index.put("errors", errors);
        index.set("shards", list);
        try (OutputStream out = system.create(new Path(target, "index.json"))) {
            out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(index));
        }
        return new Written(shards, pictures, errors);
    }

    private static void errors(List<ShardPart> parts, FileSystem system, Path target) throws IOException {
        List<ShardPart> failed =
                parts.stream().filter(part -> part.errors() > 0).toList();
        if (failed.isEmpty()) {
            return;
        }
        try (OutputStream out = system.create(new Path(target, "errors.tsv"))) {
            for (ShardPart part : failed) {
                try (var in = system.open(new Path(part.file() + ".err"))) {
                    in.transferTo(out);
                }
            }
        }
    }

    private static void rename(FileSystem system, Path from, Path to) throws IOException {
        if (!system.rename(from, to)) {
            throw new IOException(from + " could not be renamed to " + to);
        }
    }
}
