package dev.ganvas.generate;

import dev.ganvas.data.PixelTensors;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.ParallelShards;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.error.Require;
import dev.ganvas.generate.network.GeneratorNetwork;
import dev.ganvas.image.Picture;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.function.IntFunction;

/**
 * Draws latent points in small blocks, each on one of several threads. The libraries below add up in another order for each
 * size of a batch, and for each number of threads that an operation has, but not for each place in a batch; so blocks always
 * have the same size and operations one thread, and a picture depends on its point alone. Computes in F32. Owns its threads
 * until closed.
 */
final class LatentDrawing implements AutoCloseable {
    /**
     * Pictures drawn at once. In smaller blocks many pictures take longer, as each block fetches all weights from memory; in
     * larger ones a single picture does, which takes as long as a whole block.
     */
    private static final int BLOCK = 8;

    /** As many as keep a card busy; its pictures are other bits than the processor's either way. */
    private static final int BLOCK_ON_CARD = 64;

    /** Blocks drawn ahead for each thread, so that none waits long for the others. */
    private static final int AHEAD = 2;

    private final GeneratorNetwork network;
    private final ParallelShards shards;
    private final int block;
    private volatile boolean closed;

    LatentDrawing(GeneratorNetwork network) {
        this.network = network;
        boolean onCard = network.device().isCuda();
        this.block = onCard ? BLOCK_ON_CARD : BLOCK;
        // A single shard would be the caller's own thread, whose operations may have several.
        this.shards = new ParallelShards(onCard ? 1 : Math.max(2, Threads.count()));
    }

    /** Pictures drawn one after another, a few ahead. */
    Iterator<Picture> pictures(int count, IntFunction<Latent> point) {
        requireOpen();
        return new Iterator<>() {
            private final Queue<Picture> ready = new ArrayDeque<>();
            private int next;

            @Override
            public boolean hasNext() {
                return !ready.isEmpty() || next < count;
            }

            @Override
            public Picture next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                if (ready.isEmpty()) {
                    List<Latent> points = new ArrayList<>();
                    while (next < count && points.size() < AHEAD * block * shards.count()) {
                        points.add(point.apply(next++));
                    }
                    ready.addAll(list(points, points));
                }
                return ready.remove();
            }
        };
    }

    /** Draws points that take their numbers and the class of their form from one list, the class of their finish from another. */
    List<Picture> list(List<Latent> points, List<Latent> finishes) {
        requireOpen();
        Picture[] drawn = new Picture[points.size()];
        shards.run(shard -> {
            for (int first = block * shard; first < drawn.length; first += block * shards.count()) {
                int end = Math.min(first + block, drawn.length);
                List<Picture> pictures = block(points.subList(first, end), finishes.subList(first, end));
                for (int i = first; i < end; i++) {
                    drawn[i] = pictures.get(i - first);
                }
            }
        });
        return List.of(drawn);
    }

    void requireOpen() {
        Require.that(!closed, "this generator is closed; open the model again to draw by it");
    }

    /** @return the pictures of 1 to {@link #block} points, and others that fill the block */
    private List<Picture> block(List<Latent> points, List<Latent> finishes) {
        int size = points.get(0).values().length;
        float[] numbers = new float[block * size];
        for (int i = 0; i < points.size(); i++) {
            System.arraycopy(points.get(i).values(), 0, numbers, i * size, size);
        }
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            return PixelTensors.toPictures(
                    network.forward(network.device().of(numbers, block, size), labels(points), labels(finishes)));
        }
    }

    private Optional<Tensor> labels(List<Latent> points) {
        if (points.get(0).label().isEmpty()) {
            return Optional.empty();
        }
        long[] labels = new long[block];
        for (int i = 0; i < points.size(); i++) {
            labels[i] = points.get(i).label().orElseThrow();
        }
        return Optional.of(network.device().ofLongs(labels, block));
    }

    @Override
    public void close() {
        closed = true;
        shards.close();
    }
}
