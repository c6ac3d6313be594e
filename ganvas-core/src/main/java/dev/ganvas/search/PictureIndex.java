package dev.ganvas.search;

import dev.ganvas.error.Require;
import dev.ganvas.vision.Embedder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Pictures that can be searched by what they look like: a folder with the feature vectors of all of them. Shows what was in the folder
 * when it was opened; {@link IndexWriter} changes it.
 *
 * <p>The vectors stay on the disk and are mapped into memory, which the system gives back to others when it is short. Safe from several
 * threads; needs no closing.
 */
public final class PictureIndex {
    /** The file in an index's folder that holds everything; the others can be made again from it. */
    public static final String FILE = "pictures.index";

    /** Most matches of a search. */
    public static final int MAX_MATCHES = 10_000;

    /** Pictures compared by one thread at a time. */
    private static final int CHUNK = 4096;

    private final IndexLog log;
    private final Optional<InvertedLists> lists;

    private PictureIndex(IndexLog log, Optional<InvertedLists> lists) {
        this.log = log;
        this.lists = lists;
    }

    /**
     * Opens the index in a folder and checks every byte of it.
     *
     * @throws dev.ganvas.error.UsageException when there is none
     * @throws dev.ganvas.error.MalformedFileException when what is there is no index, or damaged
     */
    public static PictureIndex open(Path folder) throws IOException {
        IndexLog log = IndexLog.open(folder.resolve(FILE));
        return new PictureIndex(log, InvertedLists.open(folder, log));
    }

    /** How many pictures there are. */
    public int size() {
        return log.liveCount();
    }

    /** Name of the network whose vectors these are. */
    public String model() {
        return log.header().model();
    }

    /** SHA-256 of its weights, in hexadecimal. */
    public String modelSha256() {
        return log.header().sha256();
    }

    /** Length of a vector. */
    public int dimension() {
        return log.header().dimension();
    }

    /** Whether {@link #searchApproximately} can be used. */
    public boolean hasLists() {
        return lists.isPresent();
    }

    /** Refuses, with a {@link dev.ganvas.error.UsageException}, a network that is not the one whose vectors are here. */
    public void requireVectorsOf(Embedder extractor) {
        log.header().requireSame(extractor, log.file().toAbsolutePath().getParent());
    }

    public boolean contains(String id) {
        return log.find(id) >= 0;
    }

    /** The ids in the order in which they were added. */
    public List<String> ids() {
        List<String> ids = new ArrayList<>(size());
        forEach(number -> ids.add(log.id(number)));
        return ids;
    }

    /**
     * What is known of a picture.
     *
     * @return empty when there is none of this id; otherwise with a vector of length 1
     */
    public Optional<IndexedPicture> picture(String id) {
        int number = log.find(id);
        return number < 0 ? Optional.empty() : Optional.of(picture(number));
    }

    IndexedPicture picture(int number) {
        float[] vector = new float[dimension()];
        log.vector(number, vector, 0);
        return new IndexedPicture(log.id(number), log.stamp(number), log.look(number), vector);
    }

    IndexLog log() {
        return log;
    }

    void forEach(Consumer<Integer> action) {
        for (int i = log.nextLive(0); i >= 0; i = log.nextLive(i + 1)) {
            action.accept(i);
        }
    }

    /**
     * The pictures most like a vector, found by comparing it with all.
     *
     * @param vector of the network that the index was made with
     * @param k at most this many, 1 to {@link #MAX_MATCHES}
     * @return the most similar first; of equally similar ones, the first added first
     */
    public List<Match> search(float[] vector, int k) {
        float[] query = query(vector, k);
        int chunks = (log.count() + CHUNK - 1) / CHUNK;
        return IntStream.range(0, chunks)
                .parallel()
                .mapToObj(chunk -> compared(query, k, chunk * CHUNK, Math.min(log.count(), (chunk + 1) * CHUNK)))
                .collect(() -> new Nearest(k), Nearest::offerAll, Nearest::offerAll)
                .matches(log);
    }

    /**
     * The pictures most like a vector among those of the {@code probes} lists nearest to it, and those that were added since the lists
     * were made: nearly always the same as {@link #search} finds, much sooner where there are very many.
     *
     * @throws dev.ganvas.error.UsageException when no lists were made
     */
    public List<Match> searchApproximately(float[] vector, int k, int probes) {
        Require.that(lists.isPresent(), "this index has no lists for approximate search; make them with --approximate");
        float[] query = query(vector, k);
        InvertedLists made = lists.get();
        Nearest nearest = compared(query, k, made.count(), log.count());
        made.nearest(query, probes).map(list -> compared(query, k, list)).forEach(nearest::offerAll);
        return nearest.matches(log);
    }

    private float[] query(float[] vector, int k) {
        Require.within(k, 1, MAX_MATCHES, "number of matches");
        Require.that(
                vector.length == dimension(),
                "this index holds vectors of length " + dimension() + ", not " + vector.length);
        return Vectors.unit(vector);
    }

    private Nearest compared(float[] query, int k, int from, int end) {
        Nearest nearest = new Nearest(k);
        float[] vector = new float[query.length];
        for (int i = log.nextLive(from); i >= 0 && i < end; i = log.nextLive(i + 1)) {
            log.vector(i, vector, 0);
            nearest.offer(i, Vectors.dot(query, vector));
        }
        return nearest;
    }

    private Nearest compared(float[] query, int k, int[] numbers) {
        Nearest nearest = new Nearest(k);
        float[] vector = new float[query.length];
        for (int number : numbers) {
            if (log.isLive(number)) {
                log.vector(number, vector, 0);
                nearest.offer(number, Vectors.dot(query, vector));
            }
        }
        return nearest;
    }
}
