package dev.ganvas.spark;

import dev.ganvas.error.Require;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** Reads picture files as rows of {@code path}, {@code modificationTime}, {@code length} and {@code content}. */
public final class PictureFiles {
    /** Larger files are not read unless somebody says so: an executor holds some files in its heap. */
    public static final long USUAL_BYTES = 64L << 20;

    /** Spark holds a file in one array. */
    private static final long MOST_BYTES = Integer.MAX_VALUE - 64;

    private static final List<String> EXTENSIONS = List.of(
            "jpg", "jpeg", "jpe", "jfif", "png", "gif", "bmp", "tif", "tiff", "webp", "pnm", "pbm", "pgm", "ppm");
    private static final String LENGTH = "length";

    private PictureFiles() {}

    /** Files above the limit have no content, so that their rows can say so instead of ending the job, as Spark's own limit does. */
    static Dataset<Row> read(SparkSession session, List<String> paths, long mostBytes) {
        Require.that(!paths.isEmpty(), "name a folder of pictures");
        Require.that(mostBytes > 0 && mostBytes <= MOST_BYTES, "a limit of bytes lies above 0 and up to " + MOST_BYTES);
        Dataset<Row> files = session.read()
                .format("binaryFile")
                .option("recursiveFileLookup", "true")
                .option("pathGlobFilter", anyCase())
                .load(paths.toArray(String[]::new));
        Dataset<Row> small = files.filter(functions.col(LENGTH).leq(mostBytes));
        Dataset<Row> large = files.filter(functions.col(LENGTH).gt(mostBytes))
                .withColumn(PictureRows.CONTENT, functions.lit(null).cast(DataTypes.BinaryType));
        return small.unionByName(large);
    }

    private static String anyCase() {
        return EXTENSIONS.stream()
                .map(extension -> extension
                        .chars()
                        .mapToObj(letter -> "[" + (char) letter
                                + String.valueOf((char) letter).toUpperCase(Locale.ROOT) + "]")
                        .collect(Collectors.joining()))
                .collect(Collectors.joining(",", "*.{", "}"));
    }
}
