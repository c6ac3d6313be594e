package dev.ganvas.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.server.kind.Role;
import dev.ganvas.server.problem.Problem;
import dev.ganvas.server.queue.JobFolder;
import dev.ganvas.server.store.Job;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A training as it goes: its figures, what it says, and samples of what it has learned so far. */
final class RunRoutes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_LINES = 5_000;
    private static final int MOST_NOTES = 200;
    private static final long MOST_RECORD_BYTES = 4L << 20;
    private static final String SAMPLE = "\\d{12}\\.png";

    private final Function<Context, Job> found;
    private final Function<String, JobFolder> folders;

    /**
     * @param found the job that a request names, if it is the caller's
     * @param folders of jobs by their ids
     */
    RunRoutes(Function<Context, Job> found, Function<String, JobFolder> folders) {
        this.found = found;
        this.folders = folders;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/v1/jobs/{id}/run",
                        Role.USE,
                        "A training as it goes: which figures it has, how far it is to go, what it said, its samples.",
                        Route.json(200, "The run."),
                        this::run),
                Route.get(
                        "/v1/jobs/{id}/metrics",
                        Role.USE,
                        "Figures of a training, a line of JSON each moment, from line ?from= on; at most 5,000 at once.",
                        new Route.Answer(200, "application/jsonl", "Lines with images, seconds and figures by name."),
                        this::metrics),
                Route.get(
                        "/v1/jobs/{id}/samples/{images}",
                        Role.USE,
                        "What a training drew after so many pictures.",
                        new Route.Answer(200, "image/png", "The picture."),
                        this::sample));
    }

    private JobFolder folder(Context context) {
        Job job = found.apply(context);
        if (!job.kind().equals("train")) {
            throw Problem.of(Problem.Kind.NOT_FOUND, "Only a training has a run.");
        }
        return folders.apply(job.id());
    }

    private void run(Context context) throws IOException {
        JobFolder folder = folder(context);
        String id = context.pathParam("id");
        ObjectNode view = JSON.createObjectNode();
        JsonNode record = record(folder.run().resolve("run.json"));
        view.set("figures", record.path("figures").isArray() ? record.path("figures") : JSON.createArrayNode());
        if (record.path("plan").has("totalImages")) {
            view.put("images", record.path("plan").path("totalImages").asLong());
        }
        for (String end : List.of("ended", "failed")) {
            if (record.path(end).isTextual()) {
                view.put(end, record.path(end).asText());
            }
        }
        view.set("notes", notes(folder.notes()));
        ArrayNode samples = view.putArray("samples");
        for (String name : samples(folder.run())) {
            long images = Long.parseLong(name.substring(0, name.indexOf('.')));
            samples.addObject().put("images", images).put("href", "/v1/jobs/" + id + "/samples/" + images);
        }
        Answers.json(context, view);
    }

    private static JsonNode record(Path file) throws IOException {
        if (!Files.exists(file) || Files.size(file) > MOST_RECORD_BYTES) {
            return JSON.createObjectNode();
        }
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    private static ArrayNode notes(Path file) throws IOException {
        ArrayNode notes = JSON.createArrayNode();
        if (Files.exists(file)) {
            List<String> lines = Files.readAllLines(file);
            for (String line : lines.subList(Math.max(0, lines.size() - MOST_NOTES), lines.size())) {
                try {
                    notes.add(JSON.readTree(line));
                } catch (JsonProcessingException e) {
                    // The last one may be half written.
                    continue;
                }
            }
        }
        return notes;
    }

    private static List<String> samples(Path run) throws IOException {
        Path folder = run.resolve("samples");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> name.matches(SAMPLE))
                    .sorted()
                    .toList();
        }
    }

    private void metrics(Context context) throws IOException {
        Path file = folder(context).run().resolve("metrics.jsonl");
        String from = context.queryParam("from") == null ? "0" : context.queryParam("from");
        if (!from.matches("\\d{1,9}")) {
            throw Problem.of(Problem.Kind.MALFORMED_REQUEST, "from is the number of a line, 0 for the first.");
        }
        String text = "";
        if (Files.exists(file)) {
            try (Stream<String> lines = Files.lines(file)) {
                text = lines.skip(Integer.parseInt(from))
                        .limit(MOST_LINES)
                        // The last line may be half written; whoever asks again gets it whole.
                        .filter(line -> line.endsWith("}"))
                        .map(line -> line + "\n")
                        .collect(Collectors.joining());
            }
        }
        context.contentType("application/jsonl").result(text.getBytes(StandardCharsets.UTF_8));
    }

    private void sample(Context context) throws IOException {
        JobFolder folder = folder(context);
        String images = context.pathParam("images");
        if (!images.matches("\\d{1,12}")) {
            throw Problem.of(Problem.Kind.NOT_FOUND, "A sample is named by a number of pictures.");
        }
        String name = "0".repeat(12 - images.length()) + images + ".png";
        Path file = folder.run().resolve("samples").resolve(name);
        if (!Files.exists(file)) {
            throw Problem.of(Problem.Kind.NOT_FOUND, "There is no sample at " + images + " pictures.");
        }
        try {
            Answers.file(context, file, "image/png", name);
        } catch (NoSuchFileException e) {
            throw Problem.of(Problem.Kind.NOT_FOUND, "This file is there no more.");
        }
    }
}
