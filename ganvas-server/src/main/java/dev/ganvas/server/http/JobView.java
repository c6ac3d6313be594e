package dev.ganvas.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.server.queue.JobEvents;
import dev.ganvas.server.queue.JobFolder;
import dev.ganvas.server.queue.JobFolders;
import dev.ganvas.server.store.Job;
import dev.ganvas.server.store.JobTable;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** A job as clients see it. */
final class JobView {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JobTable jobs;
    private final JobEvents events;
    private final JobFolders folders;

    JobView(JobTable jobs, JobEvents events, JobFolders folders) {
        this.jobs = jobs;
        this.events = events;
        this.folders = folders;
    }

    /** What a list shows of a job. */
    ObjectNode brief(Job job) {
        ObjectNode view = JSON.createObjectNode();
        view.put("id", job.id());
        view.put("kind", job.kind());
        view.put("state", job.state().label());
        view.put("priority", job.place().priority() > 0 ? "interactive" : "batch");
        view.put("href", "/v1/jobs/" + job.id());
        view.put("created", Instant.ofEpochMilli(job.times().created()).toString());
        time(view, "started", job.times().started());
        time(view, "finished", job.times().finished());
        view.put("attempts", job.tries().attempts());
        return view;
    }

    private static void time(ObjectNode view, String name, OptionalLong time) {
        time.ifPresent(millis -> view.put(name, Instant.ofEpochMilli(millis).toString()));
    }

    /** All of a job. */
    ObjectNode whole(Job job) throws IOException {
        ObjectNode view = brief(job);
        view.set("request", parsed(job.request()));
        view.put("events", "/v1/jobs/" + job.id() + "/events");
        if (job.kind().equals("train")) {
            view.put("run", "/v1/jobs/" + job.id() + "/run");
        }
        if (job.state() == Job.State.QUEUED) {
            view.put("ahead", jobs.ahead(job));
        }
        if (job.state() == Job.State.RUNNING) {
            progress(job).ifPresent(progress -> view.set("progress", progress));
            view.put("stopping", job.cancelled());
        }
        job.result().answer().ifPresent(answer -> view.set("result", parsed(answer)));
        job.result().problem().ifPresent(problem -> view.set("problem", parsed(problem)));
        ArrayNode files = files(job);
        if (!files.isEmpty() || job.state() == Job.State.DONE) {
            int number = 0;
            for (JsonNode file : files) {
                ((ObjectNode) file).put("href", "/v1/jobs/" + job.id() + "/results/" + number);
                number++;
            }
            view.set("results", files);
        }
        return view;
    }

    private Optional<JsonNode> progress(Job job) {
        return events.last(job.id(), "progress")
                .map(JobEvents.Event::data)
                .or(() -> job.result().progress())
                .map(JobView::parsed);
    }

    /** Which files there are; of a training those that it has written so far. */
    ArrayNode files(Job job) throws IOException {
        if (job.result().files().isPresent()) {
            return (ArrayNode) parsed(job.result().files().get());
        }
        return job.kind().equals("train") ? JobFolder.files(folders.of(job.id()).run()) : JSON.createArrayNode();
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was written down as JSON is JSON", e);
        }
    }
}
