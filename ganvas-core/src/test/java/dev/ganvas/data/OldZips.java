package dev.ganvas.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** Zips packed in ways that Java itself does not write. */
final class OldZips {
    private static final int DEFLATE64 = 9;
    private static final int BZIP2 = 12;
    private static final int LZMA = 14;

    private OldZips() {}

    private interface Packing {
        byte[] packed(byte[] file) throws IOException;
    }

    static byte[] bzip2(Map<String, byte[]> files) throws IOException {
        return zip(files, BZIP2, OldZips::bzip2);
    }

    /** Each file as one block that is not compressed, which Deflate and Deflate64 write alike. */
    static byte[] deflate64(Map<String, byte[]> files) throws IOException {
        return zip(files, DEFLATE64, OldZips::block);
    }

    /** Packed in a way that nobody here reads; the content does not matter. */
    static byte[] lzma(Map<String, byte[]> files) throws IOException {
        return zip(files, LZMA, file -> file);
    }

    /** As if each file needed a password, by the flags in its two headers. */
    static byte[] encrypted(Map<String, byte[]> files) throws IOException {
        byte[] zip = DataFiles.zip(files);
        for (int i = 0; i + 10 < zip.length; i++) {
            if (zip[i] == 'P' && zip[i + 1] == 'K') {
                if (zip[i + 2] == 3) {
                    zip[i + 6] |= 1;
                } else if (zip[i + 2] == 1) {
                    zip[i + 8] |= 1;
                }
            }
        }
        return zip;
    }

    private static byte[] bzip2(byte[] file) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (BZip2CompressorOutputStream out = new BZip2CompressorOutputStream(packed)) {
            out.write(file);
        }
        return packed.toByteArray();
    }

    private static byte[] block(byte[] file) {
        return ByteBuffer.allocate(5 + file.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 1)
                .putShort((short) file.length)
                .putShort((short) ~file.length)
                .put(file)
                .array();
    }

    private static byte[] zip(Map<String, byte[]> files, int method, Packing packing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                byte[] packed = packing.packed(file.getValue());
                CRC32 crc = new CRC32();
                crc.update(file.getValue());
                ZipArchiveEntry entry = new ZipArchiveEntry(file.getKey());
                entry.setMethod(method);
                entry.setSize(file.getValue().length);
                entry.setCompressedSize(packed.length);
                entry.setCrc(crc.getValue());
                zip.addRawArchiveEntry(entry, new ByteArrayInputStream(packed));
            }
        }
        return bytes.toByteArray();
    }
}
