package dev.ganvas.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/** Reads event files by the format's definition, without a line in common with the writer. */
final class EventReader {
    private EventReader() {}

    /** One message: its fields by number; a field's value is a Long, Double, Float or byte[]. */
    record Message(Map<Integer, Object> fields) {
        long number(int field) {
            return (Long) fields.getOrDefault(field, 0L);
        }

        String string(int field) {
            return new String((byte[]) fields.get(field), java.nio.charset.StandardCharsets.UTF_8);
        }

        Message message(int field) throws IOException {
            return parse((byte[]) fields.get(field));
        }
    }

    static List<Message> read(Path file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Message> events = new ArrayList<>();
        while (in.hasRemaining()) {
            byte[] header = new byte[8];
            in.get(header);
            assertThat(in.getInt()).isEqualTo(mask(header));
            byte[] payload = new byte
                    [(int) ByteBuffer.wrap(header)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong()];
            in.get(payload);
            assertThat(in.getInt()).isEqualTo(mask(payload));
            events.add(parse(payload));
        }
        return events;
    }

    private static int mask(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        long crc = checksum.getValue();
        return (int) (((crc >>> 15) | (crc << 17)) + 0xa282ead8L);
    }

    static Message parse(byte[] bytes) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        Map<Integer, Object> fields = new HashMap<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            Object value =
                    switch (WireFormat.getTagWireType(tag)) {
                        case WireFormat.WIRETYPE_VARINT -> in.readInt64();
                        case WireFormat.WIRETYPE_FIXED64 -> in.readDouble();
                        case WireFormat.WIRETYPE_FIXED32 -> in.readFloat();
                        default -> in.readByteArray();
                    };
            fields.put(WireFormat.getTagFieldNumber(tag), value);
        }
        return new Message(fields);
    }
}
