package dev.ganvas.data;

import dev.ganvas.error.TrainingException;
import dev.ganvas.image.Picture;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** The pictures of a pool that are in memory: all of them, or those used last. Safe from several threads. */
final class PoolShelf {
    private final PicturePool pool;
    private final Executor reading;
    private final Map<Integer, CompletableFuture<Picture>> held = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** @param reading runs what decodes pictures ahead */
    PoolShelf(PicturePool pool, Executor reading) {
        this.pool = pool;
        this.reading = reading;
    }

    /** The turn's picture; its next one is read meanwhile. */
    Picture at(PoolOrder.Turn turn) {
        if (pool.isResident()) {
            return read(turn.number());
        }
        try {
            CompletableFuture<Picture> wanted = asked(turn.number());
            asked(turn.next());
            return wanted.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private synchronized CompletableFuture<Picture> asked(int number) {
        CompletableFuture<Picture> present = held.get(number);
        if (present != null) {
            return present;
        }
        CompletableFuture<Picture> picture = CompletableFuture.supplyAsync(() -> read(number), reading);
        held.put(number, picture);
        bytes += pool.bytes(number);
        Iterator<Map.Entry<Integer, CompletableFuture<Picture>>> oldest =
                held.entrySet().iterator();
        while (bytes > pool.most() && held.size() > 2) {
            bytes -= pool.bytes(oldest.next().getKey());
            oldest.remove();
        }
        return picture;
    }

    private Picture read(int number) {
        try {
            return pool.read(number);
        } catch (IOException e) {
            throw new TrainingException(
                    "A picture that could be read before the training cannot be read any more: " + e.getMessage()
                            + ". Bring it back; the same command continues the run.",
                    e);
        }
    }
}
