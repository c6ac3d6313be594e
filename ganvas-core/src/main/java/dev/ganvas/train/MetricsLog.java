package dev.ganvas.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.error.Require;
import dev.ganvas.io.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The numbers of a training as it goes, {@code metrics.jsonl}: one JSON object a line with {@code images} (seen so far),
 * {@code seconds} (of training so far) and any named numbers.
 *
 * <p>JSON knows no NaN and no infinity: such a number is written as {@code null}, which keeps the line, shows that there
 * was a value and that it was not finite, and is read back as NaN. Each line reaches the operating system whole before the
 * call returns. Not safe for use from several threads at once.
 */
public final class MetricsLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsLog.class);
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String IMAGES = "images";
    private static final String SECONDS = "seconds";

    private final OutputStream out;

    private MetricsLog(OutputStream out) {
        this.out = out;
    }

    /**
     * One moment of a training.
     *
     * @param images images seen so far
     * @param seconds of training so far
     * @param values numbers by name, in their order; NaN where the number was not finite
     */
    public record Entry(long images, double seconds, Map<String, Double> values) {
        public Entry {
            Require.that(images >= 0, "images seen cannot be " + images);
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
            Require.that(
                    !values.containsKey(IMAGES) && !values.containsKey(SECONDS),
                    "a metric cannot be called " + IMAGES + " or " + SECONDS);
        }
    }

    /** Starts a log, replacing one that is there. */
    public static MetricsLog create(Path file) throws IOException {
        AtomicFile.write(file, "");
        return append(file);
    }

    /**
     * Goes on with a log at {@code images} images seen. Lines beyond that, which an interrupted start had written after its
     * last checkpoint, and lines that cannot be read, such as a half-written last one, are dropped in one atomic step. A log
     * that is missing is started.
     */
    public static MetricsLog resume(Path file, long images) throws IOException {
        StringBuilder kept = new StringBuilder();
        for (String line : lines(file)) {
            Optional<Entry> entry = parse(line);
            if (entry.isPresent() && entry.orElseThrow().images() <= images) {
                kept.append(line).append('\n');
            }
        }
        AtomicFile.write(file, kept.toString());
        return append(file);
    }

    private static MetricsLog append(Path file) throws IOException {
        return new MetricsLog(Files.newOutputStream(file, StandardOpenOption.APPEND));
    }

    /** Appends one line. */
    public void append(Entry entry) throws IOException {
        ObjectNode line = JSON.createObjectNode();
        line.put(IMAGES, entry.images());
        put(line, SECONDS, entry.seconds());
        entry.values().forEach((name, value) -> put(line, name, value));
        out.write((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void put(ObjectNode line, String name, double value) {
        if (Double.isFinite(value)) {
            line.put(name, value);
        } else {
            line.putNull(name);
        }
    }

    /** Every readable line in order; none for a missing file. Lines that cannot be read are counted in a warning. */
    public static List<Entry> read(Path file) throws IOException {
        List<Entry> entries = new ArrayList<>();
        int unreadable = 0;
        for (String line : lines(file)) {
            Optional<Entry> entry = parse(line);
            entry.ifPresent(entries::add);
            unreadable += entry.isPresent() ? 0 : 1;
        }
        if (unreadable > 0) {
            LOG.warn(
                    "{}: {} of {} lines cannot be read and are left out",
                    file,
                    unreadable,
                    entries.size() + unreadable);
        }
        return entries;
    }

    /** Lines as bytes allow: damage decodes to something that {@link #parse} refuses, and never fails the whole file. */
    private static List<String> lines(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    /** Empty for a line that is no whole entry. */
    private static Optional<Entry> parse(String line) {
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        if (!node.isObject()
                || !node.path(IMAGES).canConvertToLong()
                || node.path(IMAGES).asLong() < 0) {
            return Optional.empty();
        }
        Map<String, Double> values = new LinkedHashMap<>();
        node.properties().forEach(field -> {
            boolean number = field.getValue().isNumber() || field.getValue().isNull();
            if (number && !field.getKey().equals(IMAGES) && !field.getKey().equals(SECONDS)) {
                values.put(field.getKey(), field.getValue().asDouble(Double.NaN));
            }
        });
        return Optional.of(
                new Entry(node.path(IMAGES).asLong(), node.path(SECONDS).asDouble(Double.NaN), values));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
