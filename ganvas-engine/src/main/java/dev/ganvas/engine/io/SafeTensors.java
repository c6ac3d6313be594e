package dev.ganvas.engine.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.engine.tensor.Device;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.Require;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The safetensors format: an 8-byte little-endian header length, a JSON header, then the tensors' bytes in row-major
 * order. No code is executed on reading; everything a header claims is checked against the bytes that are there before
 * memory is taken.
 *
 * @param metadata free text by name
 * @param tensors by name; they belong to the scope open when they were read
 */
public record SafeTensors(Map<String, String> metadata, Map<String, Tensor> tensors) {
    /** A header above this many bytes is refused. */
    public static final long MAX_HEADER_BYTES = 16L << 20;

    /** More tensors than this in one file are refused. */
    public static final int MAX_TENSORS = 100_000;

    private static final int MAX_RANK = 8;
    private static final String METADATA = "__metadata__";
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Entry(String name, StoredType type, long[] shape, long begin, long end) {}

    /** Writes all tensors to {@code out}, which stays open. */
    public void write(OutputStream out) throws IOException {
        ObjectNode header = JSON.createObjectNode();
        ObjectNode notes = header.putObject(METADATA);
        metadata.forEach(notes::put);
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            Require.that(!entry.getKey().equals(METADATA), "a tensor cannot be called " + METADATA);
            Tensor tensor = entry.getValue();
            ObjectNode node = header.putObject(entry.getKey());
            node.put("dtype", tensor.dtype().safetensorsName());
            var shape = node.putArray("shape");
            for (long size : tensor.shape()) {
                shape.add(size);
            }
            long end = offset + tensor.count() * tensor.dtype().bytes();
            node.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        // The format asks for data at a multiple of eight bytes; spaces fill the header.
        String text = header.toString();
        byte[] bytes = (text + " ".repeat(Math.floorMod(-text.getBytes(StandardCharsets.UTF_8).length, 8)))
                .getBytes(StandardCharsets.UTF_8);
        out.write(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(bytes.length)
                .array());
        out.write(bytes);
        for (Tensor tensor : tensors.values()) {
            out.write(tensor.toRawBytes());
        }
    }

    /** As {@link #read(String, InputStream, long, Device)}, onto the CPU. */
    public static SafeTensors read(String name, InputStream in, long length) throws IOException {
        return read(name, in, length, Device.CPU);
    }

    /**
     * Reads a file of known length.
     *
     * @param name the file's name, for messages
     * @param length bytes that {@code in} holds
     * @param device where the tensors are to lie
     * @throws MalformedFileException when the header is no valid header of {@code length} bytes
     */
    public static SafeTensors read(String name, InputStream in, long length, Device device) throws IOException {
        check(name, length >= 8, "is too short for a safetensors file");
        long headerBytes = ByteBuffer.wrap(exactly(name, in, 8))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        check(
                name,
                headerBytes >= 2 && headerBytes <= Math.min(MAX_HEADER_BYTES, length - 8),
                "claims a header of " + headerBytes + " bytes");
        JsonNode header = parsed(name, exactly(name, in, (int) headerBytes));
        Map<String, String> metadata = new LinkedHashMap<>();
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : header.properties()) {
            if (field.getKey().equals(METADATA)) {
                field.getValue()
                        .properties()
                        .forEach(note ->
                                metadata.put(note.getKey(), note.getValue().asText()));
            } else {
                entries.add(entry(name, field.getKey(), field.getValue()));
            }
        }
        check(name, entries.size() <= MAX_TENSORS, "claims more than " + MAX_TENSORS + " tensors");
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long dataBytes = length - 8 - headerBytes;
        long expected = 0;
        for (Entry entry : entries) {
            check(name, entry.begin() == expected, "tensor " + entry.name() + " overlaps another or leaves a gap");
            expected = entry.end();
        }
        check(name, expected == dataBytes, "holds " + dataBytes + " bytes of tensors, its header claims " + expected);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Entry entry : entries) {
            byte[] bytes = exactly(name, in, (int) (entry.end() - entry.begin()));
            tensors.put(
                    entry.name(),
                    device.ofRawBytes(entry.type().load(bytes), entry.type().loaded(), entry.shape()));
        }
        return new SafeTensors(metadata, tensors);
    }

    private static byte[] exactly(String name, InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        check(name, bytes.length == count, "ends too early");
        return bytes;
    }

    private static JsonNode parsed(String name, byte[] header) throws MalformedFileException {
        try {
            JsonNode node = JSON.readTree(header);
            check(name, node != null && node.isObject(), "has a header that is no JSON object");
            return node;
        } catch (JsonProcessingException e) {
            throw new MalformedFileException(name, "has a header that is no JSON", e);
        } catch (IOException e) {
            throw new MalformedFileException(name, "has an unreadable header", e);
        }
    }

    private static Entry entry(String file, String name, JsonNode node) throws MalformedFileException {
        StoredType type = StoredType.named(node.path("dtype").asText())
                .orElseThrow(() -> new MalformedFileException(
                        file, "tensor " + name + " has the unknown type " + node.path("dtype")));
        JsonNode sizes = node.path("shape");
        check(file, sizes.isArray() && sizes.size() <= MAX_RANK, "tensor " + name + " has no valid shape");
        long[] shape = new long[sizes.size()];
        long bytes = type.bytes();
        for (int i = 0; i < shape.length; i++) {
            shape[i] = sizes.get(i).isIntegralNumber() ? sizes.get(i).asLong(-1) : -1;
            check(file, shape[i] >= 0 && shape[i] <= Integer.MAX_VALUE, "tensor " + name + " has no valid shape");
            bytes *= shape[i];
            check(
                    file,
                    bytes / type.bytes()
                            <= (Integer.MAX_VALUE - 16) / type.loaded().bytes(),
                    "tensor " + name + " claims more than 2 GiB");
        }
        JsonNode offsets = node.path("data_offsets");
        check(file, offsets.isArray() && offsets.size() == 2, "tensor " + name + " has no data offsets");
        long begin = offsets.get(0).asLong(-1);
        long end = offsets.get(1).asLong(-1);
        check(file, begin >= 0 && end - begin == bytes, "tensor " + name + " has offsets that do not fit its shape");
        return new Entry(name, type, shape, begin, end);
    }

    private static void check(String name, boolean holds, String otherwise) throws MalformedFileException {
        if (!holds) {
            throw new MalformedFileException(name, otherwise);
        }
    }
}
