package dev.ganvas.batch;

import dev.ganvas.error.UsageException;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * The files below some inputs.
 *
 * @param files with their paths below their inputs
 * @param passedOver what could not be reached
 */
record FoundFiles(List<Found> files, int passedOver) {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_FILES = 1_000_000;

    /** @param relative below the input; with the input's own name in front when there are several */
    record Found(Path path, Path relative) {}

    /** @param out is not walked into where it lies inside an input; empty where nothing is written */
    static FoundFiles of(List<Path> inputs, Optional<Path> out) throws IOException {
        Walk walk = new Walk(out.map(folder -> folder.toAbsolutePath().normalize()));
        for (Path input : inputs) {
            if (Files.isDirectory(input)) {
                walk.folder(input, inputs.size() > 1);
            } else if (Files.isRegularFile(input)) {
                walk.found.add(new Found(input, name(input)));
            } else {
                throw new UsageException("There is no file or folder " + input + ".");
            }
        }
        return new FoundFiles(walk.found, walk.unreachable);
    }

    private static Path name(Path file) {
        Path name = file.toAbsolutePath().normalize().getFileName();
        return name == null ? Path.of("root") : name;
    }

    private static final class Walk {
        private final Optional<Path> out;
        private final List<Found> found = new ArrayList<>();
        private int unreachable;

        Walk(Optional<Path> out) {
            this.out = out;
        }

        void folder(Path root, boolean named) throws IOException {
            List<Found> below = new ArrayList<>();
            Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), MAX_DEPTH, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    boolean hidden = !folder.equals(root)
                            && String.valueOf(folder.getFileName()).startsWith(".");
                    boolean results = out.filter(folder.toAbsolutePath().normalize()::equals)
                                    .isPresent()
                            && !folder.equals(root);
                    return hidden || results ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()
                            && !String.valueOf(file.getFileName()).startsWith(".")) {
                        Path relative = root.relativize(file);
                        below.add(new Found(file, named ? name(root).resolve(relative) : relative));
                    }
                    if (below.size() > MAX_FILES) {
                        throw new UsageException(root + " holds more than " + MAX_FILES + " files.");
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    unreachable++;
                    return FileVisitResult.CONTINUE;
                }
            });
            below.sort(Comparator.comparing(file -> file.relative().toString()));
            found.addAll(below);
        }
    }
}
