package dev.ganvas.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.server.kind.JobKind;
import dev.ganvas.server.kind.JobRequest;
import dev.ganvas.server.kind.Kinds;
import dev.ganvas.server.kind.Lane;
import dev.ganvas.server.kind.Role;
import dev.ganvas.server.problem.Problem;
import dev.ganvas.server.queue.Admission;
import dev.ganvas.server.queue.JobFolder;
import dev.ganvas.server.queue.JobFolders;
import dev.ganvas.server.queue.JobQueue;
import dev.ganvas.server.store.Job;
import dev.ganvas.server.store.JobTable;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Jobs: asked for, looked at, stopped, fetched. */
final class JobRoutes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait=(\\d{1,4})");
    private static final int MOST_WAIT = 60;
    private static final int PAGE = 50;
    private static final String ID = "[0-9A-HJKMNP-TV-Z]{26}";

    private final Parts parts;
    private final int mostInputs;

    /** What jobs are made of. */
    record Parts(
            Kinds kinds,
            JobTable jobs,
            JobQueue queue,
            Admission admission,
            JobFolders folders,
            JobView view,
            EventStreams streams,
            JobWaits waits,
            Bodies bodies) {}

    JobRoutes(Parts parts, int mostInputs) {
        this.parts = parts;
        this.mostInputs = mostInputs;
    }

    List<Route> routes() {
        Route.Answer job = Route.json(200, "The job.");
        return List.of(
                new Route(
                        "POST",
                        "/v1/jobs",
                        Optional.of(Role.USE),
                        "Asks for a job. Prefer: wait=SECONDS waits for its end; Idempotency-Key makes repeating safe.",
                        Optional.of(new Route.Body("application/json", schema())),
                        List.of(Route.json(202, "It is taken in, and will be done."), Route.json(200, "It has ended.")),
                        this::create),
                Route.get(
                        "/v1/jobs",
                        Role.USE,
                        "Jobs from the newest on; ?before=ID for older ones.",
                        Route.json(200, "Jobs."),
                        this::list),
                Route.get(
                        "/v1/jobs/{id}",
                        Role.USE,
                        "A job: its state, how far it is, what came of it.",
                        job,
                        this::show),
                Route.get(
                        "/v1/jobs/{id}/events",
                        Role.USE,
                        "What happens to it, until it has ended; Last-Event-ID goes on from there.",
                        new Route.Answer(
                                200, "text/event-stream", "Events job, state, position, progress, note, alive, end."),
                        context -> parts.streams().begin(context, find(context))),
                Route.get(
                        "/v1/jobs/{id}/results/{number}",
                        Role.USE,
                        "A file that it wrote.",
                        new Route.Answer(200, "application/octet-stream", "The file."),
                        this::result),
                new Route(
                        "DELETE",
                        "/v1/jobs/{id}",
                        Optional.of(Role.USE),
                        "Stops a job that waits or goes on; removes one that has ended, with its results.",
                        Optional.empty(),
                        List.of(Route.json(202, "It stops."), new Route.Answer(204, "", "It is removed.")),
                        this::delete),
                new Route(
                        "POST",
                        "/v1/jobs/{id}/resume",
                        Optional.of(Role.TRAIN),
                        "Has a training that was stopped or failed go on where it was.",
                        Optional.empty(),
                        List.of(Route.json(202, "It goes on.")),
                        this::resume));
    }

    private ObjectNode schema() {
        ObjectNode schema = JSON.createObjectNode();
        ArrayNode each = schema.putArray("oneOf");
        for (JobKind kind : parts.kinds().all()) {
            each.add(kind.schema(mostInputs));
        }
        return schema;
    }

    private void create(Context context) throws IOException {
        Caller caller = Caller.of(context);
        JobRequest request = parts.admission().read(body(context));
        caller.require(request.kind().role());
        String id = parts.admission()
                .admit(
                        request,
                        new Admission.Owner(caller.id(), caller.seesAll()),
                        Optional.ofNullable(context.header("Idempotency-Key")));
        context.header("Location", "/v1/jobs/" + id);
        int seconds = wait(context.header("Prefer"));
        if (seconds == 0) {
            show(context, id);
            return;
        }
        context.header("Preference-Applied", "wait=" + seconds);
        CompletableFuture<Void> over = parts.waits().until(id, Duration.ofSeconds(seconds));
        context.future(() -> over.thenAccept(nothing -> {
            try {
                show(context, id);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }

    private JsonNode body(Context context) throws IOException {
        try {
            return JSON.readTree(parts.bodies().small(context));
        } catch (JsonProcessingException e) {
            throw Problem.of(
                    Problem.Kind.MALFORMED_REQUEST,
                    "The body is no JSON: line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ".");
        }
    }

    private static int wait(String prefer) {
        Matcher wait = WAIT.matcher(Optional.ofNullable(prefer).orElse(""));
        return wait.find() ? Math.min(MOST_WAIT, Integer.parseInt(wait.group(1))) : 0;
    }

    private void show(Context context, String id) throws IOException {
        Job job = parts.jobs().find(id).orElseThrow(JobRoutes::missing);
        context.status(job.state().isEnd() ? 200 : 202);
        Answers.json(context, parts.view().whole(job));
    }

    private static Problem missing() {
        return Problem.of(Problem.Kind.NOT_FOUND, "There is no such job of this key.");
    }

    /** The job that a path names; another key's is as if it were not there. */
    Job find(Context context) {
        Caller caller = Caller.of(context);
        String id = context.pathParam("id");
        if (!id.matches(ID)) {
            throw missing();
        }
        return parts.jobs()
                .find(id)
                .filter(job -> caller.seesAll() || job.owner().equals(caller.id()))
                .orElseThrow(JobRoutes::missing);
    }

    private void show(Context context) throws IOException {
        Answers.json(context, parts.view().whole(find(context)));
    }

    private void list(Context context) {
        Caller caller = Caller.of(context);
        Optional<String> before = Optional.ofNullable(context.queryParam("before"));
        if (before.isPresent() && !before.get().matches(ID)) {
            throw Problem.of(Problem.Kind.MALFORMED_REQUEST, "before is the id of a job.");
        }
        List<Job> found =
                parts.jobs().list(caller.seesAll() ? Optional.empty() : Optional.of(caller.id()), before, PAGE);
        ObjectNode view = JSON.createObjectNode();
        ArrayNode all = view.putArray("jobs");
        found.forEach(job -> all.add(parts.view().brief(job)));
        if (found.size() == PAGE) {
            view.put("next", "/v1/jobs?before=" + found.get(PAGE - 1).id());
        }
        Answers.json(context, view);
    }

    private void result(Context context) throws IOException {
        Job job = find(context);
        String number = context.pathParam("number");
        ArrayNode files = parts.view().files(job);
        if (!number.matches("\\d{1,6}") || Integer.parseInt(number) >= files.size()) {
            throw Problem.of(Problem.Kind.NOT_FOUND, "The job has no such result.");
        }
        String path = files.get(Integer.parseInt(number)).path("path").asText();
        JobFolder folder = parts.folders().of(job.id());
        boolean trains = job.kind().equals("train");
        Path base = trains ? folder.run() : folder.out(job.tries().attempts());
        String name = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
        Answers.file(context, base.resolve(path), JobFolder.type(path), name);
    }

    private void delete(Context context) throws IOException {
        Job job = find(context);
        if (!job.state().isEnd()) {
            parts.queue().cancel(job);
            context.status(202);
            Answers.json(context, parts.view().whole(parts.jobs().find(job.id()).orElse(job)));
            return;
        }
        if (parts.jobs().delete(job.id())) {
            parts.folders().remove(job.id());
        }
        context.status(204);
    }

    private void resume(Context context) throws IOException {
        Job job = find(context);
        if (job.place().lane() != Lane.LONG || !parts.queue().resume(job)) {
            throw Problem.of(Problem.Kind.CONFLICT, "Only a training that was stopped or failed can go on.");
        }
        context.status(202);
        show(context, job.id());
    }
}
