package dev.ganvas.server.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.server.kind.JobRequest;
import dev.ganvas.server.kind.Kinds;
import dev.ganvas.server.kind.Lane;
import dev.ganvas.server.problem.Problem;
import dev.ganvas.server.store.Job;
import dev.ganvas.server.store.JobTable;
import dev.ganvas.server.work.Verbs;
import dev.ganvas.server.work.WorkerPool;
import dev.ganvas.server.work.WorkerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does one attempt at a job: its folder, its command line, a worker for it, and what came of it. */
public final class JobRunner {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Exit code of a verb that saved and stopped when it was asked to. */
    private static final int STOPPED = 130;

    /** A job that a worker died of so often is not tried again. */
    static final int MOST_DEATHS = 2;

    /** Nor one that was begun so often, whatever ended it. */
    private static final int MOST_ATTEMPTS = 25;

    private static final int MOST_DETAIL = 600;
    private static final int MOST_NOTES = 10_000;
    private static final long SECOND = 1_000_000_000L;

    private final Kinds kinds;
    private final JobFolders folders;
    private final JobEvents events;
    private final WorkerPool workers;
    private final Optional<JobTable> told;

    /** @param told where progress is written down for other servers; empty when there are none */
    public JobRunner(Kinds kinds, JobFolders folders, JobEvents events, WorkerPool workers, Optional<JobTable> told) {
        this.kinds = kinds;
        this.folders = folders;
        this.events = events;
        this.workers = workers;
        this.told = told;
    }

    /** What came of an attempt: an end, or another turn. */
    sealed interface Outcome {
        /** The job has ended. */
        record Ended(JobTable.End end) implements Outcome {}

        /** It is to be tried again. */
        record Again(boolean workerDied) implements Outcome {}
    }

    Outcome run(Attempt attempt) throws InterruptedException {
        Job job = attempt.job();
        if (job.tries().attempts() > MOST_ATTEMPTS && job.place().lane() == Lane.QUICK) {
            return failed(Problem.Kind.WORKER_DIED, "It was begun " + MOST_ATTEMPTS + " times and never ended.");
        }
        try {
            JobRequest request = JobRequest.read(JSON.readTree(job.request()), kinds, Integer.MAX_VALUE);
            return work(attempt, request);
        } catch (Problem e) {
            return failed(e.kind(), e.getMessage());
        } catch (IOException e) {
            return failed(
                    JobFolders.isDiskFull(e) ? Problem.Kind.DISK_FULL : Problem.Kind.UNEXPECTED,
                    Unplaced.text(String.valueOf(e.getMessage())));
        }
    }

    private Outcome work(Attempt attempt, JobRequest request) throws IOException, InterruptedException {
        Job job = attempt.job();
        JobFolder folder = folders.of(job.id());
        Path out = fresh(folder, job.tries().attempts());
        List<String> words = request.commandLine(
                places(folder, out), pictures(folder.in()), reference -> folders.resolve(reference, job));
        // Whatever killed one worker may have killed those that wait too; a second death is to be the job's own doing.
        WorkerProcess worker = workers.take(job.tries().deaths() > 0);
        WorkerProcess.Outcome outcome = WorkerProcess.Outcome.DEATH;
        try {
            Progress progress = new Progress();
            outcome = attempt.await(worker, worker.run(words, new Telling(attempt, progress, folder)));
        } finally {
            workers.giveBack(worker, !outcome.isDeath() && job.place().lane() == Lane.QUICK);
        }
        boolean trains = request.kind().words().stream().anyMatch(word -> word.contains("{run}"));
        return ended(attempt, outcome, trains ? folder.run() : out);
    }

    private static Path fresh(JobFolder folder, int attempt) throws IOException {
        for (int earlier = 1; earlier <= attempt; earlier++) {
            JobFolder.remove(folder.out(earlier));
        }
        return Files.createDirectories(folder.out(attempt));
    }

    private static Map<String, String> places(JobFolder folder, Path out) throws IOException {
        Map<String, String> places = new HashMap<>();
        places.put("in", folder.in().toString());
        places.put("out", out.toString());
        places.put("run", folder.run().toString());
        List<String> pictures = pictures(folder.in());
        places.put("first", pictures.isEmpty() ? "" : pictures.get(0));
        return places;
    }

    private static List<String> pictures(Path in) throws IOException {
        if (!Files.isDirectory(in)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(in)) {
            return all.map(Path::toString).sorted().toList();
        }
    }

