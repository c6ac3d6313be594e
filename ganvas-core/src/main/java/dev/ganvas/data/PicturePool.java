package dev.ganvas.data;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Picture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Pictures of a source at their own sizes, for tasks that learn from parts of them: all are looked at once, those that are large
 * enough belong to the pool, and as many as fit into memory stay there.
 *
 * <p>Reading is safe from several threads. The source stays the caller's, and open while the pool is.
 */
public final class PicturePool implements TrainingData {
    private static final int FEWEST = 2;

    private final PictureSource source;
    private final Choice choice;
    private final List<Item> items = new ArrayList<>();
    private final Map<String, Integer> skipped = new LinkedHashMap<>();
    private final String contentHash;
    private long bytes;

    /**
     * What belongs to a pool.
     *
     * @param leastSide pixels; pictures with a shorter side are left out
     * @param most bytes of decoded pictures to keep in memory
     */
    public record Choice(int leastSide, long most) {
        /** A part of the memory that this process may use. */
        private static final int PART = 4;

        private static final long LARGEST = 2L << 30;

        public Choice {
            Require.positive(leastSide, "shortest side");
            Require.positive(most, "bytes");
        }

        /** Pictures of at least this side, and no more memory than a training can spare. */
        public static Choice of(int leastSide) {
            return new Choice(leastSide, Math.min(LARGEST, Runtime.getRuntime().maxMemory() / PART));
        }
    }

    /** @param kept absent when all of them together do not fit into memory */
    private record Item(int index, long bytes, Optional<Picture> kept) {}

    /** What is known of a picture after it was looked at. */
    private record Seen(Picture picture, byte[] hash) {}

    private PicturePool(PictureSource source, Choice choice, ProgressListener decoding) throws IOException {
        this.source = source;
        this.choice = choice;
        Fingerprint content = new Fingerprint().add(choice.leastSide());
        DecodingPass.run(
                source,
                (index, picture) -> seen(picture),
                new DecodingPass.Sink<Seen>() {
                    @Override
                    public void decoded(int index, Seen seen) {
                        add(index, seen, content);
                    }

                    @Override
                    public void failed(int index, String reason, boolean lasting) {
                        skipped.merge(reason, 1, Integer::sum);
                    }
                },
                decoding);
        if (bytes > choice.most()) {
            items.replaceAll(item -> new Item(item.index(), item.bytes(), Optional.empty()));
        }
        contentHash = content.hex();
    }

    /**
     * Looks at all pictures of a source.
     *
     * @throws UsageException when fewer than two are large enough
     */
    public static PicturePool open(PictureSource source, Choice choice, ProgressListener decoding) throws IOException {
        PicturePool pool = new PicturePool(source, choice, decoding);
        if (pool.count() < FEWEST) {
            throw new UsageException(source.name() + " has " + pool.count() + " pictures of at least "
                    + choice.leastSide() + " x " + choice.leastSide() + " pixels; a training needs at least " + FEWEST
                    + ", and some hundreds to be worth while.");
        }
        return pool;
    }

    private static Seen seen(Picture decoded) {
        Picture picture = decoded.toRgb();
        byte[] hash = Fingerprint.sha256().digest(picture.pixels());
        return new Seen(picture, hash);
    }

    private void add(int index, Seen seen, Fingerprint content) {
        Picture picture = seen.picture();
        if (Math.min(picture.width(), picture.height()) < choice.leastSide()) {
            skipped.merge(
                    "is smaller than " + choice.leastSide() + " x " + choice.leastSide() + " pixels", 1, Integer::sum);
            return;
        }
        content.add(picture.width()).add(picture.height()).add(seen.hash());
        bytes += picture.pixels().length;
        boolean fits = bytes <= choice.most();
        items.add(new Item(index, picture.pixels().length, fits ? Optional.of(picture) : Optional.empty()));
    }

    @Override
    public int count() {
        return items.size();
    }

    /** Whether all pictures are in memory. */
    public boolean isResident() {
        return bytes <= choice.most();
    }

    /** Bytes of decoded pictures to keep in memory. */
    public long most() {
        return choice.most();
    }

    /** Bytes that picture {@code number}, from 0 to {@link #count()}, takes decoded. */
    public long bytes(int number) {
        return items.get(number).bytes();
    }

    /** Picture {@code number} in RGB; decoded anew unless the pool is {@linkplain #isResident() resident}. */
    public Picture read(int number) throws IOException {
        Item item = items.get(number);
        return item.kept().isPresent()
                ? item.kept().get()
                : source.read(item.index()).toRgb();
    }

    @Override
    public String contentHash() {
        return contentHash;
    }

    @Override
    public List<String> lines(OptionalInt heldOut) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%s (%s): %,d pictures", source.name(), source.kind(), count())
                + (heldOut.isPresent() ? String.format(Locale.ROOT, ", %,d held out", heldOut.getAsInt()) : "")
                + (isResident() ? "" : ", more than fit into memory: they take turns"));
        lines.addAll(source.notes());
        skipped.forEach(
                (reason, count) -> lines.add("skipped " + count + (count == 1 ? " file, " : " files, ") + reason));
        return lines;
    }

    @Override
    public ObjectNode description() {
        ObjectNode about = new ObjectMapper().createObjectNode();
        about.put("name", source.name());
        about.put("kind", source.kind());
        about.put("pictures", count());
        about.put("size", "their own");
        about.put("channels", "rgb");
        about.put("content_sha256", contentHash);
        ObjectNode left = about.putObject("skipped");
        skipped.forEach(left::put);
        return about;
    }

    @Override
    public void close() {
        items.clear();
    }
}
