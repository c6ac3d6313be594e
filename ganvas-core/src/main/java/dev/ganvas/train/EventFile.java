package dev.ganvas.train;

import com.google.protobuf.CodedOutputStream;
import dev.ganvas.error.Require;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * Writes a TensorBoard event file of scalars and pictures. Every start of a run makes a file of its own in the same folder;
 * a session record at its head tells TensorBoard to forget what an interrupted start had written beyond the point of
 * resuming. Steps are images seen.
 *
 * <p>Format: TFRecord framing (length, masked CRC-32C, payload, masked CRC-32C; tensorflow/core/lib/io/record_writer.h)
 * around {@code Event} messages (tensorflow/core/util/event.proto and framework/summary.proto). Each record reaches the
 * operating system whole before the call returns. Not safe for use from several threads at once.
 */
public final class EventFile implements AutoCloseable {
    private static final String VERSION = "brain.Event:2";
    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int CRC_MASK = 0xa282ead8;

    /** Field numbers of {@code Event}. */
    private static final int WALL_TIME = 1;

    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int SESSION_LOG = 7;

    private final OutputStream out;

    private EventFile(OutputStream out) {
        this.out = out;
    }

    /**
     * Starts a new event file in {@code folder}, which is created when missing.
     *
     * @param images images seen so far: 0 for a new run; when resuming, TensorBoard drops earlier records beyond it
     */
    public static EventFile start(Path folder, long images) throws IOException {
        Require.that(images >= 0, "images seen cannot be " + images);
        Files.createDirectories(folder);
        EventFile file = new EventFile(Channels.newOutputStream(create(folder)));
        file.event(0, message -> message.writeString(FILE_VERSION, VERSION));
        // TensorBoard purges steps at or beyond that of a START record; the records at `images` itself are kept.
        file.event(images == 0 ? 0 : images + 1, message -> message.writeByteArray(SESSION_LOG, sessionStart()));
        return file;
    }

    /** TensorBoard reads the files of a folder in the order of their names, so a later start must sort after an earlier one. */
    private static FileChannel create(Path folder) throws IOException {
        long seconds = System.currentTimeMillis() / 1000;
        for (int number = 0; ; number++) {
            String name = String.format(Locale.ROOT, "events.out.tfevents.%010d.%04d.ganvas", seconds, number);
            try {
                return FileChannel.open(folder.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            } catch (FileAlreadyExistsException e) {
                // Another start within this second has the name; take the next.
            }
        }
    }

    /** Records a number; one that is not finite is shown as such by TensorBoard. */
    public void scalar(String tag, long images, double value) throws IOException {
        byte[] entry = encode(message -> {
            message.writeString(1, tag);
            message.writeFloat(2, (float) value);
        });
        event(images, message -> message.writeByteArray(SUMMARY, encode(summary -> summary.writeByteArray(1, entry))));
    }

    /**
     * Records a picture.
     *
     * @param png an encoded PNG
     * @throws dev.ganvas.error.UsageException when {@code png} is none
     */
    public void image(String tag, long images, byte[] png) throws IOException {
        Require.that(
                png.length >= 33 && Arrays.equals(png, 0, 8, PNG_SIGNATURE, 0, 8),
                "the picture for " + tag + " is no PNG");
        // IHDR follows the signature: length, name, width, height, bit depth, colour type (PNG, 3rd edition, 11.2.1).
        ByteBuffer header = ByteBuffer.wrap(png);
        byte[] image = encode(message -> {
            message.writeInt32(1, header.getInt(20));
            message.writeInt32(2, header.getInt(16));
            message.writeInt32(3, channels(png[25]));
            message.writeByteArray(4, png);
        });
        byte[] entry = encode(message -> {
            message.writeString(1, tag);
            message.writeByteArray(4, image);
        });
        event(images, message -> message.writeByteArray(SUMMARY, encode(summary -> summary.writeByteArray(1, entry))));
    }

    private static int channels(int pngColourType) {
        return switch (pngColourType) {
            case 0 -> 1;
            case 4 -> 2;
            case 6 -> 4;
            default -> 3;
        };
    }

    /** {@code SessionLog { status: START }}. */
    private static byte[] sessionStart() throws IOException {
        return encode(message -> message.writeEnum(1, 1));
    }

    private void event(long step, Fields fields) throws IOException {
        record(encode(message -> {
            message.writeDouble(WALL_TIME, System.currentTimeMillis() / 1000.0);
            message.writeInt64(STEP, step);
            fields.writeTo(message);
        }));
    }

    private void record(byte[] payload) throws IOException {
        ByteBuffer framed = ByteBuffer.allocate(payload.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        framed.putLong(payload.length);
        framed.putInt(maskedCrc(framed.array(), 0, 8));
        framed.put(payload);
        framed.putInt(maskedCrc(payload, 0, payload.length));
        out.write(framed.array());
    }

    /** The checksum, rotated and shifted as TFRecord has it, so that data holding checksums can itself be checked. */
    static int maskedCrc(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return Integer.rotateRight((int) crc.getValue(), 15) + CRC_MASK;
    }

    /** Writes the fields of one message. */
    @FunctionalInterface
    private interface Fields {
        void writeTo(CodedOutputStream message) throws IOException;
    }

    private static byte[] encode(Fields fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream message = CodedOutputStream.newInstance(bytes);
        fields.writeTo(message);
        message.flush();
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
