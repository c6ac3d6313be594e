package dev.ganvas.server.queue;

import dev.ganvas.server.problem.Problem;
import dev.ganvas.server.settings.ServerLimits;
import dev.ganvas.server.store.FileStore;
import dev.ganvas.server.store.JobTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the disk from filling: refuses what has no room, and removes what has been there for long enough. */
public final class DiskGuard {
    private static final Logger LOG = LoggerFactory.getLogger(DiskGuard.class);

    /** Above this part of the quota, the oldest results go before their time. */
    private static final double FULL = 0.9;

    private static final int AT_ONCE = 200;

    /** A folder of a job that was never taken in may be one that is just being made. */
    private static final Duration YOUNG = Duration.ofHours(1);

    private final Path data;
    private final ServerLimits.Disk most;
    private final JobTable jobs;
    private final FileStore files;
    private final JobFolders folders;
    private final Galleries galleries;
    private final AtomicLong used = new AtomicLong();

    public DiskGuard(
            Path data,
            ServerLimits.Disk most,
            JobTable jobs,
            FileStore files,
            JobFolders folders,
            Galleries galleries) {
        this.galleries = galleries;
        this.data = data;
        this.most = most;
        this.jobs = jobs;
        this.files = files;
        this.folders = folders;
    }

    /** @throws Problem when there is no room left */
    public void requireRoom() {
        if (used.get() > most.bytes()) {
            throw Problem.of(
                    Problem.Kind.DISK_FULL, "Uploads and results take all the room they may; delete some jobs.");
        }
        if (data.toFile().getUsableSpace() < most.reserve()) {
            throw Problem.of(Problem.Kind.DISK_FULL, "The server's disk is full.");
        }
    }

    /** Counts what was taken in until it is counted anew. */
    public void add(long bytes) {
        used.addAndGet(bytes);
    }

    /** Bytes of uploads, results and galleries. */
    public long used() {
        return used.get();
    }

    /** Removes what is over its time, and the oldest where the quota is nearly reached. */
    public void tidy() throws IOException {
        long now = Instant.now().toEpochMilli();
        long old = now - most.retention().toMillis();
        remove(jobs.ended(old, AT_ONCE));
        files.deleteBefore(old, AT_ONCE);
        count();
        if (used.get() > FULL * most.bytes()) {
            remove(jobs.ended(now, AT_ONCE));
            count();
        }
    }

    private void count() throws IOException {
        used.set(files.bytes() + jobs.bytes() + galleries.bytes());
    }

    private void remove(List<String> ids) throws IOException {
        for (String id : ids) {
            if (jobs.delete(id)) {
                folders.remove(id);
            }
        }
        if (!ids.isEmpty()) {
            LOG.info("{} jobs were removed with their results", ids.size());
        }
    }

    /** Removes folders of jobs that there are none of, which a crash may leave. */
    public void removeForgotten() throws IOException {
        Set<String> gone = new HashSet<>();
        for (String id : folders.ids()) {
            Path folder = folders.of(id).folder();
            boolean young = Files.getLastModifiedTime(folder)
                    .toInstant()
                    .isAfter(Instant.now().minus(YOUNG));
            if (!young && jobs.find(id).isEmpty()) {
                gone.add(id);
            }
        }
        for (String id : gone) {
            folders.remove(id);
        }
    }
}
