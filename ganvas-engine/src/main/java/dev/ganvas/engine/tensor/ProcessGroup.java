package dev.ganvas.engine.tensor;

import dev.ganvas.error.EngineException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.BroadcastOptions;
import org.bytedeco.pytorch.ByteVector;
import org.bytedeco.pytorch.FileStore;
import org.bytedeco.pytorch.GlooDeviceVector;
import org.bytedeco.pytorch.PrefixStore;
import org.bytedeco.pytorch.ProcessGroupGloo;
import org.bytedeco.pytorch.Store;
import org.bytedeco.pytorch.StringVector;
import org.bytedeco.pytorch.TCPStore;
import org.bytedeco.pytorch.TCPStoreOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.Work;
import org.bytedeco.pytorch.global.torch_gloo;

/**
 * Processes that compute together, by Gloo over TCP: sums over all of them, and what one tells the others. Every process makes
 * the same calls in the same order, one at a time. A call throws {@link EngineException} when a process has died, at once, or
 * has not answered within the {@linkplain Meeting#timeout time-out}; the group is of no use then.
 *
 * <p>A sum comes out the same bit for bit in all processes, and each time.
 */
public final class ProcessGroup implements AutoCloseable {
    /** Most values of a bucket, which is as large as is quick to make and long to send: while one travels, the next is filled. */
    public static final long BUCKET_VALUES = 1 << 20;

    private static final String KEYS = "ganvas";

    private final int rank;
    private final int size;
    private final Meeting meeting;

    /** What must not be freed before this is closed, in the order of making. */
    private final List<Pointer> natives = new ArrayList<>();

    private final Store keys;
    private final LongAdder exchanging = new LongAdder();
    private ProcessGroupGloo group;

    private ProcessGroup(int rank, int size, Meeting meeting) {
        this.rank = rank;
        this.size = size;
        this.meeting = meeting;
        this.keys = store("keys", meeting.serves());
    }

    /**
     * Comes to the meeting, whose keys may be used from now on; {@link #connect} makes the group.
     *
     * @param rank number of this process, from 0
     * @param size number of processes
     * @throws EngineException when the process that serves the keys cannot be reached
     */
    public static ProcessGroup at(Meeting meeting, int rank, int size) {
        NativeLibrary.load();
        try {
            Loader.load(torch_gloo.class);
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            throw new EngineException(
                    "The natives of libtorch for this platform have no Gloo; train in one process.", e);
        }
        return told("meet at " + where(meeting), () -> new ProcessGroup(rank, size, meeting));
    }

    private static String where(Meeting meeting) {
        return meeting.file().map(Object::toString).orElse(meeting.host() + ":" + meeting.port());
    }

    /** A native object belongs to one owner, so the group and the keys have a store each. */
    private Store store(String use, boolean serves) {
        Milliseconds timeout = new Milliseconds(meeting.timeout().toMillis());
        Store store;
        if (meeting.file().isPresent()) {
            store = new FileStore(meeting.file().get().toString(), size);
        } else {
            TCPStoreOptions options = new TCPStoreOptions();
            // C++ reads the 16 bits without a sign.
            options.port((short) meeting.port());
            options.isServer(serves);
            options.waitWorkers(false);
            options.timeout(timeout);
            store = new TCPStore(meeting.host(), options);
        }
        store.setTimeout(timeout);
        return kept(new PrefixStore(KEYS + "/" + use, kept(store)));
    }

    private <T extends Pointer> T kept(T pointer) {
        // Out of a scope that may be open.
        pointer.retainReference();
        natives.add(pointer);
        return pointer;
    }

    /** Tells all. */
    public void put(String key, String value) {
        alone("put " + key, () -> {
            keys.set(key, new ByteVector(value.getBytes(StandardCharsets.UTF_8)));
            return true;
        });
    }

    /** Whether somebody {@link #put} it. */
    public boolean has(String key) {
        return alone("look for " + key, () -> keys.check(new StringVector(key)));
    }

    /** What was {@link #put}. */
    public String get(String key) {
        return alone("get " + key, () -> {
            ByteVector bytes = keys.get(key);
            byte[] text = new byte[(int) bytes.size()];
            for (int i = 0; i < text.length; i++) {
                text[i] = bytes.get(i);
            }
            return new String(text, StandardCharsets.UTF_8);
        });
    }

    /** How many have called this with that key, this one included. */
    public long count(String key) {
        return alone("count " + key, () -> keys.add(key, 1));
    }

