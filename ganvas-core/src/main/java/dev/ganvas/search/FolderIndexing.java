package dev.ganvas.search;

import dev.ganvas.batch.FileBatch;
import dev.ganvas.data.DecodingPass;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.image.Picture;
import dev.ganvas.vision.Embedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Brings an index to where it knows just the pictures in a folder and below. Files of the same size and time of change are not
 * looked at again. New and changed ones are embedded, and those that have vanished from the folder are removed; pictures from elsewhere
 * stay. A file that cannot be read is named and passed over, and is not in the index afterwards.
 */
public final class FolderIndexing {
    /** Pictures between two confirmations. */
    private static final int SLICE = 256;

    private static final int BATCH = 64;

    private final IndexWriter writer;
    private final Embedder extractor;
    private final Map<Path, String> failed = new LinkedHashMap<>();
    private int added;
    private int changed;
    private int removed;
    private int unchanged;

    /**
     * What came of it.
     *
     * @param added pictures that are new
     * @param changed pictures whose files had changed
     * @param removed pictures whose files had vanished, or cannot be read any more
     * @param unchanged pictures that were not looked at
     * @param failed reasons by file
     * @param passedOver files that are no pictures
     * @param interrupted whether it was asked to stop before the end; what was done until then is confirmed
     */
    public record Result(
            int added,
            int changed,
            int removed,
            int unchanged,
            Map<Path, String> failed,
            int passedOver,
            boolean interrupted) {}

    private FolderIndexing(IndexWriter writer, Embedder extractor) {
        this.writer = writer;
        this.extractor = extractor;
    }

    /**
     * Looks through a folder.
     *
     * @param writer of an index of this extractor; all is confirmed in it on return
     * @param progress hears of pictures that were found new or changed, after each confirmation too
     * @param stop asked now and then
     * @throws dev.ganvas.error.UsageException when there is no such folder, or no picture in it
     */
    public static Result run(
            Path folder, IndexWriter writer, Embedder extractor, ProgressListener progress, BooleanSupplier stop)
            throws IOException {
        return new FolderIndexing(writer, extractor).run(folder.toAbsolutePath().normalize(), progress, stop);
    }

    private Result run(Path root, ProgressListener progress, BooleanSupplier stop) throws IOException {
        Path index = writer.before().file().toAbsolutePath().normalize().getParent();
        FileBatch batch = FileBatch.of(List.of(root), index, FileBatch.Rename.KEPT);
        List<Path> files = new ArrayList<>(batch.jobs().size());
        batch.jobs().forEach(job -> files.add(job.input().toAbsolutePath().normalize()));
        removeVanished(root, files);
        List<Waiting> toEmbed = files.stream()
                .map(Waiting::of)
                .filter(each -> !isUnchanged(each))
                .toList();
        unchanged = files.size() - toEmbed.size();
        boolean interrupted = false;
        for (int from = 0; from < toEmbed.size() && !interrupted; from += SLICE) {
            List<Waiting> slice = toEmbed.subList(from, Math.min(from + SLICE, toEmbed.size()));
            int before = from;
            embed(slice, (done, total) -> progress.at(before + done, toEmbed.size()));
            writer.confirm();
            interrupted = stop.getAsBoolean();
        }
        writer.confirm();
        return new Result(added, changed, removed, unchanged, failed, batch.passedOver(), interrupted);
    }

    private void removeVanished(Path root, List<Path> files) throws IOException {
        Set<String> found = new HashSet<>();
        files.forEach(file -> found.add(file.toString()));
        IndexLog before = writer.before();
        for (int i = before.nextLive(0); i >= 0; i = before.nextLive(i + 1)) {
            String id = before.id(i);
            if (!found.contains(id) && id.startsWith(root.toString())) {
                Path file = Path.of(id);
                // What lies in a folder that cannot be entered now may well be there.
                if (file.startsWith(root) && (Files.notExists(file) || Files.isReadable(file))) {
                    writer.remove(id);
                    removed++;
                }
            }
        }
    }

    /** A file, and its stamp before it is read, so that a change while it is read is noticed the next time. */
    private record Waiting(Path file, IndexedPicture.Stamp stamp) {
        private static final IndexedPicture.Stamp UNKNOWN = new IndexedPicture.Stamp(-1, -1);

        static Waiting of(Path file) {
            try {
                return new Waiting(
                        file,
                        new IndexedPicture.Stamp(
                                Files.size(file),
                                Files.getLastModifiedTime(file).toMillis()));
            } catch (IOException e) {
                return new Waiting(file, UNKNOWN); // Reading it will tell why.
            }
        }
    }

    private boolean isUnchanged(Waiting each) {
        int number = writer.before().find(each.file().toString());
        return number >= 0 && writer.before().stamp(number).equals(each.stamp());
    }

    private record Seen(Waiting file, SeenPicture picture) {}

    private void embed(List<Waiting> files, ProgressListener progress) throws IOException {
        List<Seen> waiting = new ArrayList<>();
        DecodingPass.run(
                new PictureFiles(files.stream().map(Waiting::file).toList()),
                (index, picture) -> new Seen(files.get(index), SeenPicture.of(picture)),
                new DecodingPass.Sink<>() {
                    @Override
                    public void decoded(int index, Seen seen) throws IOException {
                        waiting.add(seen);
                        if (waiting.size() == BATCH) {
                            add(waiting);
                        }
                    }

                    @Override
                    public void failed(int index, String reason, boolean lasting) throws IOException {
                        fail(files.get(index).file(), reason);
                    }
                },
                progress);
        add(waiting);
    }

    private void add(List<Seen> seen) throws IOException {
        List<Picture> pictures =
                seen.stream().map(each -> each.picture().shown()).toList();
        float[] vectors = extractor.embed(pictures);
        int length = extractor.dimension();
        for (int i = 0; i < seen.size(); i++) {
            float[] vector = new float[length];
            System.arraycopy(vectors, i * length, vector, 0, length);
            Seen each = seen.get(i);
            String id = each.file().file().toString();
            if (writer.before().find(id) >= 0) {
                changed++;
            } else {
                added++;
            }
            writer.add(
                    new IndexedPicture(id, each.file().stamp(), each.picture().look(), vector));
        }
        seen.clear();
    }

    private void fail(Path file, String reason) throws IOException {
        failed.put(file, reason);
        if (writer.before().find(file.toString()) >= 0) {
            writer.remove(file.toString());
            removed++;
        }
    }
}
