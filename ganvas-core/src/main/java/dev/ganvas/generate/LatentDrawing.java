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
import java.util.OptionalInt;
import java.util.Queue;
import java.util.function.IntFunction;

/**
 * Draws latent points, each by itself on one of several threads. The libraries below add up in another order for each size of
 * a batch, and for each number of threads that an operation has; so a picture depends on its point alone, and one costs what
 * one costs. Computes in F32. Owns its threads until closed.
 */
final class LatentDrawing implements AutoCloseable {
    /** Pictures drawn ahead for each thread, so that none waits long for the others. */
    private static final int AHEAD = 4;

    private final GeneratorNetwork network;
    private final ParallelShards shards;
    private volatile boolean closed;

    LatentDrawing(GeneratorNetwork network) {
        this.network = network;
        // A single shard would be the caller's own thread, whose operations may have several.
        this.shards = new ParallelShards(Math.max(2, Threads.count()));
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
                    while (next < count && points.size() < AHEAD * shards.count()) {
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
            for (int i = shard; i < drawn.length; i += shards.count()) {
                drawn[i] = draw(points.get(i), finishes.get(i));
            }
        });
        return List.of(drawn);
    }

    void requireOpen() {
        Require.that(!closed, "this generator is closed; open the model again to draw by it");
    }

    private Picture draw(Latent point, Latent finish) {
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            Tensor z = Tensor.of(point.values(), 1, point.values().length);
            return PixelTensors.toPictures(network.forward(z, label(point.label()), label(finish.label())))
                    .get(0);
        }
    }

    private static Optional<Tensor> label(OptionalInt label) {
        return label.isPresent() ? Optional.of(Tensor.ofLongs(new long[] {label.getAsInt()}, 1)) : Optional.empty();
    }

    @Override
    public void close() {
        closed = true;
        shards.close();
    }
}
