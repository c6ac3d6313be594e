package dev.ganvas.data;

import dev.ganvas.error.Require;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Planes;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Square parts of a pool's pictures at random places, mirrored and transposed at random, and what is made of each of them. Batches are
 * made in threads of their own, ahead of those who ask in order; each is a pure function of seed and position, whoever asks when.
 *
 * @param <T> what is made of a part
 */
public final class CropBatches<T> implements AutoCloseable {
    private static final int THREADS = 2;

    /** Batches made before they are asked for. */
    private static final int AHEAD = 2;

    private final PoolOrder order;
    private final PoolShelf shelf;
    private final int side;
    private final Seed seed;
    private final Maker<T> maker;
    private final ExecutorService making = threads("ganvas-crops");
    private final ExecutorService reading = threads("ganvas-pictures");
    private final Map<Range, Future<List<T>>> ahead = new LinkedHashMap<>();

    private record Range(long position, int n) {}

    /** Makes something of a part of a picture; called from several threads. */
    @FunctionalInterface
    public interface Maker<T> {
        /**
         * @param crop values in [0, 1], the caller's own
         * @param seed decides what is random
         */
        T make(Planes crop, Seed seed);
    }

    /**
     * @param pool outlives this
     * @param numbers of the pictures to take parts of
     * @param side pixels of a part
     */
    public CropBatches(PicturePool pool, int[] numbers, int side, Seed seed, Maker<T> maker) {
        this.order = new PoolOrder(
                numbers, pool::bytes, pool.isResident() ? Long.MAX_VALUE : pool.most() / 2, seed.child("order"));
        this.shelf = new PoolShelf(pool, reading);
        this.side = Require.positive(side, "side");
        this.seed = seed;
        this.maker = maker;
    }

    private static ExecutorService threads(String name) {
        return Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What is made of the {@code n} parts from {@code position} on, counted from 0. For one thread. */
    public List<T> at(long position, int n) {
        return at(position, n, n);
    }

    /**
     * As {@link #at(long, int)}.
     *
     * @param stride from one batch to the next, for one who takes a part of each
     */
    public List<T> at(long position, int n, int stride) {
        Future<List<T>> asked = ahead.remove(new Range(position, n));
        if (asked == null) {
            // Out of order: what was made ahead is of no use.
            ahead.values().forEach(batch -> batch.cancel(false));
            ahead.clear();
            asked = making.submit(() -> made(position, n));
        }
        for (int i = 1; i <= AHEAD; i++) {
            ahead.computeIfAbsent(
                    new Range(position + (long) i * stride, n),
                    range -> making.submit(() -> made(range.position(), n)));
        }
        return resultOf(asked);
    }

    private List<T> made(long position, int n) {
        List<T> batch = new ArrayList<>(n);
        for (long i = position; i < position + n; i++) {
            Seed own = seed.child("crop").child(i);
            batch.add(maker.make(crop(shelf.at(order.at(i)), own.child("place").stream()), own.child("made")));
        }
        return batch;
    }

    private Planes crop(Picture picture, RandomStream random) {
        int left = random.nextInt(picture.width() - side + 1);
        int top = random.nextInt(picture.height() - side + 1);
        return turned(picture, left, top, random.nextInt(8));
    }

    /** @param way one of the eight ways to lay a square: bit 0 mirrors left and right, bit 1 up and down, bit 2 transposes */
    private Planes turned(Picture picture, int left, int top, int way) {
        Planes part = Planes.black(side, side, picture.channels());
        byte[] pixels = picture.pixels();
        int area = side * side;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int alongX = (way & 1) == 0 ? x : side - 1 - x;
                int alongY = (way & 2) == 0 ? y : side - 1 - y;
                int fromX = left + ((way & 4) == 0 ? alongX : alongY);
                int fromY = top + ((way & 4) == 0 ? alongY : alongX);
                int from = (fromY * picture.width() + fromX) * picture.channels();
                for (int channel = 0; channel < picture.channels(); channel++) {
                    part.values()[channel * area + y * side + x] = (pixels[from + channel] & 0xff) / 255f;
                }
            }
        }
        return part;
    }

    /** Waits through interruptions: an interrupted training finishes its step. */
    private static <R> R resultOf(Future<R> batch) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return batch.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof RuntimeException failure) {
                        throw failure;
                    }
                    if (e.getCause() instanceof Error failure) {
                        throw failure;
                    }
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        ahead.values().forEach(batch -> batch.cancel(false));
        ahead.clear();
        // Not interrupted: an interrupt would close the source's file channels under its other readers.
        making.shutdown();
        reading.shutdown();
    }
}
