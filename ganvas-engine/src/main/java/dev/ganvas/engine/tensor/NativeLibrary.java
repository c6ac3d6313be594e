package dev.ganvas.engine.tensor;

import dev.ganvas.error.EngineException;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loading libtorch, and what it says of itself. */
public final class NativeLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);

    /** Names of libraries that come with CUDA, and not with libtorch. */
    private static final Pattern CUDA_LIBRARY = Pattern.compile(
            "(lib|/|\\b)(cudart|cublas|cudnn|cufft|curand|cusparse|cusolver|cupti|nccl|nvrtc|nvjitlink)");

    private static final String LOGGER = "org.bytedeco.javacpp.logger";

    static {
        // The binding reads these when its first class loads, so every class here that touches it comes by this one.
        // Scopes free memory; the binding's own limit would call the collector as the process grows.
        setDefault("org.bytedeco.javacpp.maxphysicalbytes", "0");
        setDefault("org.bytedeco.javacpp.maxbytes", "0");
        quietenLoading();
    }

    /**
     * The loader warns on standard error that the pinned openblas is older than the rest, which is so on purpose; as a
     * library's log message it can be filtered. The other classes keep the binding's plain logger: theirs notes every
     * tensor freed as soon as somebody's logging is set to debug.
     */
    private static void quietenLoading() {
        if (System.getProperty(LOGGER) == null) {
            System.setProperty(LOGGER, "slf4j");
            try {
                Class.forName("org.bytedeco.javacpp.Loader", true, NativeLibrary.class.getClassLoader());
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException("the binding is on the class path, or this class would not be", e);
            } finally {
                System.clearProperty(LOGGER);
            }
        }
    }

    private NativeLibrary() {}

    private static void setDefault(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }

    /** Makes sure that the binding's settings are made before its first class loads. */
    static void prepare() {}

    private static final class Loaded {
        /** With how many threads an operation runs that nobody set a number for. */
        static final int THREADS;

        static {
            AddressSpace.here()
                    .flatMap(space -> space.shortage(AddressSpace.blasThreads(
                            System.getenv(), Runtime.getRuntime().availableProcessors())))
                    .ifPresent(shortage -> {
                        throw new EngineException(shortage);
                    });
            try {
                loadAlone();
            } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
                throw new EngineException(
                        "The natives of libtorch for " + Loader.getPlatform() + " could not be loaded (" + firstLine(e)
                                + "). " + reason(e),
                        e);
            }
            // It is asked for convolutions of small pictures, and says so on stderr, each time, where it does not know
            // the
            // processor.
            torch.globalContext().setUserEnabledNNPACK(false);
            THREADS = torch.get_num_threads();
        }

        /** One process at a time: one that loads what another is still unpacking dies in native code. */
        private static void loadAlone() {
            try (FileChannel file = FileChannel.open(
                            announced(NativeCache.folder()).toPath().resolve("ganvas.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    FileLock lock = file.lock()) {
                Loader.load(torch.class);
            } catch (IOException | OverlappingFileLockException e) {
                // A folder that cannot be written holds natives already, or the loader says what is wrong.
                Loader.load(torch.class);
            }
        }

        static void touch() {}

        private static File announced(File folder) {
            NativeCache.detour(
                            Optional.ofNullable(System.getProperty(NativeCache.PROPERTY)),
                            System.getProperty("user.home"),
                            folder)
                    .ifPresent(LOG::warn);
            return folder;
        }
    }

    private static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse(e.getClass().getSimpleName());
    }

    /** The likely reason of a failure to load, told from all that caused it. */
    static String reason(Throwable failure) {
        StringBuilder told = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            told.append(cause.getMessage()).append('\n');
        }
        String text = told.toString().toLowerCase(Locale.ROOT);
        if (text.contains("cannot allocate memory") || text.contains("failed to map") || text.contains("cannot map")) {
            return "There is too little memory for them: about 1 GB of addresses (ulimit -v), 300 MB of them in use. Free"
                    + " some, or give Java a smaller heap (-Xmx).";
        }
        if (text.contains("no space left") || text.contains("quota exceeded")) {
            return "The disk of the cache folder " + cacheFolder()
                    + " is full: make room for about 500 MB, or name another" + " folder by the property "
                    + NativeCache.PROPERTY + ".";
        }
        if (CUDA_LIBRARY.matcher(text).find()) {
            return "These natives have CUDA, and its libraries are missing: add org.bytedeco:cuda-redist with the classifier "
                    + Loader.getPlatform() + ", or install CUDA 13.3 and cuDNN 9.25.";
        }
        return "Likely no jar org.bytedeco:pytorch with this platform's classifier is on the class path, or the cache folder "
                + cacheFolder() + " cannot be written; the property " + NativeCache.PROPERTY + " names another.";
    }

    /**
     * Loads libtorch if it is not loaded yet; unpacks it on the first start.
     *
     * @throws EngineException when this platform's natives are missing or cannot be unpacked, or memory is too short for
     *     them
     */
    public static void load() {
        try {
            Loaded.touch();
        } catch (ExceptionInInitializerError e) {
            if (e.getCause() instanceof EngineException cause) {
                throw cause;
            }
            throw e;
        } catch (NoClassDefFoundError e) {
            throw new EngineException("The natives of libtorch could not be loaded; the first failure says why.", e);
        }
    }

    /** How many threads an operation may use of a thread that set no number; see {@link Threads}. */
    static int defaultThreads() {
        load();
        return Loaded.THREADS;
    }

    /** The platform in the binding's words, such as {@code linux-x86_64}. */
    public static String platform() {
        return Loader.getPlatform();
    }

    /** The folder that natives are unpacked to. */
    public static String cacheFolder() {
        try {
            return NativeCache.folder().getPath();
        } catch (IOException e) {
            return "(none: " + e.getMessage() + ")";
        }
    }

    /** The widest vector instructions that libtorch uses here, such as {@code AVX512}. */
    public static String cpuCapability() {
        load();
        return torch.get_cpu_capability().getString().toUpperCase(Locale.ROOT);
    }

    /** Whether these natives were built with CUDA. */
    public static boolean builtWithCuda() {
        return Cuda.hasNatives();
    }

    /** The binding's version, which begins with libtorch's, such as {@code 2.13.0-1.5.14}. */
    public static String version() {
        try {
            return Loader.getVersion("org.bytedeco", "pytorch");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
