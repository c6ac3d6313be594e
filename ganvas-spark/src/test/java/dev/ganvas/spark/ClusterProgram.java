package dev.ganvas.spark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What a process does that starts a cluster of its own: draws pictures, and loses an executor when it is told to; or restores a
 * fifth of them and says what is in them, of which every twentieth is cut off in its middle.
 */
final class ClusterProgram {
    private static final StructType SCHEMA = new StructType()
            .add("number", DataTypes.LongType)
            .add("hash", DataTypes.StringType)
            .add("process", DataTypes.LongType);

    private ClusterProgram() {}

    private static final StructType GIVEN =
            new StructType().add("path", DataTypes.StringType).add("content", DataTypes.BinaryType);

    /** Takes the number of pictures, and {@code kill}, {@code calm} or {@code restore}. */
    public static void main(String[] arguments) throws IOException {
        int count = Integer.parseInt(arguments[0]);
        try (SparkSession session = SparkSession.builder()
                .master("local-cluster[2,1,1024]")
                .appName("ganvas-cluster")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.executor.memory", "1g")
                .config("spark.speculation", "true")
                .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .getOrCreate()) {
            SparkPictures ganvas = SparkPictures.on(session);
            if (arguments[1].equals("restore")) {
                restore(ganvas, count);
            } else {
                draw(ganvas, count, arguments[1].equals("kill"));
            }
        }
    }

    private static void draw(SparkPictures ganvas, int count, boolean kill) throws IOException {
        MapFunction<Row, Row> hashed = row -> {
            TaskContext task = TaskContext.get();
            if (kill && task.partitionId() == 1 && task.attemptNumber() == 0) {
                Runtime.getRuntime().halt(137);
            }
            return RowFactory.create(
                    row.<Long>getAs("number"),
                    BroadcastModel.sha256(row.getAs("content")),
                    ProcessHandle.current().pid());
        };
        Dataset<Row> rows =
                ganvas.generate(Generation.of("toybox-faces", count, 3)).map(hashed, Encoders.row(SCHEMA));
        List<Row> drawn = new ArrayList<>(rows.collectAsList());
        Set<Long> processes = new TreeSet<>();
        drawn.forEach(row -> processes.add(row.getLong(2)));
        drawn.sort(Comparator.comparingLong(row -> row.getLong(0)));
        StringBuilder hashes = new StringBuilder();
        drawn.forEach(row -> hashes.append(row.getLong(0)).append(row.getString(1)));
        System.out.println("RESULT " + drawn.size() + " "
                + BroadcastModel.sha256(hashes.toString().getBytes(StandardCharsets.UTF_8)) + " " + processes.size()
                + " " + ganvas.modelsOpened());
    }

    private static void restore(SparkPictures ganvas, int count) throws IOException {
        MapFunction<Row, Row> damaged = row -> {
            byte[] content = row.getAs("content");
            long number = row.<Long>getAs("number");
            return RowFactory.create(
                    number + ".png", number % 20 == 0 ? Arrays.copyOf(content, content.length / 2) : content);
        };
        Dataset<Row> given =
                ganvas.generate(Generation.of("toybox-faces", count / 5, 4)).map(damaged, Encoders.row(GIVEN));
        Dataset<Row> restored = ganvas.restore(given, RestoreOptions.USUAL).cache();
        Dataset<Row> said =
                ganvas.recognize(restored.filter("error is null").select("path", "content"), "cifar10-objects", 1);
        long errors = SparkPictures.requireFewErrors(restored.select("path", "error"), 0.06);
        long answered = said.select("path", "confidence", "error")
                .filter("error is null and confidence > 0")
                .count();
        System.out.println("RESULT " + errors + " " + answered + " 0 " + ganvas.modelsOpened());
    }
}