    private Outcome ended(Attempt attempt, WorkerProcess.Outcome outcome, Path results) throws IOException {
        boolean stopped = outcome.isDeath() || outcome.code().orElse(0) == STOPPED;
        Optional<Attempt.Reason> reason = attempt.reason();
        if (reason.isPresent() && stopped) {
            return reason.get() == Attempt.Reason.LET_GO
                    ? new Outcome.Again(false)
                    : end(Job.State.CANCELLED, Optional.empty(), Optional.empty(), results);
        }
        if (outcome.isDeath()) {
            Job.Tries tries = attempt.job().tries();
            // A worker that was killed before it came to the job says nothing of the job; many say something of the
            // machine.
            if (!outcome.begun() && tries.attempts() <= MOST_ATTEMPTS) {
                return new Outcome.Again(false);
            }
            return tries.deaths() + 1 < MOST_DEATHS
                    ? new Outcome.Again(true)
                    : failed(Problem.Kind.WORKER_DIED, "The process that did it died, " + MOST_DEATHS + " times.");
        }
        Optional<JsonNode> answer = answer(outcome.out());
        ArrayNode files = JobFolder.files(results);
        boolean some = outcome.code().orElse(1) == 0
                || answer.isPresent()
                        && (!files.isEmpty() || answer.get().path("pictures").size() > 0);
        if (some) {
            return end(Job.State.DONE, answer, Optional.empty(), results);
        }
        String detail = detail(outcome.err(), answer);
        Problem.Kind kind = outcome.code().orElse(1) == 2 ? Problem.Kind.INVALID : Problem.Kind.JOB_FAILED;
        return end(
                Job.State.FAILED,
                answer,
                Optional.of(Problem.of(full(outcome.err()) ? Problem.Kind.DISK_FULL : kind, detail)),
                results);
    }

    private static boolean full(String err) {
        return JobFolders.isDiskFull(new IOException(err));
    }

    private static Optional<JsonNode> answer(String out) {
        int brace = out.indexOf('{');
        if (brace < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(Unplaced.json(JSON.readTree(out.substring(brace))));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The verb's own words, without where files lie. */
    private static String detail(String err, Optional<JsonNode> answer) {
        String said = err.lines()
                .filter(line -> line.startsWith("ganvas: "))
                .reduce((first, last) -> last)
                .map(line -> line.substring("ganvas: ".length()))
                .or(() -> answer.map(one -> one.path("failed"))
                        .filter(failed -> failed.size() > 0)
                        .map(failed -> failed.elements().next().asText()))
                .or(() -> err.lines().reduce((first, last) -> last))
                .orElse("The verb did not say why.");
        String plain = Unplaced.text(said);
        return plain.substring(0, Math.min(MOST_DETAIL, plain.length()));
    }

    private static Outcome failed(Problem.Kind kind, String detail) {
        return new Outcome.Ended(new JobTable.End(
                Job.State.FAILED,
                new Job.Result(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Problem.of(kind, detail).document().toString())),
                0));
    }

    private static Outcome end(Job.State state, Optional<JsonNode> answer, Optional<Problem> problem, Path results)
            throws IOException {
        ArrayNode files = JobFolder.files(results);
        long bytes = 0;
        for (JsonNode file : files) {
            bytes += file.path("bytes").asLong();
        }
        return new Outcome.Ended(new JobTable.End(
                state,
                new Job.Result(
                        Optional.empty(),
                        answer.map(JsonNode::toString),
                        Optional.of(files.toString()),
                        problem.map(one -> one.document().toString())),
                bytes));
    }

    /** Tells how far an attempt is: at once to those who listen here, once a second to other servers. */
    private final class Telling implements Verbs.Progress {
        private final Attempt attempt;
        private final Progress reached;
        private final JobFolder folder;
        private Optional<Long> written = Optional.empty();
        private int notes;

        Telling(Attempt attempt, Progress reached, JobFolder folder) {
            this.attempt = attempt;
            this.reached = reached;
            this.folder = folder;
        }

        /** What a training says is kept too; of other jobs what matters is in their result. */
        @Override
        public synchronized void note(String text) {
            notes++;
            if (attempt.job().place().lane() != Lane.LONG || notes > MOST_NOTES) {
                return;
            }
            ObjectNode note = JSON.createObjectNode().put("time", Instant.now().toString());
            note.put("text", Unplaced.text(text));
            try {
                Files.writeString(folder.notes(), note + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                LOG.warn("what a training said cannot be kept: {}", e.getMessage());
            }
            events.publish(attempt.job().id(), "note", note);
        }

        @Override
        public synchronized void at(String phase, long done, long total) {
            ObjectNode progress = reached.at(phase, done, total, System.nanoTime());
            events.publish(attempt.job().id(), "progress", progress);
            attempt.told();
            long now = System.nanoTime();
            if (told.isPresent() && (written.isEmpty() || now - written.get() > SECOND)) {
                written = Optional.of(now);
                told.get().progress(attempt.job().id(), attempt.job().tries().attempts(), progress.toString());
            }
        }
    }
}
