package dev.ganvas.search;

import dev.ganvas.data.ProgressListener;
import dev.ganvas.vision.Embedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** An index of a folder that is there until this is closed, for looking at the folder once. */
public final class TemporaryIndex implements AutoCloseable {
    private final Path folder;
    private final FolderIndexing.Result result;
    private final PictureIndex index;

    private TemporaryIndex(Path folder, FolderIndexing.Result result, PictureIndex index) {
        this.folder = folder;
        this.result = result;
        this.index = index;
    }

    /**
     * Looks through a folder.
     *
     * @throws dev.ganvas.error.UsageException when there is no such folder, or no picture in it
     */
    public static TemporaryIndex of(Path pictures, Embedder extractor, ProgressListener progress) throws IOException {
        Path folder = Files.createTempDirectory("ganvas-search-");
        try {
            FolderIndexing.Result result;
            try (IndexWriter writer = IndexWriter.open(folder, extractor)) {
                result = FolderIndexing.run(pictures, writer, extractor, progress, () -> false);
            }
            return new TemporaryIndex(folder, result, PictureIndex.open(folder));
        } catch (IOException | RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    public PictureIndex index() {
        return index;
    }

    /** What came of looking through the folder. */
    public FolderIndexing.Result result() {
        return result;
    }

    @Override
    public void close() throws IOException {
        delete(folder);
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> below = Files.walk(folder)) {
            all = below.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
