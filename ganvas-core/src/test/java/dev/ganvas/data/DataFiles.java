package dev.ganvas.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Data sets of every kind, made on the spot. */
public final class DataFiles {
    private DataFiles() {}

    /** A PNG of one level of grey, 8 x 8. */
    public static byte[] png(int level) {
        return PictureFiles.png(flat(level));
    }

    public static Picture flat(int level) {
        byte[] rgb = new byte[3 * 8 * 8];
        Arrays.fill(rgb, (byte) level);
        return new Picture(8, 8, rgb);
    }

    public static Path write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    public static Path folder(Path root, Map<String, byte[]> files) throws IOException {
        Files.createDirectories(root);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            write(root.resolve(file.getKey()), file.getValue());
        }
        return root;
    }

    public static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                CRC32 crc = new CRC32();
                crc.update(file.getValue());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(file.getValue().length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(file.getValue());
            }
        }
        return out.toByteArray();
    }

    public static byte[] tar(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
        return out.toByteArray();
    }

    public static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    /** Pictures of {@code side x side} whose pixels count upwards from ten times their number. */
    public static byte[] idxImages(int count, int side) {
        ByteBuffer idx = ByteBuffer.allocate(16 + count * side * side);
        idx.putInt(0x0803).putInt(count).putInt(side).putInt(side);
        for (int i = 0; i < count * side * side; i++) {
            idx.put((byte) (i / (side * side) * 10 + i % (side * side)));
        }
        return idx.array();
    }

    public static byte[] idxLabels(int... labels) {
        ByteBuffer idx = ByteBuffer.allocate(8 + labels.length);
        idx.putInt(0x0801).putInt(labels.length);
        for (int label : labels) {
            idx.put((byte) label);
        }
        return idx.array();
    }

    /** CIFAR records: red is 10, 20 ... by the record, green 100, blue 200. */
    public static byte[] cifar(boolean ten, int... labels) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < labels.length; i++) {
            if (!ten) {
                out.write(0);
            }
            out.write(labels[i]);
            int[] levels = {10 * (i + 1), 100, 200};
            for (int level : levels) {
                for (int p = 0; p < 32 * 32; p++) {
                    out.write(level);
                }
            }
        }
        return out.toByteArray();
    }

    public static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }
}
