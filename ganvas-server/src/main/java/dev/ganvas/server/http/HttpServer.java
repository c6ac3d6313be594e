package dev.ganvas.server.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.server.kind.Kinds;
import dev.ganvas.server.kind.LiveKinds;
import dev.ganvas.server.kind.Role;
import dev.ganvas.server.live.LiveQuestions;
import dev.ganvas.server.measure.Meters;
import dev.ganvas.server.problem.Problem;
import dev.ganvas.server.queue.Admission;
import dev.ganvas.server.queue.DiskGuard;
import dev.ganvas.server.queue.Galleries;
import dev.ganvas.server.queue.JobEvents;
import dev.ganvas.server.queue.JobFolders;
import dev.ganvas.server.queue.JobQueue;
import dev.ganvas.server.queue.References;
import dev.ganvas.server.remote.RemoteFiles;
import dev.ganvas.server.settings.ServerSettings;
import dev.ganvas.server.store.FileStore;
import dev.ganvas.server.store.JobTable;
import dev.ganvas.server.store.KeyTable;
import dev.ganvas.server.store.StoreException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP side: routes behind a gate, and failures as problems. */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Beside those that wait for bodies. */
    private static final int THREADS = 160;

    private static final int IDLE_THREADS = 8;
    private static final String REQUEST = "request-id";
    private static final String BEGAN = "began";
    private static final String CSP =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:;"
                    + " connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";

    private final Parts parts;
    private final Gate gate;
    private final EventStreams streams;
    private final JobWaits waits;
    private final Bodies bodies;
    private final Javalin javalin;

    /**
     * What it serves.
     *
     * @param alone whether no other server does jobs of the same database
     * @param ready whether jobs are taken in
     * @param log takes a line of JSON for each request
     */
    public record Parts(
            ServerSettings settings,
            Kinds kinds,
            KeyTable keys,
            JobTable jobs,
            FileStore files,
            JobFolders folders,
            JobEvents events,
            JobQueue queue,
            Admission admission,
            DiskGuard disk,
            Meters meters,
            References references,
            LiveQuestions live,
            boolean alone,
            BooleanSupplier ready,
            Consumer<String> log) {}

    public HttpServer(Parts parts, String version) {
        this.parts = parts;
        Sessions sessions = new Sessions();
        Rates rates = new Rates(parts.settings().limits().requests());
        this.gate = new Gate(parts.keys(), sessions, rates, parts.settings().address());
        JobView view = new JobView(parts.jobs(), parts.events(), parts.folders());
        this.streams = new EventStreams(parts.jobs(), parts.events(), view, parts.alone());
        this.waits = new JobWaits(parts.jobs(), parts.events());
        this.bodies = new Bodies(parts.settings().limits().requests());
        List<Route> routes = new ArrayList<>();
        routes.addAll(new FileRoutes(
                        parts.files(),
                        bodies,
                        parts.disk(),
                        parts.settings().limits(),
                        new RemoteFiles(parts.settings().sources()))
                .routes());
        JobRoutes jobRoutes = new JobRoutes(
                new JobRoutes.Parts(
                        parts.kinds(),
                        parts.jobs(),
                        parts.queue(),
                        parts.admission(),
                        parts.folders(),
                        view,
                        streams,
                        waits,
                        bodies),
                parts.settings().limits().inputs());
        routes.addAll(jobRoutes.routes());
        routes.addAll(new RunRoutes(jobRoutes::find, parts.folders()::of).routes());
        routes.addAll(new LiveRoutes(LiveKinds.all(), parts.live(), parts.references(), bodies).routes());
        routes.addAll(new GalleryRoutes(new Galleries(
                        parts.settings().data(), parts.settings().limits().galleries()))
                .routes());
        routes.addAll(
                new ServerRoutes(parts.settings(), parts.kinds(), parts.meters(), gate, sessions, bodies, parts.ready())
                        .routes());
        List<Route> described = List.copyOf(routes);
        routes.add(Route.get(
                        "/openapi.json",
                        Role.USE,
                        "This description.",
                        Route.json(200, "OpenAPI 3.1."),
                        context -> Answers.json(context, OpenApi.of(described, version)))
                .open());
        parts.meters().gauge("ganvas.streams", "Open streams of events", streams::open);
        this.javalin = Javalin.create(config -> configure(config, routes));
    }

    private void configure(JavalinConfig config, List<Route> routes) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.asyncTimeout = 0;
        config.jetty.threadPool = new QueuedThreadPool(
                THREADS + Bodies.SMALL + parts.settings().limits().requests().uploads(), IDLE_THREADS);
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setSendDateHeader(true);
        });
        config.routes.before(this::enter);
        config.routes.after(this::leave);
        for (Route route : routes) {
            config.routes.addHttpHandler(
                    HandlerType.findOrCreate(route.method()), route.path(), context -> run(route, context));
        }
        config.routes.get("/", Studio::serve);
        config.routes.get("/studio/<path>", Studio::serve);
        config.routes.exception(Problem.class, this::refuse);
        config.routes.exception(StoreException.class, (failure, context) -> refuse(of(failure), context));
        config.routes.exception(IOException.class, (failure, context) -> refuse(of(failure), context));
        config.routes.exception(HttpResponseException.class, (failure, context) -> refuse(of(failure), context));
        config.routes.exception(Exception.class, (failure, context) -> {
            LOG.error("a request failed", failure);
            refuse(Problem.of(Problem.Kind.UNEXPECTED, "The server failed; its log says how."), context);
        });
    }

    private void enter(Context context) {
        context.attribute(REQUEST, UUID.randomUUID().toString());
        context.attribute(BEGAN, System.nanoTime());
        context.header("X-Request-Id", request(context));
        context.header("Content-Security-Policy", CSP);
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Cross-Origin-Opener-Policy", "same-origin");
        context.header("Cross-Origin-Resource-Policy", "same-origin");
        context.header("Cache-Control", "no-store");
        gate.checkOrigin(context);
    }

    private static String request(Context context) {
        return Optional.<String>ofNullable(context.attribute(REQUEST)).orElse("");
    }

    private void run(Route route, Context context) throws Exception {
        context.attribute("route", route.path());
        if (route.role().isPresent()) {
            gate.admit(context);
            Caller.of(context).require(route.role().get());
        }
        route.handler().handle(context);
    }

    private void leave(Context context) {
        boolean sent = context.req().getContentLengthLong() > 0 || context.header("Transfer-Encoding") != null;
        if (sent && !bodies.skipRest(context)) {
            // The connection ends with this answer, since the rest of the body is still on its way; the client is to
            // know.
            context.header("Connection", "close");
        }
        String route = Optional.<String>ofNullable(context.attribute("route")).orElse("other");
        long began = Optional.<Long>ofNullable(context.attribute(BEGAN)).orElse(System.nanoTime());
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        parts.meters().request(route, context.statusCode(), took);
        ObjectNode line = JSON.createObjectNode().put("time", Instant.now().toString());
        line.put("request", request(context));
        line.put("method", context.req().getMethod());
        line.put("path", context.path());
        line.put("status", context.statusCode());
        line.put("ms", took.toMillis());
        line.put("from", context.ip());
        Caller.find(context).ifPresent(caller -> line.put("key", caller.name()));
        parts.log().accept(line.toString());
    }

    private void refuse(Problem problem, Context context) {
        parts.meters().refused(problem.kind());
        Answers.problem(context, problem, request(context));
    }

    private static Problem of(StoreException failure) {
        if (failure.isFull()) {
            return Problem.of(Problem.Kind.DISK_FULL, "The server's disk is full.");
        }
        LOG.error("the database refused", failure);
        return Problem.later(Problem.Kind.OVERLOADED, "The database cannot be reached now.", 5);
    }

    private static Problem of(IOException failure) {
        if (JobFolders.isDiskFull(failure)) {
            return Problem.of(Problem.Kind.DISK_FULL, "The server's disk is full.");
        }
        LOG.error("a file cannot be used", failure);
        return Problem.of(Problem.Kind.UNEXPECTED, "A file of the server cannot be used; its log says why.");
    }

    private static Problem of(HttpResponseException failure) {
        return switch (failure.getStatus()) {
            case 404 -> Problem.of(Problem.Kind.NOT_FOUND, "There is nothing here; /openapi.json says what there is.");
            case 405 -> Problem.of(Problem.Kind.WRONG_METHOD, "This cannot be done here.");
            default -> Problem.of(Problem.Kind.MALFORMED_REQUEST, "The request cannot be read.");
        };
    }

    /** Loads what HTTP needs, for another thread to do while this one opens files: a second and more on a slow computer. */
    public static void load() {
        Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
        });
    }

    /** Begins to listen. */
    public void start() {
        javalin.start(
                parts.settings().address().bind(), parts.settings().address().port());
    }

    /** The port it listens at. */
    public int port() {
        return javalin.port();
    }

    /** Whether an address is reached from this computer alone. */
    public static boolean isLoopback(String bind) {
        return Gate.isLoopback(bind);
    }

    @Override
    public void close() {
        streams.close();
        waits.close();
        javalin.stop();
    }
}
