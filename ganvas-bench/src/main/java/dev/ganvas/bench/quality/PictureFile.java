package dev.ganvas.bench.quality;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.data.PixelCache;
import dev.ganvas.engine.io.SafeTensors;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.image.Picture;
import dev.ganvas.io.AtomicFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pictures in a file that programs in any language read: safetensors with {@code pictures}, U8 {@code [N, S, S, 3]}, and
 * {@code labels}, I64 {@code [N]}, -1 for none. The metadata names the classes, and the content where it is known.
 */
final class PictureFile {
    /** Samples above this side are refused; larger ones no system here makes. */
    static final int MAX_SIDE = 1024;

    private static final String PICTURES = "pictures";
    private static final String LABELS = "labels";
    private static final String CLASSES = "classes";
    private static final ObjectMapper JSON = new ObjectMapper();

    private PictureFile() {}

    /**
     * Writes all pictures of {@code cache} to a file in {@code folder}, named by their content and size; leaves one that
     * is there.
     */
    static Path export(PixelCache cache, Path folder) throws IOException {
        Path file = folder.resolve(
                "pictures-" + cache.size() + "-" + cache.contentHash().substring(0, 16) + ".safetensors");
        if (Files.exists(file)) {
            return file;
        }
        int each = 3 * cache.size() * cache.size();
        byte[] pixels = new byte[Math.multiplyExact(cache.count(), each)];
        long[] labels = new long[cache.count()];
        for (int i = 0; i < labels.length; i++) {
            cache.read(i, pixels, i * each);
            labels[i] = cache.label(i);
        }
        write(file, cache.size(), pixels, labels, cache.classes());
        return file;
    }

    /** Writes generated pictures, all {@code size} pixels square. */
    static void write(Path file, int size, List<Picture> pictures, long[] labels, List<String> classes)
            throws IOException {
        int each = 3 * size * size;
        byte[] pixels = new byte[Math.multiplyExact(pictures.size(), each)];
        for (int i = 0; i < pictures.size(); i++) {
            System.arraycopy(pictures.get(i).rgb(), 0, pixels, i * each, each);
        }
        write(file, size, pixels, labels, classes);
    }

    private static void write(Path file, int size, byte[] pixels, long[] labels, List<String> classes)
            throws IOException {
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            tensors.put(PICTURES, Tensor.ofBytes(pixels, labels.length, size, size, 3));
            tensors.put(LABELS, Tensor.ofLongs(labels, labels.length));
            SafeTensors content = new SafeTensors(Map.of(CLASSES, JSON.writeValueAsString(classes)), tensors);
            AtomicFile.write(file, content::write);
        }
    }

    /**
     * Reads the pictures of a file that another program wrote.
     *
     * @throws MalformedFileException when it holds no square RGB pictures of 8 bits, or larger ones than {@link #MAX_SIDE}
     */
    static List<Picture> read(Path file) throws IOException {
        try (Scope scope = Scope.open();
                InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            Tensor pictures = SafeTensors.read(file.toString(), in, Files.size(file))
                    .tensors()
                    .get(PICTURES);
            if (pictures == null || pictures.dtype() != DType.U8 || !square(pictures.shape())) {
                throw new MalformedFileException(file, "holds no tensor 'pictures' of type U8 and shape [N, S, S, 3]");
            }
            int side = (int) pictures.size(1);
            int each = 3 * side * side;
            byte[] all = pictures.toBytes();
            List<Picture> read = new ArrayList<>();
            for (int from = 0; from < all.length; from += each) {
                read.add(new Picture(side, side, Arrays.copyOfRange(all, from, from + each)));
            }
            return read;
        }
    }

    private static boolean square(long[] shape) {
        return shape.length == 4 && shape[1] >= 1 && shape[1] <= MAX_SIDE && shape[1] == shape[2] && shape[3] == 3;
    }
}
