package dev.ganvas.spark;

import dev.ganvas.error.GanvasException;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Does work on rows that hold pictures. All columns stay but the pictures and those that the work gives; the last one says why a
 * picture could not be used, and is null for the others.
 */
final class PictureRows<P> implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    static final String CONTENT = "content";
    static final String ERROR = "error";
    private static final String PATH = "path";
    private static final String LENGTH = "length";

    private final PictureWork<P> work;
    private final Places places;
    private final StructType schema;
    private final int width;

    private PictureRows(PictureWork<P> work, Places places, StructType schema) {
        this.work = work;
        this.places = places;
        this.schema = schema;
        this.width = work.columns().length();
    }

    /**
     * Where columns are. Rows need not know: those that one function of Spark hands to the next have no names.
     *
     * @param content the pictures
     * @param path their names, or -1
     * @param length their bytes, or -1
     * @param kept columns that stay
     */
    private record Places(int content, int path, int length, List<Integer> kept) implements Serializable {}

    /** @throws UsageException when there is no column of pictures */
    static <P> Dataset<Row> of(Dataset<Row> pictures, PictureWork<P> work) {
        StructType input = pictures.schema();
        List<String> names = Arrays.asList(input.fieldNames());
        if (!names.contains(CONTENT) || !input.apply(CONTENT).dataType().equals(DataTypes.BinaryType)) {
            throw new UsageException("Pictures are files in a binary column " + CONTENT + "; there is none among "
                    + String.join(", ", names) + ".");
        }
        Set<String> given = new TreeSet<>(Arrays.asList(work.columns().fieldNames()));
        given.add(CONTENT);
        given.add(ERROR);
        List<StructField> fields = new ArrayList<>();
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (!given.contains(names.get(i))) {
                kept.add(i);
                fields.add(input.fields()[i]);
            }
        }
        fields.addAll(Arrays.asList(work.columns().fields()));
        StructType schema = new StructType(fields.toArray(StructField[]::new)).add(ERROR, DataTypes.StringType, true);
        Places places =
                new Places(names.indexOf(CONTENT), names.indexOf(PATH), names.indexOf(LENGTH), List.copyOf(kept));
        return pictures.mapPartitions(new PictureRows<>(work, places, schema), Encoders.row(schema));
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        return new Iterator<>() {
            private final Queue<Row> ready = new ArrayDeque<>();

            @Override
            public boolean hasNext() {
                return !ready.isEmpty() || rows.hasNext();
            }

            @Override
            public Row next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                if (ready.isEmpty()) {
                    try {
                        ready.addAll(block(rows));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
                return ready.remove();
            }
        };
    }

    /** A picture that waits for its block. */
    private record Pending<P>(Row row, Optional<P> prepared, String error) {}

    private List<Row> block(Iterator<Row> rows) throws IOException {
        List<Pending<P>> pending = new ArrayList<>();
        while (rows.hasNext() && pending.size() < work.block()) {
            pending.add(prepared(rows.next()));
        }
        List<P> usable =
                pending.stream().flatMap(each -> each.prepared().stream()).toList();
        Iterator<Object[]> results = List.<Object[]>of().iterator();
        if (!usable.isEmpty()) {
            try {
                results = work.results(usable).iterator();
            } catch (MalformedFileException | GanvasException e) {
                if (pending.size() > 1) {
                    throw e;
                }
                return List.of(failed(pending.get(0).row(), reason(e)));
            }
        }
        List<Row> done = new ArrayList<>();
        for (Pending<P> each : pending) {
            done.add(
                    each.prepared().isPresent()
                            ? row(each.row(), results.next(), null)
                            : failed(each.row(), each.error()));
        }
        return done;
    }

    private Pending<P> prepared(Row row) throws IOException {
        byte[] content = row.getAs(places.content());
        try {
            if (content == null) {
                throw new MalformedFileException(name(row), missing(row));
            }
            return new Pending<>(row, Optional.of(work.prepare(name(row), content)), "");
        } catch (MalformedFileException | GanvasException e) {
            return new Pending<>(row, Optional.empty(), reason(e));
        }
    }

    private String missing(Row row) {
        return places.length() < 0
                ? "there is no picture"
                : "was not read: its " + row.get(places.length()) + " bytes are above the limit";
    }

    private String name(Row row) {
        return places.path() < 0 ? "picture" : String.valueOf(row.get(places.path()));
    }

    private static String reason(Exception failure) {
        return failure instanceof MalformedFileException malformed ? malformed.reason() : failure.getMessage();
    }

    private Row failed(Row row, String why) {
        return row(row, new Object[width], why);
    }

    private Row row(Row input, Object[] results, String error) {
        Object[] values = new Object[schema.length()];
        int count = places.kept().size();
        for (int i = 0; i < count; i++) {
            values[i] = input.get(places.kept().get(i));
        }
        System.arraycopy(results, 0, values, count, width);
        values[values.length - 1] = error;
        return new GenericRowWithSchema(values, schema);
    }
}
