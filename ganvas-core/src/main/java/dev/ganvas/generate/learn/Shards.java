package dev.ganvas.generate.learn;

import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.tensor.NativeLibrary;
import dev.ganvas.engine.tensor.ParallelShards;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.generate.LabelledPictures;
import dev.ganvas.generate.network.DiscriminatorNetwork;
import dev.ganvas.generate.network.GeneratorNetwork;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * A step's shards beside each other, each with an equal part of the batch, and what they come to together. Where there are as
 * many threads, each shard has one of its own and copies of the networks; otherwise a single shard uses the networks
 * themselves.
 */
final class Shards implements AutoCloseable {
    private final GeneratorNetwork generator;
    private final DiscriminatorNetwork discriminator;
    private final ParallelShards threads;
    private final List<Shard> shards;
    private final int batch;

    /**
     * A shard's part of a batch.
     *
     * @param first number of its first picture within the batch
     * @param count of its pictures
     */
    record Part(int first, int count) {
        /** @param all a tensor whose first dimension is the batch */
        Tensor of(Tensor all) {
            return count == all.size(0) ? all : all.narrow(0, first, count);
        }

        LabelledPictures of(LabelledPictures all) {
            return new LabelledPictures(of(all.pixels()), all.labels().map(this::of));
        }
    }

    /** @param seed of the weights, which copies of the networks never keep */
    Shards(Recipe recipe, GeneratorNetwork generator, DiscriminatorNetwork discriminator, Seed seed) {
        this.generator = generator;
        this.discriminator = discriminator;
        this.batch = recipe.batch();
        this.threads = new ParallelShards(NativeLibrary.threads() < recipe.shards() ? 1 : recipe.shards());
        this.shards = new ArrayList<>();
        for (int i = 0; i < threads.count(); i++) {
            shards.add(
                    threads.count() == 1
                            ? new Shard(recipe.contest(), generator, discriminator)
                            : new Shard(
                                    recipe.contest(),
                                    recipe.architecture().generator(seed),
                                    recipe.architecture().discriminator(seed)));
        }
    }

    /** What each shard makes of its part of the batch, in order. */
    <T> List<T> each(BiFunction<Shard, Part, T> work) {
        int share = batch / shards.size();
        return threads.each(i -> work.apply(shards.get(i), new Part(i * share, share)));
    }

    /** The pass of the whole batch: the means of those of its parts. */
    Shard.Pass pass(BiFunction<Shard, Part, Shard.Pass> part) {
        List<Shard.Pass> passes = each(part);
        return new Shard.Pass(meanGradients(passes), meanFigures(passes));
    }

    private static List<Tensor> meanGradients(List<Shard.Pass> passes) {
        List<Tensor> means = new ArrayList<>();
        for (int i = 0; i < passes.get(0).gradients().size(); i++) {
            int at = i;
            means.add(mean(passes.stream().map(pass -> pass.gradients().get(at)).toList()));
        }
        return means;
    }

    private static Map<String, Double> meanFigures(List<Shard.Pass> passes) {
        Map<String, Double> means = new LinkedHashMap<>();
        for (Shard.Pass pass : passes) {
            pass.figures().forEach((name, value) -> means.merge(name, value / passes.size(), Double::sum));
        }
        return means;
    }

    private static Tensor mean(List<Tensor> tensors) {
        Tensor sum = tensors.get(0);
        for (Tensor next : tensors.subList(1, tensors.size())) {
            sum = sum.add(next);
        }
        return tensors.size() == 1 ? sum : sum.mul(1.0 / tensors.size());
    }

    /** Brings a shard's networks to where the networks are now. */
    void follow(Shard shard) {
        follow(shard.generator().namedTensors(), generator.namedTensors());
        follow(shard.discriminator().namedTensors(), discriminator.namedTensors());
    }

    /** Brings a shard's discriminator to where the discriminator's step has led; what the shard tracked itself stays. */
    void followDiscriminator(Shard shard) {
        follow(shard.discriminator().namedParameters(), discriminator.namedParameters());
    }

    private static void follow(Map<String, Tensor> copies, Map<String, Tensor> originals) {
        copies.forEach((name, copy) -> {
            Tensor original = originals.get(name);
            if (copy != original) {
                copy.copyFrom(original);
            }
        });
    }

    /** Gives the networks the means of the batch statistics that the shards tracked each for itself. */
    void gatherStatistics() {
        if (shards.size() > 1) {
            gather(generator, shards.stream().map(Shard::generator).toList());
            gather(discriminator, shards.stream().map(Shard::discriminator).toList());
        }
    }

    private static void gather(ParameterTree into, List<? extends ParameterTree> from) {
        into.namedBuffers()
                .forEach((name, buffer) -> buffer.copyFrom(mean(from.stream()
                        .map(network -> network.namedBuffers().get(name))
                        .toList())));
    }

    /** Frees what the step has made. */
    void end() {
        each((shard, part) -> {
            shard.end();
            return true;
        });
    }

    @Override
    public void close() {
        if (shards.size() > 1) {
            shards.forEach(Shard::close);
        }
        threads.close();
    }
}
