package dev.ganvas.data;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.format.ClassLabels;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Fit;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A source made ready for a training: decoded at the size to train at, with enough pictures, and what is worth saying
 * about it.
 *
 * @param cache the pictures; closed with this
 * @param kind of the source, for records
 * @param summary what was understood of the source
 * @param notes what people should know of it, a sentence each
 * @param mirrorable whether left and right may be exchanged, see {@link PictureSource#mirrorable}
 */
public record TrainingPictures(
        PixelCache cache, String kind, DataSummary summary, List<String> notes, boolean mirrorable)
        implements TrainingData {
    /** Below this side, pictures are trained at 32 px unless asked otherwise. */
    private static final int SMALL_PICTURE = 48;

    private static final int FEWEST_PICTURES = 2;
    private static final int NAMED = 3;

    /**
     * Opens the cache of {@code source}, decoding it first when needed.
     *
     * @throws UsageException when fewer than two pictures can be read
     */
    public static TrainingPictures open(
            PictureSource source, PictureChoice choice, Path cacheRoot, ProgressListener decoding) throws IOException {
        PictureSize size = choice.size().isPresent() ? choice.size().get() : usualSize(source);
        PixelCache cache = choice.channels().isPresent()
                ? PixelCache.open(
                        source,
                        new PixelLayout(size, choice.fit(), choice.channels().get()),
                        cacheRoot,
                        decoding)
                : SuitedChannels.open(source, size, choice.fit(), cacheRoot, decoding);
        if (cache.count() < FEWEST_PICTURES) {
            cache.close();
            throw new UsageException(source.name() + " has one usable picture; a training needs at least "
                    + FEWEST_PICTURES + ", and some hundreds to be worth while.");
        }
        DataSummary summary = DataSummary.of(source, cache);
        List<String> notes = new ArrayList<>(source.notes());
        List<String> empty = new ArrayList<>(source.classes());
        empty.removeAll(cache.classes());
        if (!empty.isEmpty()) {
            notes.add(ClassLabels.withoutPictures(empty));
        }
        notes.addAll(summary.warnings());
        if (choice.fit() == Fit.CROP) {
            cache.proportions().warning().ifPresent(notes::add);
        }
        return new TrainingPictures(cache, source.kind(), summary, List.copyOf(notes), source.mirrorable());
    }

    private static PictureSize usualSize(PictureSource source) throws IOException {
        for (int i = 0; i < source.count(); i++) {
            try {
                Picture first = source.read(i);
                return PictureSize.square(Math.min(first.width(), first.height()) < SMALL_PICTURE ? 32 : 64);
            } catch (MalformedFileException e) {
                // The cache reports it with its reason; here the next picture will do.
                continue;
            }
        }
        return PictureSize.square(64);
    }

    /** Number of classes when every picture has one, else 0. */
    public int classCount() {
        for (int i = 0; i < cache.count(); i++) {
            if (cache.label(i) < 0) {
                return 0;
            }
        }
        return cache.classes().size();
    }

    @Override
    public int count() {
        return cache.count();
    }

    @Override
    public String contentHash() {
        return cache.contentHash();
    }

    @Override
    public List<String> lines(OptionalInt heldOut) {
        List<String> lines = new ArrayList<>();
        lines.add(summary.withHeldOut(heldOut).line());
        lines.addAll(notes);
        cache.skipped().forEach((reason, items) -> {
            String names = String.join(", ", items.subList(0, Math.min(NAMED, items.size())));
            lines.add("skipped " + items.size() + (items.size() == 1 ? " file, " : " files, ") + reason + ": " + names
                    + (items.size() > NAMED ? ", ..." : ""));
        });
        return lines;
    }

    @Override
    public ObjectNode description() {
        ObjectNode about = new ObjectMapper().createObjectNode();
        about.put("name", cache.sourceName());
        about.put("kind", kind);
        about.put("pictures", cache.count());
        about.put("size", cache.layout().size().toString());
        about.put("fit", cache.layout().fit().toString());
        about.put("channels", cache.layout().channels().toString());
        about.put("content_sha256", cache.contentHash());
        cache.classes().forEach(about.putArray("classes")::add);
        about.put("unlabelled", summary.unlabelled());
        summary.parts().forEach(about.putArray("parts")::add);
        ObjectNode skipped = about.putObject("skipped");
        cache.skipped().forEach((reason, items) -> skipped.put(reason, items.size()));
        return about;
    }

    @Override
    public void close() {
        cache.close();
    }
}
