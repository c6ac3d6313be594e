package dev.ganvas.search;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * How one record lies in an index, little endian, always a multiple of 4 bytes: {@code int length, int crc, byte kind, byte 0,
 * short idBytes, id, zeros to a multiple of 4}, then by kind. {@code length} counts what follows {@code crc}, and {@code crc} is its
 * CRC-32C.
 *
 * <ul>
 *   <li>picture: {@code long bytes, modified, digestHigh, digestLow, hash}, then the vector, scaled to length 1
 *   <li>removal: nothing more
 *   <li>confirmation: no id, but {@code long} the record's own place in the file, by which it is found again behind damage
 * </ul>
 */
final class IndexRecord {
    static final byte PICTURE = 1;
    static final byte REMOVAL = 2;
    static final byte CONFIRMATION = 3;

    /** Before the id, from the beginning of the record. */
    static final int ID_AT = 12;

    /** Length and CRC. */
    static final int FRAME = 8;

    static final int CONFIRMATION_BYTES = ID_AT + Long.BYTES;

    private static final int ABOUT_BYTES = 5 * Long.BYTES;

    private IndexRecord() {}

    static byte[] picture(IndexedPicture picture) {
        byte[] id = IndexedPicture.requireId(picture.id());
        ByteBuffer out = begin(PICTURE, id, ABOUT_BYTES + picture.vector().length * Float.BYTES);
        IndexedPicture.Look look = picture.look();
        out.putLong(picture.stamp().bytes()).putLong(picture.stamp().modified());
        out.putLong(look.digestHigh()).putLong(look.digestLow()).putLong(look.hash());
        out.asFloatBuffer().put(Vectors.unit(picture.vector()));
        return sealed(out);
    }

    static byte[] removal(String id) {
        return sealed(begin(REMOVAL, IndexedPicture.requireId(id), 0));
    }

    static byte[] confirmation(long at) {
        return sealed(begin(CONFIRMATION, new byte[0], Long.BYTES).putLong(at));
    }

    private static ByteBuffer begin(byte kind, byte[] id, int more) {
        int idEnd = ID_AT + padded(id.length);
        ByteBuffer out = ByteBuffer.allocate(idEnd + more).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(idEnd + more - FRAME)
                .putInt(0)
                .put(kind)
                .put((byte) 0)
                .putShort((short) id.length)
                .put(id);
        return out.position(idEnd);
    }

    private static byte[] sealed(ByteBuffer record) {
        CRC32C crc = new CRC32C();
        crc.update(record.duplicate().position(FRAME).limit(record.capacity()));
        record.putInt(Integer.BYTES, (int) crc.getValue());
        byte[] bytes = new byte[record.capacity()];
        record.get(0, bytes);
        return bytes;
    }

    private static int padded(int bytes) {
        return (bytes + 3) & ~3;
    }

    /** Most bytes of a record with vectors of this length. */
    static int mostBytes(int dimension) {
        return ID_AT + IndexedPicture.MAX_ID_BYTES + ABOUT_BYTES + dimension * Float.BYTES;
    }

    /**
     * Whether a sound record begins at {@code at}.
     *
     * @param file its bytes, little endian
     * @param position of {@code file}'s first byte in the index
     */
    static boolean isSound(ByteBuffer file, int at, long position, int dimension) {
        int bytes = bytes(file, at);
        if (bytes < ID_AT || bytes > mostBytes(dimension) || bytes > file.limit() - at || (bytes & 3) != 0) {
            return false;
        }
        CRC32C crc = new CRC32C();
        crc.update(file.duplicate().position(at + FRAME).limit(at + bytes));
        return (int) crc.getValue() == file.getInt(at + Integer.BYTES)
                && fits(file, at, bytes, dimension)
                && (kind(file, at) != CONFIRMATION || file.getLong(at + ID_AT) == position + at);
    }

    private static boolean fits(ByteBuffer file, int at, int bytes, int dimension) {
        int id = idBytes(file, at);
        int rest = bytes - ID_AT - padded(id);
        return switch (kind(file, at)) {
            case PICTURE ->
                id > 0 && id <= IndexedPicture.MAX_ID_BYTES && rest == ABOUT_BYTES + dimension * Float.BYTES;
            case REMOVAL -> id > 0 && id <= IndexedPicture.MAX_ID_BYTES && rest == 0;
            case CONFIRMATION -> id == 0 && rest == Long.BYTES;
            default -> false;
        };
    }

    /** How long the record at {@code at} claims to be; negative where there is no room for a length. */
    static int bytes(ByteBuffer file, int at) {
        if (file.limit() - at < FRAME) {
            return -1;
        }
        int length = file.getInt(at);
        return length < 0 || length > Integer.MAX_VALUE - FRAME ? -1 : length + FRAME;
    }

    static byte kind(ByteBuffer file, int at) {
        return file.get(at + FRAME);
    }

    static int idBytes(ByteBuffer file, int at) {
        return file.getShort(at + FRAME + 2) & 0xffff;
    }

    /** Where what is known of a picture begins. */
    static int aboutAt(ByteBuffer file, int at) {
        return at + ID_AT + padded(idBytes(file, at));
    }

    /** Where the vector begins; a multiple of 4 where {@code at} is one. */
    static int vectorAt(ByteBuffer file, int at) {
        return aboutAt(file, at) + ABOUT_BYTES;
    }
}
