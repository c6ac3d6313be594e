package dev.ganvas.server.queue;

import dev.ganvas.server.kind.JobRequest;
import dev.ganvas.server.kind.Reference;
import dev.ganvas.server.problem.Problem;
import dev.ganvas.server.store.FileStore;
import dev.ganvas.server.store.FileStore.Upload;
import dev.ganvas.server.store.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The folders of all jobs: how they are made, what their requests refer to in them, and which are nobody's any more. */
public final class JobFolders {
    /** How Linux, macOS and Windows put it; Java has no exception of its own for it. */
    private static final List<String> DISK_FULL =
            List.of("no space left on device", "not enough space on the disk", "disk quota exceeded");

    private static final Map<String, String> EXTENSIONS = Map.of(
            "image/jpeg", "jpg",
            "image/gif", "gif",
            "image/bmp", "bmp",
            "image/tiff", "tif",
            "image/webp", "webp",
            "image/x-portable-anymap", "pnm",
            "application/zip", "zip",
            "application/x-ganvas", "ganvas");

    private final Path all;
    private final FileStore files;
    private final References references;

    public JobFolders(Path all, FileStore files, References references) throws IOException {
        this.all = all;
        this.files = files;
        this.references = references;
        Files.createDirectories(all);
    }

    public JobFolder of(String id) {
        return JobFolder.of(all, id);
    }

    /** Whether a failure means that there is no room left. */
    public static boolean isDiskFull(Throwable failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return DISK_FULL.stream().anyMatch(message::contains);
    }

    /** Lays out what a job needs, so that it stays when the uploads go. */
    void prepare(String id, JobRequest request, List<Upload> inputs, String owner) throws IOException {
        JobFolder folder = of(id);
        Files.createDirectories(folder.in());
        int number = 0;
        for (Upload input : inputs) {
            number++;
            files.link(
                    input.id(),
                    folder.in().resolve(String.format(Locale.ROOT, "%05d.%s", number, extension(input.type()))));
        }
        for (Reference reference : request.references()) {
            Optional<Upload> upload = file(reference).flatMap(hash -> files.find(hash, owner));
            if (upload.isPresent()) {
                Path given = given(folder, upload.get());
                Files.createDirectories(given.getParent());
                if (!Files.exists(given)) {
                    files.link(upload.get().id(), given);
                }
            }
        }
    }

    private static Path given(JobFolder folder, Upload upload) {
        return folder.folder().resolve("given").resolve(upload.id() + "." + extension(upload.type()));
    }

    private static String extension(String type) {
        return EXTENSIONS.getOrDefault(type, "png");
    }

    private static Optional<String> file(Reference reference) {
        if (reference.name().startsWith(Reference.OF_FILE)) {
            return Optional.of(reference.name().substring(Reference.OF_FILE.length()));
        }
        return reference.to() == Reference.To.FILE ? Optional.of(reference.name()) : Optional.empty();
    }

    /** Where something lies that a job refers to. */
    String resolve(Reference reference, Job job) {
        Optional<String> hash = file(reference);
        if (hash.isPresent()) {
            try (Stream<Path> given = Files.list(of(job.id()).folder().resolve("given"))) {
                Optional<Path> found = given.filter(
                                path -> String.valueOf(path.getFileName()).startsWith(hash.get()))
                        .findFirst();
                if (found.isPresent()) {
                    return found.get().toString();
                }
            } catch (IOException e) {
                throw Problem.of(Problem.Kind.UNEXPECTED, "What the job refers to cannot be read.");
            }
        }
        return references
                .find(reference, job.owner(), true)
                .orElseThrow(() -> Problem.of(
                        Problem.Kind.INVALID, "What the job refers to is there no more: " + reference.name() + "."));
    }

    public void remove(String id) throws IOException {
        JobFolder.remove(of(id).folder());
    }

    /** The ids of all jobs that have a folder. */
    public List<String> ids() throws IOException {
        try (Stream<Path> walk = Files.walk(all, 2)) {
            return walk.filter(path -> all.relativize(path).getNameCount() == 2)
                    .map(path -> String.valueOf(path.getFileName()))
                    .toList();
        }
    }
}
