package dev.ganvas.generate.learn;

import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.error.Require;
import dev.ganvas.generate.Sampler;
import dev.ganvas.generate.network.GeneratorNetwork;
import dev.ganvas.image.Picture;
import dev.ganvas.random.Seed;
import dev.ganvas.train.Budget;
import dev.ganvas.train.Planner;
import java.util.List;

/**
 * How many pictures an evaluation during a training looks at: fewer where pictures are dear and time is short. A training by
 * images takes the most that its data warrant, so that its figures do not depend on the machine.
 *
 * @param pictures generated for an evaluation, and real ones at most that they are compared with
 */
record EvaluationSize(int pictures) {
    static final EvaluationSize FULL = new EvaluationSize(2000);

    /** Fewer say nothing. */
    private static final int FEWEST = 64;

    /** Generated pictures that are worth drawing for each real one. */
    private static final int WARRANTED = 4;

    /** As many say enough, however few are real. */
    private static final int ENOUGH = 500;

    /** Of a time budget, for all evaluations together. */
    private static final double SHARE = 0.15;

    /** In a short training: a rehearsed one, that before the first step, and some on the way. */
    private static final int EVALUATIONS = 5;

    /** Pictures are drawn so often for each that is evaluated: half as many for batch statistics, and as many for contrast. */
    private static final int DRAWN = 2;

    /** Pictures of the grid that shows a model. */
    private static final int SHOWN = 64;

    /** One picture of so many is seen by trained extractors, and tells the contrast. */
    private static final int PART = 4;

    EvaluationSize {
        Require.within(pictures, FEWEST, 2000, "evaluated pictures");
    }

    /**
     * What a picture takes on this machine, in seconds.
     *
     * @param drawn to draw one
     * @param seen to extract the features of one
     * @param trained to extract those of all trained extractors
     */
    record Cost(double drawn, double seen, double trained) {
        private static final int BLOCK = 32;

        /** Code runs slower the first time; what takes longer than this is not tried again. */
        private static final double WARMED_UP_SECONDS = 1;

        static Cost measured(Recipe recipe, Extractors extractors) {
            try (Scope scope = Scope.open();
                    GeneratorNetwork network = recipe.architecture().generator(Seed.of(0))) {
                network.training(false);
                Sampler sampler = new Sampler(network, recipe.latent(), recipe.architecture());
                List<Picture> pictures = sampler.list(BLOCK, Seed.of(0), i -> 0);
                return new Cost(
                        each(() -> sampler.list(BLOCK, Seed.of(0), i -> 0)),
                        each(() -> extractors.random().embed(pictures)),
                        extractors.trained().stream()
                                .mapToDouble(extractor -> each(() -> extractor.embed(pictures)))
                                .sum());
            }
        }

        private static double each(Runnable work) {
            double seconds = Planner.seconds(work);
            return (seconds < WARMED_UP_SECONDS ? Planner.seconds(work) : seconds) / BLOCK;
        }

        /** For each picture evaluated. */
        double ofEvaluation() {
            return DRAWN * drawn + seen + trained / PART;
        }
    }

    static EvaluationSize within(Budget.Time budget, Cost cost) {
        double seconds = SHARE * budget.duration().toMillis() / 1e3;
        double affordable = (seconds / EVALUATIONS - SHOWN * cost.drawn()) / cost.ofEvaluation();
        return new EvaluationSize((int) Math.max(FEWEST, Math.min(FULL.pictures, affordable)));
    }

    /**
     * No more than the real pictures warrant: their own number is what limits what a comparison can tell, long before that of
     * generated ones does.
     *
     * @param real pictures of the data
     */
    EvaluationSize warrantedBy(int real) {
        return new EvaluationSize(Math.min(pictures, Math.max(ENOUGH, WARRANTED * Math.min(real, FULL.pictures))));
    }

    /** Pictures that trained extractors see, and that tell the contrast. */
    int part() {
        return pictures / PART;
    }

    /** Pictures that batch statistics are estimated from: 1,000 at most. */
    int statisticsFrom() {
        return pictures / 2;
    }
}
