package dev.ganvas.engine.ranks;

import dev.ganvas.engine.nn.Collective;
import dev.ganvas.engine.tensor.Meeting;
import dev.ganvas.engine.tensor.NativeLibrary;
import dev.ganvas.engine.tensor.ProcessGroup;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.EngineException;
import dev.ganvas.error.UsageException;
import dev.ganvas.io.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The processes that train one network together. Every rank makes the same calls in the same order; a call throws
 * {@link EngineException} when a rank has died or does not answer, and the ranks are of no use then.
 */
public final class Ranks implements AutoCloseable {
    /** How long ranks that have come wait for those that have not: programs of a cluster start one after another. */
    private static final Duration PATIENCE = Duration.ofSeconds(300);

    private static final long LOOK_MILLIS = 20;

    private final RankPlace place;
    private final ProcessGroup group;
    private final RankCollective collective;

    private Ranks(RankPlace place, ProcessGroup group) {
        this.place = place;
        this.group = group;
        this.collective = new RankCollective(place, group);
    }

    /**
     * Waits for the others, compares versions with them and connects to them.
     *
     * @throws UsageException when another rank has another version of Ganvas or libtorch or computes with other instructions of
     *     its processor or exchanges gradients in another format, or the same rank is there twice
     * @throws EngineException when the others do not come
     */
    public static Ranks join(RankPlace place) {
        return join(
                place,
                "Ganvas " + Version.current() + " with libtorch " + NativeLibrary.version() + " and "
                        + NativeLibrary.cpuCapability());
    }

    /** @param version what all must have in common, in words */
    static Ranks join(RankPlace place, String version) {
        Meeting meeting = MeetingPlace.of(place, PATIENCE);
        ProcessGroup group = ProcessGroup.at(meeting, place.rank(), place.size());
        try {
            String prefix = place.served() ? place.run() + "/" + place.attempt() + "/" : "";
            if (group.count(prefix + "here/" + place.rank()) > 1) {
                throw new UsageException("There is a rank " + place.rank() + " already: every process needs a "
                        + RankPlace.RANK + " of its own, and every training a " + RankPlace.MASTER_PORT + ".");
            }
            group.put(prefix + "version/" + place.rank(), version + "\n" + place.format());
            requireSame(group, place, prefix);
            group.connect();
            Ranks ranks = new Ranks(place, group);
            // Nobody needs the file once all are connected.
            ranks.sum(1);
            if (place.rank() == 0 && meeting.file().isPresent()) {
                delete(meeting.file().get());
            }
            return ranks;
        } catch (RuntimeException e) {
            group.close();
            throw e;
        }
    }

    private static void requireSame(ProcessGroup group, RankPlace place, String prefix) {
        List<String[]> said = new ArrayList<>();
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int rank = 0; rank < place.size(); rank++) {
            said.add(awaited(group, prefix + "version/" + rank, rank, end).split("\n", 2));
        }
        String[] first = said.get(0);
        for (int rank = 1; rank < place.size(); rank++) {
            String[] other = said.get(rank);
            if (!other[0].equals(first[0])) {
                throw new UsageException("Rank " + rank + " runs " + other[0] + ", rank 0 " + first[0]
                        + ": all ranks need the same. (ATEN_CPU_CAPABILITY, such as avx2, sets which"
                        + " instructions are used.)");
            }
            if (!other[1].equals(first[1])) {
                throw new UsageException("Rank " + rank + " exchanges gradients as " + other[1] + ", rank 0 as "
                        + first[1] + ": all ranks need the same --exchange, or " + RankPlace.FORMAT + ".");
            }
        }
    }

    private static String awaited(ProcessGroup group, String key, int rank, long end) {
        while (!group.has(key)) {
            if (System.nanoTime() > end) {
                throw new EngineException(
                        "Rank " + rank + " has not come within " + PATIENCE.toSeconds() + " s; its own words say why.");
            }
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EngineException("Interrupted while waiting for rank " + rank + ".", e);
            }
        }
        return group.get(key);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.getParent());
        } catch (IOException e) {
            // A file of some hundred bytes that nobody else can read stays in the folder for temporary ones.
            file.toFile().deleteOnExit();
        }
    }

    public RankPlace place() {
        return place;
    }

    /** Whether this is rank 0, which decides. */
    public boolean isFirst() {
        return place.rank() == 0;
    }

    /** Nanoseconds spent so far in exchanging numbers with the others, waiting for them included. */
    public long exchangeNanos() {
        return group.exchangeNanos();
    }

    /** Over the shards of all ranks. */
    public Collective collective() {
        return collective;
    }

    /** The sums over all ranks, exact where they are of whole numbers below 2^53. */
    public double[] sum(double... values) {
        try (Scope scope = Scope.open()) {
            Tensor all = Tensor.ofDoubles(values, values.length);
            group.sum(all);
            return all.toDoubles();
        }
    }

    /** Overwrites tensors by those of rank 0, which have the same shapes, types and order. */
    public void spread(Collection<Tensor> tensors) {
        for (Tensor tensor : tensors) {
            try (Scope scope = Scope.open()) {
                Tensor packed = tensor.detach().contiguous();
                group.receiveFirst(packed);
                if (!isFirst()) {
                    tensor.copyFrom(packed);
                }
            }
        }
    }

    /** What rank 0 gives. @param bytes of this rank; those of other ranks than 0 are not looked at */
    public byte[] ofFirst(byte[] bytes) {
        return gathered(isFirst() ? bytes : new byte[0]).get(0);
    }

    /** What each rank gives, in the order of the ranks. Meant for some kilobytes. */
    public List<byte[]> gathered(byte[] bytes) {
        double[] lengths = new double[place.size()];
        lengths[place.rank()] = bytes.length;
        lengths = sum(lengths);
        int total = 0;
        int own = 0;
        for (int rank = 0; rank < lengths.length; rank++) {
            own += rank < place.rank() ? (int) lengths[rank] : 0;
            total += (int) lengths[rank];
        }
        byte[] all = new byte[total];
        System.arraycopy(bytes, 0, all, own, bytes.length);
        if (total > 0) {
            try (Scope scope = Scope.open()) {
                // Where one rank has a byte, the others have zeros.
                Tensor sum = Tensor.ofBytes(all, total);
                group.sum(sum);
                all = sum.toBytes();
            }
        }
        List<byte[]> each = new ArrayList<>();
        int from = 0;
        for (double length : lengths) {
            byte[] part = new byte[(int) length];
            System.arraycopy(all, from, part, 0, part.length);
            each.add(part);
            from += part.length;
        }
        return each;
    }

    /** Takes long, and may fail. */
    @FunctionalInterface
    public interface Work<T> {
        T done() throws IOException;
    }

    /**
     * Does something that takes a rank longer than another, perhaps much longer than the time-out: while it is at work, a thread
     * beside it goes on telling the others that it is alive. Returns when all ranks have done.
     *
     * @throws EngineException when another rank's work has failed
     */
    public <T> T together(Work<T> work) throws IOException {
        try (Patience patience = new Patience(this)) {
            T result = work.done();
            patience.done();
            return result;
        }
    }

    /** Leaves. Others that still call notice it. */
    @Override
    public void close() {
        group.close();
    }
}
