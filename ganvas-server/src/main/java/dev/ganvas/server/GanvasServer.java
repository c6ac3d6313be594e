package dev.ganvas.server;

import dev.ganvas.error.UsageException;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.server.http.HttpServer;
import dev.ganvas.server.kind.Kinds;
import dev.ganvas.server.kind.Lane;
import dev.ganvas.server.live.LiveQuestions;
import dev.ganvas.server.measure.Meters;
import dev.ganvas.server.queue.Admission;
import dev.ganvas.server.queue.DiskGuard;
import dev.ganvas.server.queue.Galleries;
import dev.ganvas.server.queue.JobEvents;
import dev.ganvas.server.queue.JobFolders;
import dev.ganvas.server.queue.JobQueue;
import dev.ganvas.server.queue.JobRunner;
import dev.ganvas.server.queue.References;
import dev.ganvas.server.settings.ServerSettings;
import dev.ganvas.server.store.Database;
import dev.ganvas.server.store.FileStore;
import dev.ganvas.server.store.Ids;
import dev.ganvas.server.store.Job;
import dev.ganvas.server.store.JobTable;
import dev.ganvas.server.store.KeyTable;
import dev.ganvas.server.work.WorkerPool;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server: everything that {@code ganvas} does, over HTTP, as jobs that outlive a crash. It computes nothing itself; the processes
 * beside it do.
 */
