package dev.ganvas.batch;

import dev.ganvas.error.GanvasException;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.raster.RasterFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Picture files, and for each the file its result goes to. A folder is walked with all that is in it, and its tree is mirrored; no
 * result replaces an input.
 *
 * @param jobs in the order of inputs, and of names within folders
 * @param passedOver files that are no pictures
 */
public record FileBatch(List<Job> jobs, int passedOver) {
    private static final int SNIFFED = 1024;

    public FileBatch {
        jobs = List.copyOf(jobs);
    }

    /** A picture file, and the file that its result goes to. */
    public record Job(Path input, Path output) {}

    /** What is done with each. */
    @FunctionalInterface
    public interface Work {
        /**
         * Reads {@code job.input()} and writes {@code job.output()}, whole or not at all.
         *
         * @return what was done, in a line
         */
        String on(Job job) throws IOException;
    }

    /** Hears how it goes, on the thread that does the work. */
    public interface Listener {
        /** Before a file. */
        default void begins(Job job, int number, int total) {}

        /** After one that went well. */
        default void done(Job job, String what) {}

        /** After one that did not; the batch goes on. */
        default void failed(Job job, String reason) {}
    }

    /**
     * What came of it.
     *
     * @param done files that went well
     * @param skipped files whose results were there already
     * @param failed reasons by file
     * @param interrupted whether it was asked to stop before the end
     */
    public record Result(int done, int skipped, Map<Path, String> failed, boolean interrupted) {}

    /**
     * Finds the files.
     *
     * @param inputs files and folders
     * @param out a folder; or, for a single file, the file to write when it is named like a picture
     * @param rename gives a result its name from that of its picture
     * @throws UsageException when an input is missing, there is no picture, two results would have one name, or a result would
     *     replace an input
     */
    public static FileBatch of(List<Path> inputs, Path out, Rename rename) throws IOException {
        FoundFiles found = FoundFiles.of(inputs, Optional.of(out));
        Map<Path, Long> wanted = found.files().stream()
                .collect(Collectors.groupingBy(file -> rename.of(file.relative()), Collectors.counting()));
        Map<Path, Path> inputOf = new LinkedHashMap<>();
        for (FoundFiles.Found file : found.files()) {
            boolean toFile = inputs.size() == 1 && Files.isRegularFile(inputs.get(0)) && isNameOfOne(out);
            Path output = toFile ? out : out.resolve(renamed(file.relative(), rename, wanted));
            Path other = inputOf.put(output.toAbsolutePath().normalize(), file.path());
            if (other != null) {
                throw new UsageException(other + " and " + file.path() + " would both become " + output
                        + "; give them in separate calls with folders of their own.");
            }
        }
        List<Job> jobs = new ArrayList<>();
        int passedOver = found.passedOver();
        for (Map.Entry<Path, Path> entry : inputOf.entrySet()) {
            Path input = entry.getValue();
            requireNoInput(entry.getKey(), inputOf.values());
            if (inputs.contains(input) || isNamedAsPicture(input) || isPicture(input)) {
                jobs.add(new Job(input, entry.getKey()));
            } else {
                passedOver++;
            }
        }
        requireSome(jobs, inputs);
        return new FileBatch(jobs, passedOver);
    }

    /**
     * Finds files that are read and have no result; their outputs are the inputs themselves, which nobody writes.
     *
     * @throws UsageException when an input is missing, or there is no picture
     */
    public static FileBatch reading(List<Path> inputs) throws IOException {
        FoundFiles found = FoundFiles.of(inputs, Optional.empty());
        List<Job> jobs = new ArrayList<>();
        int passedOver = found.passedOver();
        for (FoundFiles.Found file : found.files()) {
            if (inputs.contains(file.path()) || isNamedAsPicture(file.path()) || isPicture(file.path())) {
                jobs.add(new Job(file.path(), file.path()));
            } else {
                passedOver++;
            }
        }
        requireSome(jobs, inputs);
        return new FileBatch(jobs, passedOver);
    }

    private static void requireSome(List<Job> jobs, List<Path> inputs) {
        if (jobs.isEmpty()) {
            throw new UsageException("There is no picture in " + inputs.get(0)
                    + (inputs.size() > 1 ? " and the other " + (inputs.size() - 1) : "") + ".");
        }
    }

    /** A new name that another picture has too goes behind the old one: {@code a.gif} beside {@code a.png} becomes {@code a.gif.png}. */
    private static Path renamed(Path relative, Rename rename, Map<Path, Long> wanted) {
        Path target = rename.of(relative);
        if (target.equals(relative) || wanted.get(target) == 1) {
            return target;
        }
        String name = String.valueOf(target.getFileName());
        return relative.resolveSibling(relative.getFileName() + name.substring(name.lastIndexOf('.')));
    }

    /** How results are called: from the path of a picture below its input folder to that of its result below the output folder. */
    @FunctionalInterface
    public interface Rename {
        /** As the picture. */
        Rename KEPT = path -> path;

        Path of(Path relative);

        /** As the picture where its format is one that is written, else as a PNG. */
        Rename WRITTEN =
                path -> RasterFile.isWritten(path) ? path : extension("png").of(path);

        /** As the picture, but in another format. */
        static Rename extension(String extension) {
            return path -> path.resolveSibling(
                    String.valueOf(path.getFileName()).replaceFirst("\\.[^.]*$", "") + "." + extension);
        }
    }

    private static void requireNoInput(Path output, Iterable<Path> inputs) throws IOException {
        if (!Files.exists(output)) {
            return;
        }
        for (Path input : inputs) {
            if (Files.isSameFile(output, input)) {
                throw new UsageException("The result of " + input + " would replace an input; name another folder than "
                        + output.getParent() + ".");
            }
        }
    }

    private static boolean isNameOfOne(Path out) {
        return !Files.isDirectory(out) && RasterFile.isWritten(out);
    }

    /** What is called a picture and is none is told of as damaged, not passed over in silence. */
    private static boolean isNamedAsPicture(Path file) {
        return RasterFile.isWritten(file) || String.valueOf(file.getFileName()).matches("(?i).+\\.(gif|bmp|p[bgnp]m)");
    }

    private static boolean isPicture(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return PictureDecoder.isPicture(in.readNBytes(SNIFFED));
        }
    }

    /**
     * Works on one file after another. A file that fails is named and passed over; what was written stays whole.
     *
     * @param skipExisting leaves out files whose results are there
     * @param stop asked between files
     */
    public Result run(Work work, boolean skipExisting, Listener listener, BooleanSupplier stop) {
        int done = 0;
        int skipped = 0;
        Map<Path, String> failed = new LinkedHashMap<>();
        for (int i = 0; i < jobs.size(); i++) {
            Job job = jobs.get(i);
            if (stop.getAsBoolean()) {
                return new Result(done, skipped, failed, true);
            }
            if (skipExisting && Files.exists(job.output())) {
                skipped++;
                continue;
            }
            listener.begins(job, i, jobs.size());
            try {
                Files.createDirectories(job.output().toAbsolutePath().getParent());
                listener.done(job, work.on(job));
                done++;
            } catch (IOException | GanvasException | OutOfMemoryError e) {
                String reason = e instanceof OutOfMemoryError ? "needs more memory than there is" : e.getMessage();
                failed.put(job.input(), reason);
                listener.failed(job, reason);
            }
        }
        return new Result(done, skipped, failed, false);
    }
}
