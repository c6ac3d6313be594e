package dev.ganvas.server.queue;

import dev.ganvas.server.kind.JobRequest;
import dev.ganvas.server.kind.Reference;
import dev.ganvas.server.problem.Problem;
import dev.ganvas.server.store.FileStore;
import dev.ganvas.server.store.Job;
import dev.ganvas.server.store.JobTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Where what requests refer to lies: uploads, results of earlier jobs of the same owner, and what the keeper of the server put there. */
public final class References {
    private final FileStore files;
    private final JobTable jobs;
    private final Path data;
    private final Set<String> models;
    private final Galleries galleries;

    /**
     * @param data the server's folder, with {@code jobs}, {@code models} and {@code datasets}
     * @param models names of models that ship
     * @param galleries of faces
     */
    public References(FileStore files, JobTable jobs, Path data, Set<String> models, Galleries galleries) {
        this.files = files;
        this.jobs = jobs;
        this.data = data;
        this.models = Set.copyOf(models);
        this.galleries = galleries;
    }

    /** Refuses a request that refers to what is not there, or is not its owner's. */
    public void check(JobRequest request, String owner, boolean all) {
        for (Reference reference : request.references()) {
            if (find(reference, owner, all).isEmpty()) {
                throw Problem.at(
                        "/options",
                        "There is no " + reference.name() + " that this key may use; it is to be "
                                + reference.to().about() + ".");
            }
        }
    }

    /** Where it lies, or the name of a model that ships. */
    public Optional<String> find(Reference reference, String owner, boolean all) {
        String name = reference.name();
        if (name.startsWith(Reference.OF_JOB)) {
            return ofJob(reference, name.substring(Reference.OF_JOB.length()), owner, all);
        }
        if (name.startsWith(Reference.OF_FILE) || reference.to() == Reference.To.FILE) {
            String hash = name.startsWith(Reference.OF_FILE) ? name.substring(Reference.OF_FILE.length()) : name;
            return files.find(hash, owner).map(upload -> files.path(hash).toString());
        }
        if (name.startsWith(Reference.OF_FOLDER)) {
            return existing(data.resolve("datasets").resolve(name.substring(Reference.OF_FOLDER.length())));
        }
        if (reference.to() == Reference.To.DATA) {
            return Optional.of(name);
        }
        if (reference.to() == Reference.To.GALLERY) {
            return galleries.find(name, owner).map(Path::toString);
        }
        if (reference.to() == Reference.To.NEW_GALLERY) {
            return Optional.of(galleries.of(name, owner).toString());
        }
        return models.contains(name)
                ? Optional.of(name)
                : existing(data.resolve("models").resolve(name + ".ganvas"));
    }

    private static Optional<String> existing(Path path) {
        return Files.exists(path) ? Optional.of(path.toString()) : Optional.empty();
    }

    private Optional<String> ofJob(Reference reference, String id, String owner, boolean all) {
        Optional<Job> job = jobs.find(id).filter(one -> all || one.owner().equals(owner));
        if (job.isEmpty()) {
            return Optional.empty();
        }
        JobFolder folder = JobFolder.of(data.resolve("jobs"), id);
        Path out = folder.out(job.get().tries().attempts());
        return switch (reference.to()) {
            case MODEL -> existing(folder.run().resolve("best.ganvas"));
            case DIRECTIONS -> existing(out.resolve("directions.json"));
            case LATENT -> existing(out.resolve("latent.json"));
            case INDEX -> existing(out.resolve("index"));
            case DATA -> job.get().state() == Job.State.DONE ? existing(out) : Optional.empty();
            case FILE, GALLERY, NEW_GALLERY -> Optional.empty();
        };
    }
}
