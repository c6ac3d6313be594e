package dev.ganvas.image.container;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The packet of a TIFF, under the tag 700 of its first directory. Of further pages nothing is said. */
record TiffXmp() implements XmpContainer {
    private static final int XMP = 700;
    private static final int C2PA = 0xcd41;
    private static final int BYTE = 1;
    private static final int ENTRY_BYTES = 12;
    private static final int DIRECTORY_AT = 4;

    /**
     * Size, bits, compression, photometric interpretation, fill order, samples, rows a strip, planes, options of fax, predictor, size of
     * tiles, extra samples, sample format, tables of JPEG (TIFF 6.0, section 8 and following).
     */
    private static final int[] MEANING = {
        256, 257, 258, 259, 262, 266, 277, 278, 284, 292, 293, 317, 320, 322, 323, 338, 339, 347
    };

    /** Where strips, or tiles, are, and how long. */
    private static final int[][] PLACES = {{273, 279}, {324, 325}};

    static boolean begins(byte[] file) {
        return XmpContainer.begins(file, 0, "II*\0")
                || XmpContainer.begins(file, 0, "MM\0*")
                || XmpContainer.begins(file, 0, "II+\0")
                || XmpContainer.begins(file, 0, "MM\0+");
    }

    @Override
    public List<byte[]> packets(byte[] file) throws IOException {
        return TiffTags.of(file).bytes(XMP).stream().toList();
    }

    /** The packet and a new directory go to the end, so that nothing else moves; an old packet is blanked where it was. */
    @Override
    public byte[] with(byte[] file, byte[] packet) throws IOException {
        TiffTags tags = TiffTags.of(file);
        if (tags.isBig()) {
            throw new IOException("a packet cannot be added to a BigTIFF");
        }
        ByteOrder order = tags.order();
        ByteBuffer old = ByteBuffer.wrap(file).order(order);
        int directory = old.getInt(DIRECTORY_AT);
        int count = Short.toUnsignedInt(old.getShort(directory));
        int packetAt = file.length + (file.length & 1);
        int directoryAt = packetAt + packet.length + (packet.length & 1);
        ByteBuffer out = ByteBuffer.allocate(directoryAt + 2 + (count + 1) * ENTRY_BYTES + 4)
                .order(order);
        out.put(file).position(packetAt).put(packet).position(directoryAt + 2);
        int entries = 0;
        boolean written = false;
        for (int i = 0; i <= count; i++) {
            int at = directory + 2 + i * ENTRY_BYTES;
            int tag = i == count ? 1 << 16 : Short.toUnsignedInt(old.getShort(at));
            if (!written && tag >= XMP) {
                out.putShort((short) XMP).putShort((short) BYTE).putInt(packet.length);
                out.putInt(packetAt);
                entries++;
                written = true;
            }
            if (i < count && tag != XMP) {
                out.put(file, at, ENTRY_BYTES);
                entries++;
            }
        }
        out.putInt(old.getInt(directory + 2 + count * ENTRY_BYTES));
        out.putShort(directoryAt, (short) entries).putInt(DIRECTORY_AT, directoryAt);
        byte[] all = Arrays.copyOf(out.array(), out.position());
        blank(tags, all, file.length);
        return all;
    }

    private static void blank(TiffTags tags, byte[] file, int end) {
        Optional<TiffTags.Entry> before = tags.entry(XMP);
        before.filter(entry -> entry.bytes() > 4 && entry.bytes() <= end - (long) entry.at())
                .ifPresent(entry -> Arrays.fill(file, entry.at(), entry.at() + (int) entry.bytes(), (byte) ' '));
    }

    @Override
    public void content(byte[] file, MessageDigest digest) throws IOException {
        TiffTags tags = TiffTags.of(file);
        for (int tag : MEANING) {
            Optional<byte[]> value = tags.bytes(tag);
            if (value.isPresent()) {
                digest.update(new byte[] {(byte) (tag >> 8), (byte) tag});
                digest.update(value.get());
            }
        }
        for (int[] place : PLACES) {
            List<Integer> starts = tags.numbers(place[0]);
            List<Integer> lengths = tags.numbers(place[1]);
            for (int i = 0; i < Math.min(starts.size(), lengths.size()); i++) {
                long start = Integer.toUnsignedLong(starts.get(i));
                long length = Integer.toUnsignedLong(lengths.get(i));
                if (start + length > file.length) {
                    throw new EOFException("pixels beyond the end");
                }
                digest.update(file, (int) start, (int) length);
            }
        }
    }

    @Override
    public boolean hasC2pa(byte[] file) throws IOException {
        return TiffTags.of(file).entry(C2PA).isPresent();
    }
}
