package dev.ganvas.data.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for a published set in a folder, and below folders that hold one other folder and nothing else. */
final class KnownFolder {
    private static final int MAX_DEPTH = 4;

    /** Where torchvision keeps files as they were published, beside what it made of them. */
    private static final String RAW = "raw";

    private KnownFolder() {}

    /** Whether a folder holds a set. */
    @FunctionalInterface
    interface Test {
        boolean holds(Path folder) throws IOException;
    }

    static Optional<Path> find(Path folder, Test test) throws IOException {
        Optional<Path> at = Optional.of(folder);
        for (int depth = 0; depth < MAX_DEPTH && at.isPresent(); depth++) {
            if (test.holds(at.get())) {
                return at;
            }
            at = inner(at.get());
        }
        return Optional.empty();
    }

    private static Optional<Path> inner(Path folder) throws IOException {
        List<Path> entries;
        try (Stream<Path> listed = Files.list(folder)) {
            entries = listed.filter(
                            entry -> !FileNames.isHidden(entry.getFileName().toString()))
                    .limit(3)
                    .toList();
        }
        if (entries.size() == 1) {
            return Optional.of(entries.get(0)).filter(Files::isDirectory).filter(Files::isReadable);
        }
        return entries.size() == 2
                ? Optional.of(folder.resolve(RAW)).filter(Files::isDirectory).filter(Files::isReadable)
                : Optional.empty();
    }
}
