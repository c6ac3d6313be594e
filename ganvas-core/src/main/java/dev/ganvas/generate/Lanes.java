package dev.ganvas.generate;

import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.random.Seed;
import dev.ganvas.engine.tensor.NativeLibrary;
import dev.ganvas.engine.tensor.ParallelLanes;
import dev.ganvas.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * A step's lanes beside each other, each with an equal part of the batch, and what they come to together. Where there are as
 * many threads, each lane has one of its own and copies of the networks; otherwise a single lane uses the networks
 * themselves.
 */
final class Lanes implements AutoCloseable {
    private final GeneratorNetwork generator;
    private final DiscriminatorNetwork discriminator;
    private final ParallelLanes threads;
    private final List<Lane> lanes;
    private final int batch;

    /**
     * A lane's part of a batch.
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
    Lanes(Recipe recipe, GeneratorNetwork generator, DiscriminatorNetwork discriminator, Seed seed) {
        this.generator = generator;
        this.discriminator = discriminator;
        this.batch = recipe.batch();
        this.threads = new ParallelLanes(NativeLibrary.threads() < recipe.lanes() ? 1 : recipe.lanes());
        this.lanes = new ArrayList<>();
        for (int i = 0; i < threads.count(); i++) {
            lanes.add(
                    threads.count() == 1
                            ? new Lane(recipe.contest(), generator, discriminator)
                            : new Lane(
                                    recipe.contest(),
                                    recipe.architecture().generator(seed),
                                    recipe.architecture().discriminator(seed)));
        }
    }

    /** What each lane makes of its part of the batch, in order. */
    <T> List<T> each(BiFunction<Lane, Part, T> work) {
        int share = batch / lanes.size();
        return threads.each(i -> work.apply(lanes.get(i), new Part(i * share, share)));
    }

    /** The lesson of the whole batch: the means of those of its parts. */
    Lane.Lesson lesson(BiFunction<Lane, Part, Lane.Lesson> part) {
        List<Lane.Lesson> lessons = each(part);
        return new Lane.Lesson(meanGradients(lessons), meanFigures(lessons));
    }

    private static List<Tensor> meanGradients(List<Lane.Lesson> lessons) {
        List<Tensor> means = new ArrayList<>();
        for (int i = 0; i < lessons.get(0).gradients().size(); i++) {
            int at = i;
            means.add(mean(
                    lessons.stream().map(lesson -> lesson.gradients().get(at)).toList()));
        }
        return means;
    }

    private static Map<String, Double> meanFigures(List<Lane.Lesson> lessons) {
        Map<String, Double> means = new LinkedHashMap<>();
        for (Lane.Lesson lesson : lessons) {
            lesson.figures().forEach((name, value) -> means.merge(name, value / lessons.size(), Double::sum));
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

    /** Brings a lane's networks to where the networks are now. */
    void follow(Lane lane) {
        follow(lane.generator().namedTensors(), generator.namedTensors());
        follow(lane.discriminator().namedTensors(), discriminator.namedTensors());
    }

    /** Brings a lane's discriminator to where the discriminator's step has led; what the lane tracked itself stays. */
    void followDiscriminator(Lane lane) {
        follow(lane.discriminator().namedParameters(), discriminator.namedParameters());
    }

    private static void follow(Map<String, Tensor> copies, Map<String, Tensor> originals) {
        copies.forEach((name, copy) -> {
            Tensor original = originals.get(name);
            if (copy != original) {
                copy.copyFrom(original);
            }
        });
    }

    /** Gives the networks the means of the batch statistics that the lanes tracked each for itself. */
    void gatherStatistics() {
        if (lanes.size() > 1) {
            gather(generator, lanes.stream().map(Lane::generator).toList());
            gather(discriminator, lanes.stream().map(Lane::discriminator).toList());
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
        each((lane, part) -> {
            lane.end();
            return true;
        });
    }

    @Override
    public void close() {
        if (lanes.size() > 1) {
            lanes.forEach(Lane::close);
        }
        threads.close();
    }
}
