package dev.ganvas.spark;

import dev.ganvas.engine.tensor.Threads;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.util.LongAccumulator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models that are open in this executor: each once, whichever task came first. Tasks take turns at a model, as models are for one
 * thread at a time; it computes with as many threads as a task has processors ({@code spark.task.cpus}).
 */
final class SharedModels {
    private static final Logger LOG = LoggerFactory.getLogger(SharedModels.class);

    /** Models that stay open; the one that was not used for longest gives way. */
    private static final int MOST = 4;

    /** By key, that used last at the end. */
    private static final Map<String, Shared<?>> OPEN = new LinkedHashMap<>(2 * MOST, 0.75f, true);

    private SharedModels() {}

    /** Opens a model. */
    @FunctionalInterface
    interface Opener<M> extends Serializable {
        /** A model of its files, which lie here until it is closed. */
        M open(List<Path> files) throws IOException;
    }

    /** What is done with a model. */
    @FunctionalInterface
    interface Use<M, R> {
        R of(M model) throws IOException;
    }

    /**
     * A model that executors share.
     *
     * @param kind what it is opened as, with the settings; the same kind and files are the same model
     * @param files sent along
     * @param loads counts how often it is opened
     */
    record Handle<M extends AutoCloseable>(
            String kind, List<BroadcastModel> files, Opener<M> opener, LongAccumulator loads) implements Serializable {
        /** Does something with it, when the tasks before are done. */
        <R> R use(Use<M, R> use) throws IOException {
            String key = kind + " " + threads()
                    + files.stream().map(BroadcastModel::sha256).toList();
            while (true) {
                Shared<M> shared = shared(key);
                synchronized (shared) {
                    if (!shared.closed) {
                        try (Threads limited = Threads.use(threads())) {
                            return use.of(shared.opened(this));
                        }
                    }
                }
            }
        }
    }

    private static int threads() {
        TaskContext task = TaskContext.get();
        return task == null ? 1 : Math.max(1, task.cpus());
    }

    @SuppressWarnings("unchecked") // A key names the kind of its model.
    private static <M extends AutoCloseable> Shared<M> shared(String key) {
        List<Shared<?>> tooMany = new ArrayList<>();
        Shared<?> shared;
        synchronized (OPEN) {
            shared = OPEN.computeIfAbsent(key, unknown -> new Shared<M>());
            while (OPEN.size() > MOST) {
                tooMany.add(OPEN.remove(OPEN.keySet().iterator().next()));
            }
        }
        tooMany.forEach(Shared::close);
        return (Shared<M>) shared;
    }

    private static final class Shared<M extends AutoCloseable> {
        private M model;
        private Path folder;
        private boolean closed;

        M opened(Handle<M> handle) throws IOException {
            if (model == null) {
                folder = Files.createTempDirectory("ganvas-spark-model-");
                folder.toFile().deleteOnExit();
                List<Path> files = new ArrayList<>();
                for (BroadcastModel file : handle.files()) {
                    Path written = file.writeTo(Files.createDirectories(folder.resolve(file.sha256())));
                    files.add(written);
                    written.getParent().toFile().deleteOnExit();
                    written.toFile().deleteOnExit();
                }
                model = handle.opener().open(files);
                handle.loads().add(1);
                LOG.info("opened {} in this executor", handle.kind());
            }
            return model;
        }

        synchronized void close() {
            closed = true;
            if (model == null) {
                return;
            }
            try {
                model.close();
            } catch (Exception e) {
                // Its task is done; what is left is memory.
                LOG.warn("a model could not be closed", e);
            }
        }
    }
}
