package dev.ganvas.data.format;

import dev.ganvas.error.MalformedFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where each file of a tar lies, found by walking the headers once (POSIX.1-1988 ustar, pax path and size, GNU long names).
 * A tar inside the tar, such as each class of ImageNet, is walked too: {@code n01440764.tar} becomes the folder
 * {@code n01440764}.
 */
final class TarIndex {
    /** One file: its bytes lie at {@code [position, position + size)} of the outermost tar. */
    record Entry(String name, long position, long size) {}

    private static final int BLOCK = 512;
    private static final int MAX_NAME_BYTES = 1 << 20;
    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_BYTES = 8;

    private final ByteSource bytes;
    private final String location;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, String> leftOut = new LinkedHashMap<>();

    private TarIndex(ByteSource bytes, String location) {
        this.bytes = bytes;
        this.location = location;
    }

    /** Walks all of {@code bytes}. */
    static TarIndex of(ByteSource bytes, String location) throws IOException {
        TarIndex index = new TarIndex(bytes, location);
        index.walk(0, bytes.length(), "", true);
        return index;
    }

    /** Whether {@code bytes} begin with a tar header. */
    static boolean isTar(byte[] bytes) {
        return bytes.length >= BLOCK && checksumHolds(bytes);
    }

    List<Entry> entries() {
        return entries;
    }

    Map<String, String> leftOut() {
        return leftOut;
    }

    private void walk(long start, long end, String folder, boolean outermost) throws IOException {
        String longName = "";
        long longSize = -1;
        for (long at = start; at + BLOCK <= end; ) {
            byte[] header = bytes.read(at, BLOCK);
            if (isZero(header)) {
                return;
            }
            if (!checksumHolds(header)) {
                throw new MalformedFileException(location, "damaged tar header at byte " + at);
            }
            long size = longSize >= 0 ? longSize : number(header, 124, 12);
            long data = at + BLOCK;
            char type = (char) (header[156] & 0xff);
            if (size < 0 || size > end - data) {
                leftOut.put(folder + name(header, longName), "cut off by the end of the tar");
                return;
            }
            if (type == 'L') {
                longName = text(bytes.read(data, (int) Math.min(size, MAX_NAME_BYTES)));
            } else if (type == 'x') {
                Map<String, String> records = pax(bytes.read(data, (int) Math.min(size, MAX_NAME_BYTES)));
                longName = records.getOrDefault("path", longName);
                longSize = paxSize(records);
            } else if (type != 'K' && type != 'g') {
                list(new Entry(folder + name(header, longName), data, size), type, outermost);
                longName = "";
                longSize = -1;
            }
            at = data + Math.floorDiv(size + BLOCK - 1, BLOCK) * BLOCK;
        }
    }

    private void list(Entry entry, char type, boolean outermost) throws IOException {
        if (type == '1' || type == '2') {
            leftOut.put(entry.name(), "link");
            return;
        }
        boolean regular = type == '0' || type == 0 || type == '7';
        if (!regular || entry.name().isEmpty()) {
            return;
        }
        if (outermost && entry.name().toLowerCase(Locale.ROOT).endsWith(".tar")) {
            String folder = entry.name().substring(0, entry.name().length() - ".tar".length());
            String last = folder.substring(folder.lastIndexOf('/') + 1);
            walk(entry.position(), entry.position() + entry.size(), last + "/", false);
            return;
        }
        if (entries.size() >= Container.MAX_ENTRIES) {
            throw new MalformedFileException(location, "more than " + Container.MAX_ENTRIES + " entries");
        }
        entries.add(entry);
    }

    private static String name(byte[] header, String longName) {
        if (!longName.isEmpty()) {
            return FileNames.sanitised(longName);
        }
        String name = text(header, 0, 100);
        boolean ustar = text(header, 257, 5).equals("ustar") && header[262] == 0;
        String prefix = ustar ? text(header, 345, 155) : "";
        return FileNames.sanitised(prefix.isEmpty() ? name : prefix + "/" + name);
    }

    /** Records of the form {@code "27 path=a/long/name.png\n"}; the number counts the whole record. */
    private static Map<String, String> pax(byte[] body) {
        Map<String, String> records = new LinkedHashMap<>();
        int at = 0;
        while (at < body.length) {
            int space = at;
            int length = 0;
            while (space < body.length && body[space] >= '0' && body[space] <= '9' && length < MAX_NAME_BYTES) {
                length = 10 * length + body[space++] - '0';
            }
            if (length <= space - at + 1 || length > body.length - at) {
                break;
            }
            String record = new String(body, space + 1, at + length - space - 2, StandardCharsets.UTF_8);
            int equals = record.indexOf('=');
            if (equals > 0) {
                records.put(record.substring(0, equals), record.substring(equals + 1));
            }
            at += length;
        }
        return records;
    }

    private static long paxSize(Map<String, String> records) {
        try {
            return Long.parseLong(records.getOrDefault("size", "-1"));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Octal digits, or big-endian binary when the top bit is set (GNU, for sizes from 8 GiB on); -1 when neither. */
    private static long number(byte[] header, int from, int length) {
        if ((header[from] & 0x80) != 0) {
            long value = header[from] & 0x7f;
            for (int i = from + 1; i < from + length; i++) {
                value = (value << 8) | (header[i] & 0xff);
            }
            return value;
        }
        long value = 0;
        for (int i = from; i < from + length; i++) {
            if (header[i] >= '0' && header[i] <= '7') {
                value = (value << 3) | (header[i] - '0');
            } else if (header[i] != ' ' && header[i] != 0) {
                return -1;
            }
        }
        return value;
    }

    private static boolean checksumHolds(byte[] header) {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            boolean inside = i >= CHECKSUM_AT && i < CHECKSUM_AT + CHECKSUM_BYTES;
            sum += inside ? ' ' : header[i] & 0xff;
        }
        return sum == number(header, CHECKSUM_AT, CHECKSUM_BYTES);
    }

    private static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] field) {
        return text(field, 0, field.length);
    }

    private static String text(byte[] bytes, int from, int length) {
        int end = from;
        while (end < from + length && bytes[end] != 0) {
            end++;
        }
        return NameBytes.decoded(Arrays.copyOfRange(bytes, from, end));
    }
}
