package dev.ganvas.search;

import dev.ganvas.data.ProgressListener;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.Require;
import dev.ganvas.io.AtomicFile;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The pictures of an index in lists of such as are alike (an inverted file; Sivic and Zisserman, 2003; Jégou et al., 2011, section 4):
 * a search looks through the lists whose centres are nearest alone. A file beside the index, that can be made again at any time.
 *
 * @param count pictures of the index when they were made; later ones are in no list
 * @param centres of the lists
 * @param numbers of the pictures, list after list
 * @param starts where each list begins in {@code numbers}, and where the last ends
 */
record InvertedLists(int count, KMeans centres, int[] numbers, int[] starts) {
    static final String FILE = "lists.index";

    /** Lists that a search looks through unless told otherwise. */
    static final int PROBES = 32;

    private static final int MAX_LISTS = 8192;
    private static final byte[] MAGIC = "GNVLISTS".getBytes(StandardCharsets.US_ASCII);
    private static final int FORMAT = 1;
    private static final int ITERATIONS = 8;
    private static final int LEARNED_FROM_A_LIST = 40;
    private static final int HEAD_BYTES = 8 + 4 * Integer.BYTES + 2 * Long.BYTES;
    private static final int BATCH = 16_384;

    /** Makes the lists of an index and writes them beside it. */
    static void make(Path folder, IndexLog log, Seed seed, ProgressListener progress) throws IOException {
        Require.that(log.liveCount() > 0, "the index " + folder + " is empty");
        int dimension = log.header().dimension();
        int lists = Math.max(1, Math.min(MAX_LISTS, (int) (2 * Math.sqrt(log.liveCount()))));
        KMeans centres =
                KMeans.of(sample(log, LEARNED_FROM_A_LIST * lists), dimension, lists, ITERATIONS, seed.child("lists"));
        int[] owners = new int[log.count()];
        int[] starts = new int[lists + 1];
        for (int from = 0; from < log.count(); from += BATCH) {
            int end = Math.min(log.count(), from + BATCH);
            float[] vectors = new float[(end - from) * dimension];
            for (int i = from; i < end; i++) {
                log.vector(i, vectors, (i - from) * dimension);
            }
            int[] some = centres.owners(vectors);
            for (int i = from; i < end; i++) {
                owners[i] = log.isLive(i) ? some[i - from] : -1;
                if (log.isLive(i)) {
                    starts[owners[i] + 1]++;
                }
            }
            progress.at(end, log.count());
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        int[] next = starts.clone();
        int[] numbers = new int[log.liveCount()];
        for (int i = 0; i < owners.length; i++) {
            if (owners[i] >= 0) {
                numbers[next[owners[i]]++] = i;
            }
        }
        new InvertedLists(log.count(), centres, numbers, starts)
                .write(folder, log.header().generation());
    }

    /** Vectors spread evenly over the index. */
    private static float[] sample(IndexLog log, int most) {
        int[] all = new int[log.liveCount()];
        for (int i = log.nextLive(0), n = 0; i >= 0; i = log.nextLive(i + 1)) {
            all[n++] = i;
        }
        int count = Math.min(most, all.length);
        int dimension = log.header().dimension();
        float[] vectors = new float[Math.multiplyExact(count, dimension)];
        for (int i = 0; i < count; i++) {
            log.vector(all[(int) ((long) i * all.length / count)], vectors, i * dimension);
        }
        return vectors;
    }

    private void write(Path folder, long generation) throws IOException {
        int bytes =
                HEAD_BYTES + Float.BYTES * centres.centres().length + Integer.BYTES * (numbers.length + starts.length);
        ByteBuffer out = ByteBuffer.allocate(bytes + Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        out.put(MAGIC)
                .putInt(FORMAT)
                .putInt(centres.dimension())
                .putInt(centres.k())
                .putInt(numbers.length);
        out.putLong(generation).putLong(count);
        out.asFloatBuffer().put(centres.centres());
        out.position(out.position() + Float.BYTES * centres.centres().length);
        out.asIntBuffer().put(starts).put(numbers);
        out.position(bytes);
        out.putInt(crc(out.array(), bytes));
        AtomicFile.write(folder.resolve(FILE), out.array());
    }

    /**
     * Reads the lists of an index.
     *
     * @return empty when there are none, or the index was written anew since
     * @throws MalformedFileException when they are damaged
     */
    static Optional<InvertedLists> open(Path folder, IndexLog log) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        int dimension = log.header().dimension();
        long most = HEAD_BYTES + Integer.BYTES * ((long) MAX_LISTS * (dimension + 1) + 2 + log.count());
        require(file, Files.size(file) >= HEAD_BYTES + Integer.BYTES && Files.size(file) <= most);
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int body = bytes.length - Integer.BYTES;
        require(file, Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length));
        require(file, in.getInt(body) == crc(bytes, body));
        in.position(MAGIC.length);
        require(file, in.getInt() == FORMAT && in.getInt() == dimension);
        int lists = in.getInt();
        int listed = in.getInt();
        long generation = in.getLong();
        long count = in.getLong();
        require(file, lists >= 1 && lists <= MAX_LISTS && listed >= 0 && listed <= count);
        require(file, body == HEAD_BYTES + Integer.BYTES * ((long) lists * (dimension + 1) + 1 + listed));
        if (generation != log.header().generation() || count > log.count()) {
            return Optional.empty();
        }
        float[] centres = new float[lists * dimension];
        in.asFloatBuffer().get(centres);
        in.position(in.position() + Float.BYTES * centres.length);
        int[] starts = new int[lists + 1];
        int[] numbers = new int[listed];
        in.asIntBuffer().get(starts).get(numbers);
        require(file, starts[0] == 0 && starts[lists] == listed && isAscending(starts));
        require(file, Arrays.stream(numbers).allMatch(number -> number >= 0 && number < count));
        return Optional.of(new InvertedLists((int) count, new KMeans(centres, dimension), numbers, starts));
    }

    private static boolean isAscending(int[] starts) {
        for (int i = 1; i < starts.length; i++) {
            if (starts[i] < starts[i - 1]) {
                return false;
            }
        }
        return true;
    }

    private static void require(Path file, boolean holds) throws MalformedFileException {
        if (!holds) {
            throw new MalformedFileException(
                    file, "is damaged; delete it, and 'ganvas search index' makes it again with --approximate");
        }
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    /** The numbers in the lists nearest to a vector, list by list. */
    Stream<int[]> nearest(float[] vector, int probes) {
        float[] similarities = centres.similarities(vector);
        Nearest nearest = new Nearest(Math.min(Require.positive(probes, "lists to look through"), similarities.length));
        for (int i = 0; i < similarities.length; i++) {
            nearest.offer(i, similarities[i]);
        }
        return Arrays.stream(nearest.ordered())
                .mapToObj(list -> Arrays.copyOfRange(numbers, starts[list], starts[list + 1]));
    }
}
