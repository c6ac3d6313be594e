package dev.ganvas.server.queue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ganvas.server.kind.JobRequest;
import dev.ganvas.server.kind.Kinds;
import dev.ganvas.server.problem.Problem;
import dev.ganvas.server.settings.ServerLimits;
import dev.ganvas.server.store.FileStore;
import dev.ganvas.server.store.FileStore.Upload;
import dev.ganvas.server.store.Ids;
import dev.ganvas.server.store.JobTable;
import dev.ganvas.server.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Takes requests for jobs in, or refuses them: what is asked for twice is done once, and the queue has an end. */
public final class Admission {
    private static final int RETRY_SECONDS = 5;
    private static final int MOST_IDEMPOTENCY = 255;

    private final Kinds kinds;
    private final JobTable jobs;
    private final FileStore files;
    private final References references;
    private final JobFolders folders;
    private final JobQueue queue;
    private final ServerLimits limits;
    private final DiskGuard disk;

    public Admission(
            Kinds kinds,
            JobTable jobs,
            FileStore files,
            References references,
            JobFolders folders,
            JobQueue queue,
            ServerLimits limits,
            DiskGuard disk) {
        this.kinds = kinds;
        this.jobs = jobs;
        this.files = files;
        this.references = references;
        this.folders = folders;
        this.queue = queue;
        this.limits = limits;
        this.disk = disk;
    }

    /**
     * Who asks.
     *
     * @param id of the key
     * @param all whether jobs of all keys may be referred to
     */
    public record Owner(String id, boolean all) {}

    /** Reads a request, and says what is wrong with it. */
    public JobRequest read(JsonNode body) {
        return JobRequest.read(body, kinds, limits.inputs());
    }

    /**
     * Takes a job in.
     *
     * @param idempotency what the client calls the request
     * @return the job's name; that of the earlier one when the request is a repeated one
     * @throws Problem when it is refused
     */
    public String admit(JobRequest request, Owner owner, Optional<String> idempotency) throws IOException {
        idempotency.ifPresent(name -> {
            if (name.isEmpty() || name.length() > MOST_IDEMPOTENCY) {
                throw Problem.of(
                        Problem.Kind.MALFORMED_REQUEST,
                        "Idempotency-Key has 1 to " + MOST_IDEMPOTENCY + " characters.");
            }
        });
        String hash = hash(request.toJson().toString());
        Optional<String> earlier = idempotency.flatMap(name -> earlier(owner, name, hash));
        if (earlier.isPresent()) {
            return earlier.get();
        }
        if (queue.isDraining()) {
            throw Problem.later(Problem.Kind.STOPPING, "The server is stopping; ask again soon.", RETRY_SECONDS);
        }
        List<Upload> inputs = inputs(request, owner);
        requireRoom(owner, inputs.stream().mapToLong(Upload::bytes).sum());
        references.check(request, owner.id(), owner.all());
        return put(request, owner, idempotency, hash, inputs);
    }

    private Optional<String> earlier(Owner owner, String name, String hash) {
        return jobs.earlier(owner.id(), name).map(before -> {
            if (!before.hash().equals(hash)) {
                throw Problem.of(
                        Problem.Kind.CONFLICT, "Another request was made with this Idempotency-Key; use a new one.");
            }
            return before.id();
        });
    }

    private String put(JobRequest request, Owner owner, Optional<String> idempotency, String hash, List<Upload> inputs)
            throws IOException {
        String id = Ids.next();
        folders.prepare(id, request, inputs, owner.id());
        try {
            queue.put(new JobTable.Draft(
                    id,
                    owner.id(),
                    request.kind().name(),
                    request.kind().lane(),
                    request.interactive() ? 1 : 0,
                    request.toJson().toString(),
                    hash,
                    idempotency,
                    inputs.stream().mapToLong(Upload::bytes).sum(),
                    request.kind().keeps()));
            return id;
        } catch (StoreException e) {
            folders.remove(id);
            if (e.isDuplicate() && idempotency.isPresent()) {
                return earlier(owner, idempotency.get(), hash).orElseThrow(() -> e);
            }
            throw e;
        }
    }

    private List<Upload> inputs(JobRequest request, Owner owner) {
        List<Upload> inputs = new ArrayList<>();
        long pixels = 0;
        for (String hash : request.inputs()) {
            String where = "/inputs/" + inputs.size();
            Upload upload = files.find(hash, owner.id())
                    .orElseThrow(() -> Problem.at(where, "There is no such file of this key; upload it first."));
            if (upload.width() == 0) {
                throw Problem.at(where, "This file is no picture.");
            }
            pixels += (long) upload.width() * upload.height();
            inputs.add(upload);
        }
        long scale = request.options().path(Kinds.SCALE).asLong(1);
        if (pixels * scale * scale > limits.outputPixels()) {
            throw Problem.at(
                    "/inputs",
                    "The results would have more than " + limits.outputPixels() + " pixels together; ask for less.");
        }
        return inputs;
    }

    private void requireRoom(Owner owner, long bytes) {
        disk.requireRoom();
        JobTable.Waiting waiting = jobs.waiting(owner.id());
        ServerLimits.Queue most = limits.queue();
        if (waiting.own() >= most.own()) {
            throw Problem.later(
                    Problem.Kind.TOO_MANY_REQUESTS,
                    "This key has " + waiting.own() + " jobs waiting, which is the most.",
                    RETRY_SECONDS);
        }
        if (waiting.jobs() >= most.jobs() || waiting.bytes() + bytes > most.bytes()) {
            throw Problem.later(
                    Problem.Kind.OVERLOADED, "The queue is full; ask again in some seconds.", RETRY_SECONDS);
        }
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
