package dev.ganvas.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Writes the tars of a partition, each up to a size. */
final class ShardWriting implements FlatMapFunction<Iterator<Row>, ShardPart> {
    private static final long serialVersionUID = 1L;

    private final ShardFiles files;
    private final long mostBytes;
    private final List<String> columns;

    ShardWriting(ShardFiles files, long mostBytes, StructType schema) {
        this.files = files;
        this.mostBytes = mostBytes;
        this.columns = new ArrayList<>(Arrays.asList(schema.fieldNames()));
    }

    @Override
    public Iterator<ShardPart> call(Iterator<Row> rows) throws IOException {
        List<ShardPart> parts = new ArrayList<>();
        TaskContext task = TaskContext.get();
        while (rows.hasNext()) {
            ShardFile file = new ShardFile(files.system(), files.attempt(task, parts.size()));
            try (file) {
                while (rows.hasNext() && file.bytes() < mostBytes) {
                    add(file, rows.next());
                }
            } catch (UncheckedIOException e) {
                throw new IOException(e);
            }
            parts.add(file.part(task.partitionId(), parts.size()));
        }
        return parts.iterator();
    }

    private void add(ShardFile file, Row row) throws IOException {
        String name = name(row, file.entries());
        byte[] content = row.getAs(columns.indexOf(PictureRows.CONTENT));
        String error = columns.contains(PictureRows.ERROR) ? row.getAs(columns.indexOf(PictureRows.ERROR)) : null;
        if (error != null || content == null) {
            file.addError(name, error == null ? "there is no picture" : error);
        } else {
            file.add(name, content);
        }
    }

    /** Without an extension, which follows from the content. */
    private String name(Row row, long place) {
        if (columns.contains("number")) {
            return String.format("%09d", row.getLong(columns.indexOf("number")));
        }
        if (columns.contains("path")) {
            String path = String.valueOf(row.get(columns.indexOf("path")));
            // A dot within a name would end the key of a sample in readers of such tars.
            return path.replaceFirst("^[A-Za-z0-9+.-]+:/*", "")
                    .replaceFirst("^/+", "")
                    .replaceFirst("\\.[^./]*$", "");
        }
        return String.format("%05d-%07d", TaskContext.getPartitionId(), place);
    }
}
