package dev.ganvas.image.label;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.image.container.XmpContainer;
import dev.ganvas.io.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Puts labels into picture files, whose pixels stay byte for byte. A file that has a label gets the new one in its place. */
public final class LabelledFile {
    /** Larger files are not read whole. */
    private static final long MAX_FILE_BYTES = 1L << 30;

    private static final ObjectMapper JSON = new ObjectMapper();

    private LabelledFile() {}

    /**
     * What goes into a file.
     *
     * @param label of GB 45438-2025; its {@code ReservedCode1} is replaced by a seal. An empty {@code ProduceID} becomes one that is
     *     unique to pixels, producer and record
     * @param kind says the digital source type; that of real pictures leaves what is there
     * @param key that signs the seal
     */
    public record Order(AigcLabel label, Origin.Kind kind, Optional<SigningKey> key) {}

    /**
     * A file with a label, besides all that its packet says already.
     *
     * @param file a PNG, APNG, JPEG, WebP, TIFF or GIF
     * @param name for messages
     * @throws MalformedFileException when it is of another kind, damaged, or cannot hold the label
     */
    public static byte[] with(byte[] file, Order order, String name) throws MalformedFileException {
        try {
            XmpContainer container = FileLabel.container(file, name);
            List<byte[]> packets = container.packets(file);
            Optional<String> type = order.kind().digitalSourceType();
            byte[] fresh = XmpPacket.of(type.orElse(""), Origin.SOFTWARE).getBytes(StandardCharsets.UTF_8);
            byte[] packet = packets.isEmpty() ? fresh : packets.get(0);
            if (type.isPresent()) {
                packet = XmpAddition.of(packet, type.get());
            }
            // What cannot be added to is no packet that anybody could read.
            return sealed(container, file, XmpProperty.canBeSetIn(packet) ? packet : fresh, order);
        } catch (MalformedFileException e) {
            throw e;
        } catch (IOException | IndexOutOfBoundsException e) {
            throw new MalformedFileException(
                    name,
                    "cannot take a label: "
                            + Optional.ofNullable(e.getMessage()).orElse("it is damaged"),
                    e);
        }
    }

    private static byte[] sealed(XmpContainer container, byte[] file, byte[] packet, Order order) throws IOException {
        String content = FileLabel.content(container, file);
        String record = first(XmpProperty.RECORD, packet);
        AigcLabel label = order.label();
        if (label.produceId().isEmpty() && !label.producer().isEmpty()) {
            String id = unique(label.producer(), record, content);
            label = new AigcLabel(
                    label.certainty(),
                    label.producer(),
                    id,
                    "",
                    label.propagator(),
                    label.propagateId(),
                    label.reserved2());
        }
        Seal.Statement statement = new Seal.Statement(label, first(XmpProperty.DIGITAL_SOURCE_TYPE, packet), record);
        String seal = Seal.of(content, statement, order.key()).text();
        return container.with(
                file, XmpProperty.AIGC.set(packet, label.withReserved1(seal).json()));
    }

    private static String first(XmpProperty property, byte[] packet) {
        return property.values(packet).stream().findFirst().orElse("");
    }

    /**
     * A number by name rather than by chance, so that a run that is repeated gives the same file: another one for any other pixels,
     * settings or producer (RFC 9562, 5.8: version 8 over SHA-256).
     */
    private static String unique(String producer, String record, String content) {
        byte[] hash = Hashes.sha256(String.join("\n", producer, record, content).getBytes(StandardCharsets.UTF_8));
        ByteBuffer numbers = ByteBuffer.wrap(hash);
        long high = numbers.getLong() & ~0xf000L | 0x8000L;
        long low = numbers.getLong() & ~(3L << 62) | 1L << 63;
        return new UUID(high, low).toString();
    }

    /**
     * A file as a generator's origin wants it; that of real pictures, and of those that no label is wanted for, stays as it is.
     *
     * @param file one that was written just now
     */
    public static byte[] of(byte[] file, Origin origin) {
        Optional<String> written = origin.xmp();
        if (!origin.kind().isGenerated() || written.isEmpty()) {
            return file;
        }
        try {
            XmpContainer container = FileLabel.container(file, "a new file");
            byte[] packet = XmpProperty.RECORD.set(written.get().getBytes(StandardCharsets.UTF_8), record(origin));
            byte[] recorded = container.with(file, packet);
            Labelling labelling = origin.labelling();
            return labelling.profile().hasAigc()
                    ? with(
                            recorded,
                            new Order(AigcLabel.generated(labelling.producer(), ""), origin.kind(), labelling.key()),
                            "a new file")
                    : recorded;
        } catch (IOException e) {
            throw new UncheckedIOException("a file that was written just now is sound", e);
        }
    }

    /**
     * Labels a file that was written just now as its origin wants it, beside all that its packet says; a label that is there stays,
     * and is sealed anew. Files beyond {@value #MAX_FILE_BYTES} bytes stay as they are.
     *
     * @throws IOException when the disk refuses
     */
    public static void label(Path file, Origin origin) throws IOException {
        boolean wanted =
                origin.kind().isGenerated() && origin.labelling().profile().hasAigc();
        if (!wanted || Files.size(file) > MAX_FILE_BYTES) {
            return;
        }
        byte[] bytes = Files.readAllBytes(file);
        String name = file.toString();
        AigcLabel label = FileLabel.read(bytes, name)
                .label()
                .orElseGet(() -> AigcLabel.generated(origin.labelling().producer(), ""));
        AtomicFile.write(
                file,
                with(bytes, new Order(label, origin.kind(), origin.labelling().key()), name));
    }

    /** What made the picture, and every detail of how. */
    private static String record(Origin origin) {
        ObjectNode json = JSON.createObjectNode();
        json.put("software", origin.software());
        origin.details().forEach(json::put);
        return json.toString();
    }

    /** A packet whose picture is coded anew: a seal of Ganvas's, which no longer fits, is taken out of its label. */
    public static byte[] unsealed(byte[] packet) {
        List<String> labels = XmpProperty.AIGC.values(packet);
        return labels.size() != 1
                ? packet
                : AigcLabel.parse(labels.get(0))
                        .filter(label -> Seal.isOne(label.reserved1()))
                        .map(label -> XmpProperty.AIGC.set(
                                packet, label.withReserved1("").json()))
                        .orElse(packet);
    }
}
