package dev.ganvas.engine.tensor;

import dev.ganvas.error.Require;
import java.util.Optional;

/**
 * Where networks are put that the calling thread opens, makes or trains, until this is closed; what they are given follows them. Every
 * thread has a device of its own, which those begin with that it starts; one that never asked has what
 * {@value #PROPERTY} names, and by default the CPU. Closed by the thread that
 * opened it, best by try-with-resources; they nest.
 *
 * <pre>{@code
 * try (DefaultDevice card = DefaultDevice.use(Device.parse("auto"));
 *         Generator generator = Generator.open(file)) { ... }
 * }</pre>
 */
public final class DefaultDevice implements AutoCloseable {
    /** The property that names the device of threads that never asked; also the variable {@code GANVAS_DEVICE}. */
    public static final String PROPERTY = "ganvas.device";

    private static final InheritableThreadLocal<Device> CURRENT = new InheritableThreadLocal<>();

    private final Thread owner = Thread.currentThread();
    private final Device before = get();

    private DefaultDevice() {}

    /** @param device that is there, as {@link Device#parse} gives it */
    public static DefaultDevice use(Device device) {
        DefaultDevice use = new DefaultDevice();
        CURRENT.set(device);
        return use;
    }

    /**
     * The calling thread's.
     *
     * @throws dev.ganvas.error.UsageException when a device is configured that is not there
     */
    public static Device get() {
        Device device = CURRENT.get();
        return device == null ? configured().map(Device::parse).orElse(Device.CPU) : device;
    }

    /** What {@value #PROPERTY} or its variable in the environment says, if anything. */
    public static Optional<String> configured() {
        return Cuda.configured(PROPERTY);
    }

    @Override
    public void close() {
        Require.that(
                Thread.currentThread() == owner,
                "a default device is closed by the thread that opened it, " + owner.getName());
        CURRENT.set(before);
    }
}
