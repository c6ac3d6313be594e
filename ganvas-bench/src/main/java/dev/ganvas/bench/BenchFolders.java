package dev.ganvas.bench;

import dev.ganvas.engine.error.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the benchmarks find and leave things.
 *
 * @param root the project's root folder
 */
record BenchFolders(Path root) {
    /** Looks for the project upwards from the working folder. */
    static BenchFolders find() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("ganvas-bench/peers"))) {
                return new BenchFolders(at);
            }
        }
        throw new UsageException("no ganvas-bench/peers here or in a folder above; run this inside the project");
    }

    Path peer(String name) {
        return root.resolve("ganvas-bench/peers").resolve(name);
    }

    Path results() {
        return root.resolve("ganvas-bench/results");
    }

    Path report() {
        return root.resolve("docs/benchmarks.md");
    }
}
