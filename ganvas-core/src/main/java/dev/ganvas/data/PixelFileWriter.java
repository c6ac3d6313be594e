package dev.ganvas.data;

import dev.ganvas.data.format.ClassLabels;
import dev.ganvas.image.Opacity;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/** Decodes a source and writes it out as a cache file, front to back. */
final class PixelFileWriter implements DecodingPass.Sink<PixelFileWriter.Decoded> {
    private final PictureSource source;
    private final PixelLayout layout;
    private final OutputStream out;
    private PictureColours colours = PictureColours.NONE;
    private final List<String> names = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();
    private final List<Integer> checksums = new ArrayList<>();
    private final Map<String, List<String>> skipped = new LinkedHashMap<>();
    private final MessageDigest hash = Fingerprint.sha256();
    private final CRC32C checksum = new CRC32C();
    private Proportions proportions = Proportions.NONE;
    private int chunkFill;
    private boolean lasting = true;

    /** One picture in the file's layout, and what it was before. */
    record Decoded(byte[] pixels, PictureColours colours, int width, int height) {}

    private PixelFileWriter(PictureSource source, PixelLayout layout, OutputStream out) {
        this.source = source;
        this.layout = layout;
        this.out = out;
    }

    /** Writes the whole file to {@code out}; the index may come out empty. */
    static void write(PictureSource source, PixelLayout layout, ProgressListener listener, OutputStream out)
            throws IOException {
        PixelFileWriter writer = new PixelFileWriter(source, layout, out);
        out.write(PixelFile.firstPage());
        DecodingPass.run(
                source,
                (item, picture) -> new Decoded(
                        Opacity.premultiplied(layout.of(picture)),
                        PictureColours.of(picture),
                        picture.width(),
                        picture.height()),
                writer,
                listener);
        PixelFile.Index index = writer.index();
        if (index.count() == 0) {
            throw new NothingReadable(index.skipped());
        }
        out.write(PixelFile.ending(index));
    }

    @Override
    public void decoded(int index, Decoded decoded) throws IOException {
        byte[] pixels = decoded.pixels();
        proportions = proportions.and(decoded.width(), decoded.height());
        colours = colours.and(decoded.colours());
        names.add(source.itemName(index));
        labels.add(source.label(index).orElse(ClassLabels.NONE));
        hash.update(pixels);
        sum(pixels);
        out.write(pixels);
    }

    @Override
    public void failed(int index, String reason, boolean sameNextTime) {
        skipped.computeIfAbsent(reason, key -> new ArrayList<>()).add(source.itemName(index));
        lasting &= sameNextTime;
    }

    private void sum(byte[] pixels) {
        for (int at = 0; at < pixels.length; ) {
            int count = Math.min(pixels.length - at, PixelFile.CHUNK_BYTES - chunkFill);
            checksum.update(pixels, at, count);
            at += count;
            chunkFill += count;
            if (chunkFill == PixelFile.CHUNK_BYTES) {
                endChunk();
            }
        }
    }

    private void endChunk() {
        checksums.add((int) checksum.getValue());
        checksum.reset();
        chunkFill = 0;
    }

    private PixelFile.Index index() {
        if (chunkFill > 0) {
            endChunk();
        }
        source.leftOut().forEach((name, reason) -> skipped.computeIfAbsent(reason, key -> new ArrayList<>())
                .add(name));
        ClassLabels kept = new ClassLabels(source.classes(), ints(labels)).withoutEmpty();
        ByteBuffer labelBytes = ByteBuffer.allocate(Integer.BYTES * labels.size());
        Arrays.stream(kept.labels()).forEach(labelBytes::putInt);
        hash.update(labelBytes.array());
        return new PixelFile.Index(
                layout.shape(),
                colours,
                HexFormat.of().formatHex(hash.digest()),
                kept.classes(),
                kept.labels(),
                names,
                skipped,
                lasting,
                ints(checksums),
                proportions);
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Not one item could be decoded. */
    static final class NothingReadable extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient Map<String, List<String>> reasons;

        NothingReadable(Map<String, List<String>> reasons) {
            super("nothing readable");
            this.reasons = reasons;
        }

        Map<String, List<String>> reasons() {
            return reasons;
        }
    }
}