public final class GanvasServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GanvasServer.class);

    /** How long a stop waits for jobs that go on, before it lets go of them. */
    public static final Duration DRAIN = Duration.ofSeconds(22);

    private static final long TIDY_SECONDS = 30;
    private static final AtomicBoolean LOADED = new AtomicBoolean();

    /** One grey pixel. */
    private static final String SMALLEST_PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==";

    private final Optional<FileChannel> lock;
    private final Database database;
    private final WorkerPool workers;
    private final LiveQuestions live;
    private final JobQueue queue;
    private final DiskGuard disk;
    private final HttpServer http;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ScheduledExecutorService tidying = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "tidying");
        thread.setDaemon(true);
        return thread;
    });

    private GanvasServer(ServerSettings settings, Kinds kinds, String version, Consumer<String> log)
            throws IOException {
        Path data = settings.data().toAbsolutePath();
        Files.createDirectories(data);
        lock = settings.database().isPresent() ? Optional.empty() : Optional.of(locked(data));
        database = Database.open(data, settings.database());
        KeyTable keys = new KeyTable(database);
        if (!HttpServer.isLoopback(settings.address().bind()) && !keys.any()) {
            database.close();
            unlock();
            throw new UsageException(
                    "At " + settings.address().bind()
                            + " others can reach this server, so it needs a key first: ganvas serve keys add NAME --role admin");
        }
        JobTable jobs = new JobTable(database);
        FileStore files = new FileStore(database, data.resolve("files"));
        Galleries galleries = new Galleries(data, settings.limits().galleries());
        References references = new References(
                files,
                jobs,
                data,
                settings.work().models().stream()
                        .map(ServerSettings.Model::name)
                        .collect(Collectors.toSet()),
                galleries);
        JobFolders folders = new JobFolders(data.resolve("jobs"), files, references);
        JobEvents events = new JobEvents();
        Meters meters = new Meters();
        workers = new WorkerPool(
                settings.work().command(),
                Files.createDirectories(data.resolve("work")),
                settings.work().workers());
        live = new LiveQuestions(settings.work().command(), data.resolve("work"));
        JobRunner runner = new JobRunner(
                kinds, folders, events, workers, database.isEmbedded() ? Optional.empty() : Optional.of(jobs));
        queue = new JobQueue(
                database,
                events,
                runner,
                meters,
                Ids.next(),
                Map.of(Lane.QUICK, settings.work().workers(), Lane.LONG, 1));
        disk = new DiskGuard(data, settings.limits().disk(), jobs, files, folders, galleries);
        Admission admission = new Admission(kinds, jobs, files, references, folders, queue, settings.limits(), disk);
        http = new HttpServer(
                new HttpServer.Parts(
                        settings,
                        kinds,
                        keys,
                        jobs,
                        files,
                        folders,
                        events,
                        queue,
                        admission,
                        disk,
                        meters,
                        references,
                        live,
                        database.isEmbedded(),
                        () -> !queue.isDraining() && jobs.count(Job.State.QUEUED) >= 0,
                        log),
                version);
        gauges(meters, jobs);
    }

    private void gauges(Meters meters, JobTable jobs) {
        meters.gauge("ganvas.jobs.waiting", "Jobs that wait", () -> jobs.count(Job.State.QUEUED));
        meters.gauge("ganvas.jobs.running", "Jobs that go on here", queue::running);
        meters.gauge("ganvas.disk.used", "Bytes of uploads, results and galleries", disk::used);
        meters.gauge(
                "ganvas.workers", "Processes that work", () -> workers.workers().size());
        meters.gauge("ganvas.workers.started", "Processes that were ever started", workers::started);
    }

    /**
     * Begins to load what a server needs, on a thread beside whatever the caller still has to do. Starting one does it too; to ask
     * for it twice costs nothing.
     */
    public static void load() {
        if (LOADED.compareAndSet(false, true)) {
            Thread loading = new Thread(HttpServer::load, "loading");
            loading.setDaemon(true);
            loading.start();
        }
    }

    /**
     * Starts a server.
     *
     * @param kinds of job that it does
     * @param version of this program, for its description
     * @param log takes a line of JSON for each request
     * @throws UsageException when it would be unsafe, or cannot be
     */
    public static GanvasServer start(ServerSettings settings, Kinds kinds, String version, Consumer<String> log)
            throws IOException {
        load();
        GanvasServer server = new GanvasServer(settings, kinds, version, log);
        try {
            server.queue.start();
            server.http.start();
        } catch (RuntimeException e) {
            server.close();
            throw new UsageException(
                    "The server cannot listen at " + settings.address().bind() + ":"
                            + settings.address().port() + ": " + e.getMessage(),
                    e);
        }
        ScheduledFuture<?> unused =
                server.tidying.scheduleWithFixedDelay(server::tidy, 0, TIDY_SECONDS, TimeUnit.SECONDS);
        server.tidying.execute(server::warmUp);
        return server;
    }

    /** SQLite's file is one server's alone; two would do each other's jobs. */
    private static FileChannel locked(Path data) throws IOException {
        FileChannel channel =
                FileChannel.open(data.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            LOG.debug("held by this process", e);
        }
        channel.close();
        throw new UsageException(
                "Another server uses " + data + "; stop it, or name another folder with --data. Several servers share a"
                        + " database of PostgreSQL, with --db.");
    }

    private void unlock() {
        if (lock.isPresent()) {
            try {
                lock.get().close();
            } catch (IOException e) {
                LOG.debug("the lock goes with the process", e);
            }
        }
    }

    private void warmUp() {
        try {
            workers.warmUp();
            // The first picture looked at would otherwise wait until all that looks at pictures is loaded.
            PictureDecoder.size(Base64.getDecoder().decode(SMALLEST_PNG), "the smallest picture");
        } catch (IOException e) {
            LOG.error("no worker can be started", e);
        }
    }

    private void tidy() {
        try {
            disk.tidy();
            disk.removeForgotten();
            workers.endIdle();
            live.endIdle();
        } catch (IOException | RuntimeException e) {
            LOG.warn("tidying failed", e);
        }
    }

    /** The port it listens at. */
    public int port() {
        return http.port();
    }

    /** Takes nothing new, lets what goes on end, lets go of what takes too long, and stops. */
    public void drain() {
        queue.drain(DRAIN);
        close();
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        queue.drain(Duration.ZERO);
        tidying.shutdownNow();
        live.close();
        http.close();
        workers.close();
        database.close();
        unlock();
    }
}
