package dev.ganvas.bench.result;

import dev.ganvas.error.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the benchmarks find and leave things.
 *
 * @param root the project's root folder
 */
public record BenchFolders(Path root) {
    /** Looks for the project upwards from the working folder. */
    public static BenchFolders find() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("ganvas-bench/peers"))) {
                return new BenchFolders(at);
            }
        }
        throw new UsageException("no ganvas-bench/peers here or in a folder above; run this inside the project");
    }

    public Path peer(String name) {
        return root.resolve("ganvas-bench/peers").resolve(name);
    }

    public Path results() {
        return root.resolve("ganvas-bench/results");
    }

    public Path report() {
        return root.resolve("docs/benchmarks.md");
    }
}
