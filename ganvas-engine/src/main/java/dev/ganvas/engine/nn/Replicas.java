package dev.ganvas.engine.nn;

import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.ParallelShards;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.error.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Copies of a training's networks, each of which computes a shard of every batch on a thread of its own, and what the shards
 * come to together: the means of their gradients, figures and batch statistics. Where there are fewer threads than shards, and on
 * a card, which computes a whole batch at once, a single shard computes whole batches with the networks themselves.
 *
 * <p>A step is any number of {@link #each} and {@link #pass}, which may use what earlier ones left in the replica, and then
 * {@link #end()}, which frees it.
 *
 * @param <R> what a shard computes with
 */
public final class Replicas<R extends Replicas.Replica> implements AutoCloseable {
    private final List<? extends ParameterTree> originals;
    private final List<R> replicas;
    private final ParallelShards threads;
    private final Scope[] scopes;
    private final Collective collective;

    /** What a shard computes with. Used by one thread. */
    public interface Replica {
        /** The networks, in the same order for every replica. */
        List<? extends ParameterTree> networks();

        /** Lets go of what it kept of a step, whose tensors are then freed. */
        void end();
    }

    /**
     * A shard's part of a batch.
     *
     * @param first number of its first item within the batch
     * @param count of its items
     * @param from number of its first item within the part of the batch that this process computes
     */
    public record Part(int first, int count, int from) {
        /** @param all a tensor whose first dimension is what this process computes of the batch */
        public Tensor of(Tensor all) {
            return count == all.size(0) ? all : all.narrow(0, from, count);
        }

        /** @param all what this process computes of the batch */
        public <T> List<T> of(List<T> all) {
            return all.subList(from, from + count);
        }
    }

    /**
     * What a network would learn.
     *
     * @param gradients of its parameters, in their order
     */
    public record Pass(List<Tensor> gradients, Map<String, Double> figures) {
        /**
         * libtorch divides longer sums among its threads, and the last digit then tells how many there are: processes with other
         * numbers of them would come apart.
         */
        private static final long UNDIVIDED = 32_767;

        /** Euclidean length of all gradients together, the same for any number of threads. */
        public double gradientNorm() {
            try (Scope scope = Scope.open();
                    NoGrad off = Autograd.noGrad()) {
                double sum = 0;
                for (Tensor gradient : gradients) {
                    sum += squaredLength(gradient);
                }
                return Math.sqrt(sum);
            }
        }

        private static double squaredLength(Tensor gradient) {
            long count = gradient.count();
            if (count <= UNDIVIDED) {
                double length = gradient.norm().item();
                return length * length;
            }
            Tensor flat = gradient.flat();
            double sum = 0;
            for (long from = 0; from < count; from += UNDIVIDED) {
                double length = flat.narrow(0, from, Math.min(UNDIVIDED, count - from))
                        .norm()
                        .item();
                sum += length * length;
            }
            return sum;
        }
    }

    /**
     * Makes the replicas, on the calling thread's {@link Threads}.
     *
     * @param original of the networks themselves, which stay the caller's
     * @param copy makes a replica with networks of its own, of the same structure and on the same device
     * @param shards that a batch has, at least 1; where several processes take part, each computes an equal number of them, and
     *     at least one
     */
    public Replicas(R original, Supplier<R> copy, int shards, Collective collective) {
        this.originals = original.networks();
        this.collective = collective;
        int here = (Require.positive(shards, "shards") + collective.ranks() - 1) / collective.ranks();
        boolean onCard = originals.get(0).device().isCuda();
        int count = Threads.count() < here || onCard ? 1 : here;
        this.replicas = count == 1
                ? List.of(original)
                : Scope.making(() ->
                        IntStream.range(0, count).mapToObj(i -> copy.get()).toList());
        this.threads = new ParallelShards(count);
        this.scopes = new Scope[count];
    }

    /** What this process computes of a batch: the parts of its shards together. */
    public Part here(int batch) {
        int shards = replicas.size() * collective.ranks();
        Require.that(
                batch % shards == 0,
                "a batch of " + batch + " does not divide into " + shards + " equal shards"
                        + (collective.ranks() == 1
                                ? ""
                                : "; train with a number of ranks that divides it, not " + collective.ranks()));
        int share = batch / collective.ranks();
        return new Part(collective.rank() * share, share, 0);
    }

    /**
     * What each shard of this process makes of its part of a batch, in order. What they make is freed at {@link #end()}.
     *
     * @param batch number of items, a multiple of the number of shards
     */
    public <T> List<T> each(int batch, BiFunction<R, Part, T> work) {
        Part here = here(batch);
        int share = here.count() / replicas.size();
        return threads.each(i -> {
            if (scopes[i] == null) {
                scopes[i] = Scope.open();
            }
            return work.apply(replicas.get(i), new Part(here.first() + i * share, share, i * share));
        });
    }

    /**
     * What all shards make of their parts of a batch, one after another along the first dimension; in the open scope.
     *
     * @param work gives tensors of the same shape
     */
    public Tensor joined(int batch, BiFunction<R, Part, Tensor> work) {
        return collective.joined(each(batch, work));
    }

    /** The pass of a whole batch: the means of those of its parts, in the open scope. */
    public Pass pass(int batch, BiFunction<R, Part, Pass> part) {
        Optional<Reducer> reducer = collective.reducer(replicas.size());
        List<Pass> passes = each(
                batch,
                (shard, its) -> PassGradients.during(reducer, its.from() / its.count(), () -> part.apply(shard, its)));
        List<List<Tensor>> gradients = passes.stream().map(Pass::gradients).toList();
        return new Pass(
                reducer.map(early -> early.means(gradients)).orElseGet(() -> collective.means(gradients)),
                collective.meanFigures(passes.stream().map(Pass::figures).toList()));
    }

    /** Brings a replica's networks to where the networks are now. */
    public void follow(R replica) {
        for (int n = 0; n < originals.size(); n++) {
            follow(replica.networks().get(n).namedTensors(), originals.get(n).namedTensors());
        }
    }

    /** Brings one of a replica's networks to where its optimiser has led; the statistics that the replica tracked stay. */
    public void followParameters(R replica, int network) {
        follow(
                replica.networks().get(network).namedParameters(),
                originals.get(network).namedParameters());
    }

    private static void follow(Map<String, Tensor> copies, Map<String, Tensor> originals) {
        copies.forEach((name, copy) -> {
            Tensor original = originals.get(name);
            if (copy != original) {
                copy.copyFrom(original);
            }
        });
    }

    /** Gives the networks the means of the batch statistics that the replicas tracked each for itself. */
    public void gatherStatistics() {
        for (int n = 0; n < originals.size(); n++) {
            List<List<Tensor>> tracked = new ArrayList<>();
            for (R replica : replicas) {
                tracked.add(List.copyOf(replica.networks().get(n).namedBuffers().values()));
            }
            List<Tensor> means = collective.means(tracked);
            int at = 0;
            for (Tensor buffer : originals.get(n).namedBuffers().values()) {
                buffer.copyFrom(means.get(at++));
            }
        }
    }

    /** Frees what the step has made. */
    public void end() {
        threads.run(i -> {
            replicas.get(i).end();
            if (scopes[i] != null) {
                scopes[i].close();
                scopes[i] = null;
            }
        });
    }

    /** Frees the copies; the networks themselves stay. */
    @Override
    public void close() {
        for (R replica : replicas) {
            if (replica.networks().get(0) != originals.get(0)) {
                replica.networks().forEach(ParameterTree::close);
            }
        }
        threads.close();
    }
}
