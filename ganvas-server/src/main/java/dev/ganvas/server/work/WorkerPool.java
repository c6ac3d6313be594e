package dev.ganvas.server.work;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Workers that stay between jobs, so that a job does not wait for a process to start. */
public final class WorkerPool implements AutoCloseable {
    /** After so many jobs a worker gives its memory back by ending. */
    private static final int MOST_JOBS = 500;

    private static final Duration MOST_IDLE = Duration.ofMinutes(15);

    private final List<String> command;
    private final Path folder;
    private final int idle;
    private final Deque<Idle> waiting = new ArrayDeque<>();
    private final Set<WorkerProcess> all = ConcurrentHashMap.newKeySet();
    private final AtomicLong started = new AtomicLong();
    private volatile boolean closed;

    private record Idle(WorkerProcess worker, long since) {}

    /**
     * @param command that starts one
     * @param folder that they work in
     * @param idle how many may wait for work
     */
    public WorkerPool(List<String> command, Path folder, int idle) {
        this.command = List.copyOf(command);
        this.folder = folder;
        this.idle = idle;
    }

    /** A worker for a job; to be given back. */
    public WorkerProcess take() throws IOException {
        synchronized (this) {
            while (!waiting.isEmpty()) {
                WorkerProcess worker = waiting.pop().worker();
                if (worker.isAlive()) {
                    return worker;
                }
                all.remove(worker);
            }
        }
        return start();
    }

    private WorkerProcess start() throws IOException {
        WorkerProcess worker = WorkerProcess.start(command, folder);
        started.incrementAndGet();
        all.add(worker);
        if (closed) {
            worker.kill();
        }
        return worker;
    }

    /**
     * Gives a worker back.
     *
     * @param again whether it can be used again
     */
    public void giveBack(WorkerProcess worker, boolean again) {
        synchronized (this) {
            if (again && !closed && worker.isAlive() && worker.jobs() < MOST_JOBS && waiting.size() < idle) {
                waiting.push(new Idle(worker, System.nanoTime()));
                return;
            }
        }
        all.remove(worker);
        worker.close();
    }

    /** Starts workers before there is work. */
    public void warmUp() throws IOException {
        int missing;
        synchronized (this) {
            missing = idle - waiting.size();
        }
        for (int i = 0; i < missing; i++) {
            giveBack(start(), true);
        }
    }

    /** Ends workers that have had nothing to do for long. */
    public void endIdle() {
        List<WorkerProcess> old = new ArrayList<>();
        synchronized (this) {
            waiting.removeIf(one -> {
                boolean over = System.nanoTime() - one.since() > MOST_IDLE.toNanos();
                if (over) {
                    old.add(one.worker());
                }
                return over;
            });
        }
        for (WorkerProcess worker : old) {
            all.remove(worker);
            worker.close();
        }
    }

    /** Processes that were ever started. */
    public long started() {
        return started.get();
    }

    /** Processes that are there. */
    public Set<WorkerProcess> workers() {
        return Set.copyOf(all);
    }

    @Override
    public void close() {
        closed = true;
        for (WorkerProcess worker : all) {
            worker.close();
        }
        all.clear();
    }
}