    /** Connects all processes; each calls it. */
    public void connect() {
        group = alone("connect", () -> {
            ProcessGroupGloo.Options options = ProcessGroupGloo.Options.create(
                    new Milliseconds(meeting.timeout().toMillis()));
            options.devices(new GlooDeviceVector(ProcessGroupGloo.createDeviceForHostname(meeting.address())));
            return kept(new ProcessGroupGloo(store("group", false), rank, size, options));
        });
    }

    /** Nanoseconds spent so far in packing tensors and in waiting for them to be exchanged, on whichever threads. */
    public long exchangeNanos() {
        return exchanging.sum();
    }

    /** The sum over all processes, in the tensor itself, which must be dense and of the same layout in all. */
    public void sum(Tensor tensor) {
        long start = System.nanoTime();
        alone("sum", () -> {
            begun(tensor.self)._wait();
            return true;
        });
        exchanging.add(System.nanoTime() - start);
    }

    Work begun(org.bytedeco.pytorch.Tensor tensor) {
        return connected().allreduce(new TensorVector(tensor));
    }

    int size() {
        return size;
    }

    ProcessGroupGloo connected() {
        return Objects.requireNonNull(group, "not connected");
    }

    /** Overwrites the tensor by that of rank 0; dense and of the same layout in all. */
    public void receiveFirst(Tensor tensor) {
        alone("broadcast", () -> {
            BroadcastOptions options = new BroadcastOptions();
            options.rootRank(0);
            connected().broadcast(new TensorVector(tensor.self), options)._wait();
            return true;
        });
    }

    /**
     * The sums over all processes of each of some tensors of one type, times a factor; in the open scope, of the same layout.
     * They travel in buckets of some megabytes, of which one is filled while others are on their way.
     */
    public List<Tensor> sums(List<Tensor> tensors, double factor) {
        List<TravellingSums> sent = new ArrayList<>();
        for (List<Tensor> some : buckets(tensors)) {
            sent.add(begin(some, factor, DType.F32));
        }
        List<Tensor> results = new ArrayList<>();
        sent.forEach(bucket -> results.addAll(bucket.received()));
        return results;
    }

    /**
     * Sends some tensors of one type on their way to being summed over all processes.
     *
     * @param factor that the sums are to be multiplied by
     * @param travelling {@link DType#BF16} halves the bytes of F32 tensors and rounds them; with any other type they stay what
     *     they are
     */
    public TravellingSums begin(List<Tensor> tensors, double factor, DType travelling) {
        return exchanging(
                "sum",
                () -> travelling == DType.BF16
                        ? TravellingSums.rounded(tensors, factor, this)
                        : TravellingSums.exact(tensors, factor, this));
    }

    /** Without a graph, its time counted. */
    <T> T exchanging(String what, Supplier<T> call) {
        long start = System.nanoTime();
        try (NoGrad off = Autograd.noGrad()) {
            return told(what, call);
        } finally {
            exchanging.add(System.nanoTime() - start);
        }
    }

    private static List<List<Tensor>> buckets(List<Tensor> tensors) {
        List<List<Tensor>> buckets = new ArrayList<>();
        long room = 0;
        for (Tensor tensor : tensors) {
            if (buckets.isEmpty() || room < tensor.count()) {
                buckets.add(new ArrayList<>());
                room = BUCKET_VALUES;
            }
            buckets.get(buckets.size() - 1).add(tensor);
            room -= tensor.count();
        }
        return buckets;
    }

    /** A number that differs where shapes or layouts do. */
    public static int layout(List<Tensor> tensors) {
        int hash = 0;
        try (Scope scope = Scope.open()) {
            for (Tensor tensor : tensors) {
                hash = 31 * hash + Arrays.hashCode(tensor.shape());
                hash = 31 * hash + Arrays.hashCode(Tensor.strides(Tensor.dense(tensor.self)));
            }
        }
        return hash;
    }

    /** Freed at once: the keep-alives of a long run would leave much to the collector. */
    private static <T> T alone(String what, Supplier<T> call) {
        try (Scope scope = Scope.open()) {
            return told(what, call);
        }
    }

    private static <T> T told(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (EngineException e) {
            throw e;
        } catch (RuntimeException e) {
            throw NativeErrors.translated("ranks could not " + what, e);
        }
    }

    /** Leaves; the others notice at their next call. */
    @Override
    public void close() {
        for (int i = natives.size() - 1; i >= 0; i--) {
            natives.get(i).deallocate();
        }
        natives.clear();
    }
}
