package dev.ganvas.engine.tensor;

import java.io.File;
import java.io.IOException;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;

/** The folder that natives are unpacked to: the binding takes the first of several that it can write. */
final class NativeCache {
    /** Names the folder. */
    static final String PROPERTY = "org.bytedeco.javacpp.cachedir";

    private NativeCache() {}

    /** The folder in use. */
    static File folder() throws IOException {
        return Loader.getCacheDir();
    }

    /** What to say when {@code taken} is not the folder that was to be expected. */
    static Optional<String> detour(Optional<String> asked, String home, File taken) {
        File expected = asked.map(File::new).orElseGet(() -> new File(home, ".javacpp/cache"));
        return expected.getAbsoluteFile().equals(taken.getAbsoluteFile())
                ? Optional.empty()
                : Optional.of(expected + " cannot be written; natives are unpacked to " + taken
                        + " instead. The property " + PROPERTY + " names a folder of your own.");
    }
}
