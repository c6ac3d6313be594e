package dev.ganvas.server.http;

import dev.ganvas.server.problem.Problem;
import dev.ganvas.server.queue.JobEvents;
import dev.ganvas.server.store.Job;
import dev.ganvas.server.store.JobTable;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to a job, as server-sent events. Each has a number; whoever comes back with the last one it saw gets what came after
 * it. A stream ends with its job.
 */
final class EventStreams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
    private static final int MOST = 5000;
    private static final int SENDERS = 4;

    /** A line now and then, so that nobody on the way takes the stream for dead. */
    private static final long ALIVE_SECONDS = 10;

    private final JobTable jobs;
    private final JobEvents events;
    private final JobView view;
    private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService senders = Executors.newScheduledThreadPool(SENDERS, work -> {
        Thread thread = new Thread(work, "event-sender");
        thread.setDaemon(true);
        return thread;
    });

    /** @param alone whether no other server does jobs of the same database */
    EventStreams(JobTable jobs, JobEvents events, JobView view, boolean alone) {
        this.jobs = jobs;
        this.events = events;
        this.view = view;
        ScheduledFuture<?> unused =
                senders.scheduleWithFixedDelay(this::keepAlive, ALIVE_SECONDS, ALIVE_SECONDS, TimeUnit.SECONDS);
        if (!alone) {
            ScheduledFuture<?> unused2 = senders.scheduleWithFixedDelay(this::lookElsewhere, 1, 1, TimeUnit.SECONDS);
        }
    }

    int open() {
        return streams.size();
    }

    /** Begins a stream of a job. */
    void begin(Context context, Job job) throws Exception {
        if (!Optional.ofNullable(context.header("Accept")).orElse("").contains("text/event-stream")) {
            throw Problem.of(Problem.Kind.MALFORMED_REQUEST, "Ask for events with Accept: text/event-stream.");
        }
        if (streams.size() >= MOST) {
            throw Problem.later(Problem.Kind.OVERLOADED, "Too many streams are open.", 5);
        }
        long last = number(context.header("Last-Event-ID"));
        new SseHandler(0, client -> start(client, job, last)).handle(context);
    }

    private static long number(String id) {
        return id != null && id.matches("\\d{1,18}") ? Long.parseLong(id) : 0;
    }

    private void start(SseClient client, Job job, long last) {
        client.keepAlive();
        Stream stream = new Stream(client, job.id(), last);
        streams.add(stream);
        client.onClose(stream::forget);
        events.listen(job.id(), stream);
        senders.execute(stream::greet);
    }

    private void keepAlive() {
        streams.forEach(stream -> stream.send(client -> client.sendComment("")));
    }

    private void lookElsewhere() {
        streams.forEach(stream -> senders.execute(stream::look));
    }

    @Override
    public void close() {
        senders.shutdownNow();
        streams.forEach(stream -> stream.client.close());
    }

    /** What is done with a client whose turn it is. */
    @FunctionalInterface
    private interface Sending {
        void to(SseClient client) throws IOException;
    }

    private final class Stream implements Runnable {
        private final SseClient client;
        private final String job;
        private final AtomicBoolean asked = new AtomicBoolean();
        private Optional<String> elsewhere = Optional.empty();
        private long last;

        Stream(SseClient client, String job, long last) {
            this.client = client;
            this.job = job;
            this.last = last;
        }

        void forget() {
            streams.remove(this);
            events.unlisten(job, this);
        }

        /** Something happened. */
        @Override
        public void run() {
            if (asked.compareAndSet(false, true)) {
                senders.execute(this::pump);
            }
        }

        synchronized void send(Sending sending) {
            if (!client.terminated()) {
                try {
                    sending.to(client);
                } catch (IOException | RuntimeException e) {
                    LOG.debug("a stream ended", e);
                    client.close();
                }
            }
        }

        /** The job as it is, then what happened since the client was last there. */
        private void greet() {
            send(to -> {
                Optional<Job> now = jobs.find(job);
                if (now.isPresent()) {
                    to.sendEvent("job", view.whole(now.get()).toString());
                }
            });
            pump();
            endIfOver();
        }

        private void pump() {
            asked.set(false);
            AtomicBoolean changed = new AtomicBoolean();
            send(to -> {
                for (JobEvents.Event event : events.after(job, last)) {
                    last = event.number();
                    to.sendEvent(event.name(), event.data(), Long.toString(event.number()));
                    changed.compareAndSet(false, event.name().equals("state"));
                }
            });
            if (changed.get()) {
                endIfOver();
            }
        }

        private void endIfOver() {
            send(to -> {
                Optional<Job> now = jobs.find(job);
                if (now.isEmpty() || now.get().state().isEnd()) {
                    if (now.isPresent()) {
                        to.sendEvent("end", view.whole(now.get()).toString());
                    }
                    to.close();
                }
            });
        }

        /** Jobs that another server does are seen in the database alone. */
        private void look() {
            send(to -> {
                Optional<String> progress =
                        jobs.find(job).flatMap(now -> now.result().progress());
                if (progress.isPresent() && !progress.equals(elsewhere)) {
                    elsewhere = progress;
                    to.sendEvent("progress", progress.get());
                }
            });
            endIfOver();
        }
    }
}
