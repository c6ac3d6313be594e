package dev.ganvas.data;

import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Channels;
import dev.ganvas.image.Opacity;
import dev.ganvas.image.Picture;
import dev.ganvas.io.AtomicFile;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A source's pictures in one layout, decoded once into a memory-mapped file of {@code [N, height, width, channels]} unsigned
 * bytes; colours are multiplied by opacity where there is one.
 *
 * <p>The file is keyed by the source's content and the layout. It is checked in full when opened, and built anew when it is
 * missing, damaged, or was built while some item could not be read for a passing reason. It appears under its name only
 * when complete, so any number of processes may open the same source at once. Safe from several threads.
 */
public final class PixelCache implements AutoCloseable {
    /** The largest width and height. */
    public static final int MAX_SIZE = PixelLayout.MAX_SIDE;

    private static final long MAX_SEGMENT_BYTES = 1L << 30;

    private final String sourceName;
    private final PixelLayout layout;
    private final PixelFile.Index index;
    private final MappedByteBuffer[] segments;
    private final int perSegment;
    private final boolean reused;
    private volatile boolean closed;

    private PixelCache(String sourceName, PixelLayout layout, PixelFile.Index index, FileChannel file, boolean reused)
            throws IOException {
        this.sourceName = sourceName;
        this.layout = layout;
        this.index = index;
        this.reused = reused;
        // A picture never lies across two segments.
        this.perSegment = (int) (MAX_SEGMENT_BYTES / pictureBytes());
        int count = (index.count() + perSegment - 1) / perSegment;
        this.segments = new MappedByteBuffer[count];
        for (int i = 0; i < count; i++) {
            long from = (long) i * perSegment * pictureBytes();
            long length = Math.min((long) perSegment * pictureBytes(), index.pixelBytes() - from);
            segments[i] = file.map(FileChannel.MapMode.READ_ONLY, PixelFile.PIXELS_AT + from, length);
        }
    }

    /** {@link #open(PictureSource, PixelLayout, Path, ProgressListener)} with central squares in RGB. */
    public static PixelCache open(PictureSource source, int size, Path cacheRoot, ProgressListener listener)
            throws IOException {
        return open(source, PixelLayout.square(size), cacheRoot, listener);
    }

    /**
     * Opens the cache of {@code source}, building it first when needed. The source is left open.
     *
     * @param cacheRoot a folder, made when missing; see {@link #defaultRoot()}
     * @throws UsageException when not one item can be decoded
     * @throws IOException when the disk refuses or is too full; the message says how much is needed
     */
    public static PixelCache open(PictureSource source, PixelLayout layout, Path cacheRoot, ProgressListener listener)
            throws IOException {
        String key = new Fingerprint()
                .add(source.contentKey())
                .add(layout.size().width())
                .add(layout.size().height())
                .add(layout.channels().count())
                .add(layout.fit().toString())
                .add(PixelFile.FORMAT_VERSION)
                .hex();
        Path file = cacheRoot.resolve(key + CacheFolder.SUFFIX);
        Optional<PixelCache> existing = existing(source, layout, file);
        if (existing.isPresent()) {
            return existing.get();
        }
        build(source, layout, file, listener);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            PixelFile.Index index = PixelFile.verified(channel, layout.shape())
                    .orElseThrow(() -> new IOException(file + ": the disk does not return what was written to it"));
            return new PixelCache(source.name(), layout, index, channel, false);
        }
    }

    private static Optional<PixelCache> existing(PictureSource source, PixelLayout layout, Path file)
            throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Optional<PixelFile.Index> index =
                    PixelFile.verified(channel, layout.shape()).filter(PixelFile.Index::lasting);
            return index.isPresent()
                    ? Optional.of(new PixelCache(source.name(), layout, index.get(), channel, true))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static void build(PictureSource source, PixelLayout layout, Path file, ProgressListener listener)
            throws IOException {
        CacheFolder folder = new CacheFolder(file.toAbsolutePath().getParent());
        long needed = PixelFile.PIXELS_AT + (long) layout.shape().values() * source.count();
        folder.prepare(needed);
        try {
            AtomicFile.write(file, out -> PixelFileWriter.write(source, layout, listener, out));
        } catch (PixelFileWriter.NothingReadable e) {
            throw new UsageException(
                    source.name() + ": none of its " + source.count() + " pictures can be read: "
                            + summary(e.reasons()),
                    e);
        } catch (IOException e) {
            throw folder.explained(e, needed);
        }
    }

    private static String summary(Map<String, List<String>> reasons) {
        return reasons.entrySet().stream()
                .map(reason -> String.format(
                        Locale.ROOT,
                        "%d x %s (such as %s)",
                        reason.getValue().size(),
                        reason.getKey(),
                        reason.getValue().get(0)))
                .collect(Collectors.joining("; "));
    }

    /**
     * Where caches lie unless told otherwise: the property {@code ganvas.cache} or {@code GANVAS_CACHE}, else the platform's usual
     * folder for caches, or one in the temporary folder where that cannot be written.
     */
    public static Path defaultRoot() {
        String property = System.getProperty("ganvas.cache", "");
        if (!property.isBlank()) {
            return Path.of(property);
        }
        Path usual = CacheFolder.usual(System.getenv(), System.getProperty("os.name"), System.getProperty("user.home"));
        return System.getenv().getOrDefault("GANVAS_CACHE", "").isBlank()
                ? CacheFolder.writable(
                        usual, Path.of(System.getProperty("java.io.tmpdir")), System.getProperty("user.name"))
                : usual;
    }

    /** Number of pictures, all of them readable. */
    public int count() {
        return index.count();
    }

    /** What pictures were made into. */
    public PixelLayout layout() {
        return layout;
    }

    /** What each picture is. */
    public PixelShape shape() {
        return index.shape();
    }

    /** The channels that these pictures ask for, as they were before they were brought into this layout. */
    Channels suitedChannels() {
        return index.colours().suited();
    }

    public String sourceName() {
        return sourceName;
    }

    /** Names in label order of the classes that have a picture; empty when there are none. */
    public List<String> classes() {
        return index.classes();
    }

    /** The label of picture {@code i}, or -1 when it has none. */
    public int label(int i) {
        return index.labels()[i];
    }

    /** The name of picture {@code i} in its source. */
    public String itemName(int i) {
        return index.names().get(i);
    }

    /** Copies picture {@code i}, {@code [height, width, channels]} bytes, to {@code into} from {@code offset} on. */
    public void read(int i, byte[] into, int offset) {
        Require.that(!closed, "the pixel cache is closed");
        Objects.checkIndex(i, index.count());
        segments[i / perSegment].get(i % perSegment * pictureBytes(), into, offset, pictureBytes());
    }

    public Picture picture(int i) {
        byte[] pixels = new byte[pictureBytes()];
        read(i, pixels, 0);
        return Opacity.straight(shape().width(), shape().height(), shape().channels(), pixels);
    }

    /** SHA-256 of all pixels and then all labels (32 bits each, big endian), in hexadecimal. */
    public String contentHash() {
        return index.contentHash();
    }

    /** Names of the source's items that are not here, by reason. */
    public Map<String, List<String>> skipped() {
        return index.skipped();
    }

    /** Of the pictures before they came to this size. */
    public Proportions proportions() {
        return index.proportions();
    }

    /** Whether the file was there already and nothing had to be decoded. */
    public boolean reused() {
        return reused;
    }

    private int pictureBytes() {
        return index.shape().values();
    }

    /** Ends reading. The mapping itself goes when the collector finds the cache unreachable, as Java 17 offers no other way. */
    @Override
    public void close() {
        closed = true;
    }
}
