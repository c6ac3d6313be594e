package dev.ganvas.engine.tensor;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/** The bytes of a zip entry, compared with its checksum at their end, which {@link java.util.zip.ZipFile} does not do. */
final class CheckedEntry extends CheckedInputStream {
    private final ZipEntry entry;

    CheckedEntry(InputStream in, ZipEntry entry) {
        super(in, new CRC32());
        this.entry = entry;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        if (read < 0 && getChecksum().getValue() != entry.getCrc()) {
            throw new ZipException("entry " + entry.getName() + " does not match its checksum");
        }
        return read;
    }
}
