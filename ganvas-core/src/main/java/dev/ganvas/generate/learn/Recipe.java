package dev.ganvas.generate.learn;

import dev.ganvas.data.PixelShape;
import dev.ganvas.engine.loss.GradientPenalty;
import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import dev.ganvas.generate.LatentKind;
import dev.ganvas.generate.network.Architecture;
import dev.ganvas.train.Schedule;

/**
 * All that makes up a way to train: networks, objective, penalties, optimiser, averaging.
 *
 * @param name as the command line knows it
 * @param architecture the networks
 * @param batch pictures a step
 * @param shards equal parts that a step's pictures are learned from in beside each other, if there are as many threads; each
 *     is normalised by itself
 * @param renormalised whether the generator's batch norms are {@linkplain dev.ganvas.engine.nn.BatchNorm2d#renormalise
 *     renormalised}, so that the discriminator sees what is drawn in use
 * @param latent what latent numbers are drawn from
 * @param contest what the networks compete for
 * @param augmentation of what the discriminator sees
 * @param rates of Adam, for both networks
 * @param averageRamp half-life of the generator's running average as a share of the images seen; 0 for no averaging
 */
public record Recipe(
        String name,
        Architecture architecture,
        int batch,
        int shards,
        boolean renormalised,
        LatentKind latent,
        Contest contest,
        AugmentationStrength augmentation,
        Rates rates,
        double averageRamp) {
    /**
     * What the networks compete for.
     *
     * @param objective of both
     * @param classWeight weight of the cross-entropies by which the discriminator learns the classes, beside the contest;
     *     without them a projection alone takes long to tell classes apart. Of no use without classes
     * @param penalty on the discriminator's slope
     * @param paced whether the discriminator at first learns slower the further it is ahead; with
     *     {@link Objective.Kind#RELATIVISTIC} only
     */
    public record Contest(Objective.Kind objective, double classWeight, GradientPenalty penalty, boolean paced) {
        public Contest {
            Require.within(classWeight, 0, 100, "class weight");
            Require.that(
                    !paced || objective == Objective.Kind.RELATIVISTIC,
                    "only a relativistic loss says how far a discriminator is ahead");
        }
    }

    /**
     * Adam's settings over a run.
     *
     * @param initial learning rate until {@code holdUntil}
     * @param last learning rate at the end, reached along half a cosine
     * @param holdUntil progress at which the rate begins to fall, if there is time enough; 1 for a constant rate
     * @param hastened whether a run of under {@value #FAR_ENOUGH} images learns at a higher rate
     */
    public record Rates(double initial, double last, double holdUntil, double beta1, double beta2, boolean hastened) {
        /**
         * Images that a fall takes at least. In a shorter one the networks come to rest where they happen to be, and what a
         * running average evens out at a constant rate stays.
         */
        static final long SHORTEST_FALL = 10_000;

        /**
         * Images of the shortest training that needs no haste. Adam moves a weight by about the rate a step, and until
         * weights have come some way, transposed convolutions draw the checkerboards that they begin with. So a training of
         * half as many images learns at twice the rate, and comes as far.
         */
        static final long FAR_ENOUGH = 10_000;

        /** At more times its rate a training no longer learns in fewer steps. */
        private static final double MOST_HASTE = 4;

        public Rates {
            Require.that(
                    initial > 0 && initial <= 1 && last >= 0 && last <= initial,
                    "the learning rate must lie above 0 and up to 1, and may only fall: " + initial + " to " + last);
        }

        /** The learning rate of a run of so many images, as a function of progress. */
        public Schedule schedule(long totalImages) {
            double fallsFrom = fallsFrom(totalImages);
            return fallsFrom == 1
                    ? Schedule.constant(initial * haste(totalImages))
                    : Schedule.holdThenCosine(initial, fallsFrom, last);
        }

        private double haste(long totalImages) {
            return hastened ? Math.max(1, Math.min(MOST_HASTE, (double) FAR_ENOUGH / totalImages)) : 1;
        }

        /** Progress at which the rate begins to fall in a run of so many images; 1 when it does not. */
        double fallsFrom(long totalImages) {
            return totalImages - holdUntil * totalImages < SHORTEST_FALL ? 1 : holdUntil;
        }
    }

    public Recipe {
        Require.positive(batch, "batch");
        Require.positive(shards, "shards");
        Require.that(
                batch % shards == 0,
                "a batch of recipe " + name + " must be a multiple of " + shards + ", not " + batch);
        Require.within(averageRamp, 0, 1, "average ramp");
    }

    /** The names that {@link #named} knows. */
    public static final String NAMES = "dcgan, modern";

    /** {@link #named(String, PixelShape, int)} for square pictures in RGB. */
    public static Recipe named(String name, int size, int classes) {
        return named(name, PixelShape.square(size), classes);
    }

    /**
     * @param name {@code "dcgan"} or {@code "modern"}
     * @param pictures what they are
     * @param classes number of classes to condition on, 0 for none; {@code dcgan} takes none
     */
    public static Recipe named(String name, PixelShape pictures, int classes) {
        return switch (name) {
            case "dcgan" -> dcgan(pictures);
            case "modern" -> modern(pictures, classes);
            default -> throw new UsageException("There is no recipe '" + name + "'; choose one of " + NAMES + ".");
        };
    }

    /**
     * The textbook: Radford, Metz, Chintala, "Unsupervised representation learning with deep convolutional generative
     * adversarial networks", 2016; at 64 px its widths, at other sizes a stage fewer or more.
     */
    private static Recipe dcgan(PixelShape pictures) {
        return new Recipe(
                "dcgan",
                new Architecture(Architecture.Family.DCGAN, pictures, 100, 64, 64, 0),
                64,
                1,
                false,
                LatentKind.NORMAL,
                new Contest(Objective.Kind.CROSS_ENTROPY, 0, GradientPenalty.NONE, false),
                AugmentationStrength.NONE,
                new Rates(2e-4, 2e-4, 1, 0.5, 0.999, false),
                0);
    }

    /**
     * DCGAN's networks with the relativistic objective, class conditioning, small batches and a running average. Of as many
     * pictures, batches of 16 teach far more than batches of 64 do. The rate falls in the last fifth alone: what is learned
     * before needs the whole of it, and what colours wander by comes to rest. Renormalised, since in batches so small a
     * generator comes to rely on its neighbours, and alone draws paler and paler pictures.
     */
    private static Recipe modern(PixelShape pictures, int classes) {
        return new Recipe(
                "modern",
                new Architecture(Architecture.Family.DCGAN, pictures, 128, 64, 64, classes),
                16,
                2,
                true,
                LatentKind.NORMAL,
                new Contest(Objective.Kind.RELATIVISTIC, 1, GradientPenalty.NONE, true),
                AugmentationStrength.NONE,
                new Rates(4e-4, 2e-5, 0.8, 0.5, 0.99, true),
                0.05);
    }

    /** This recipe with another latent distribution. */
    public Recipe withLatent(LatentKind other) {
        return new Recipe(
                name, architecture, batch, shards, renormalised, other, contest, augmentation, rates, averageRamp);
    }

    /**
     * This recipe with another number of pictures a step; the learning rate stays.
     *
     * @param pictures a multiple of {@link #shards}
     */
    public Recipe withBatch(int pictures) {
        return new Recipe(
                name, architecture, pictures, shards, renormalised, latent, contest, augmentation, rates, averageRamp);
    }

    /** This recipe with another learning rate at the start, however short the run, and at the end in proportion. */
    public Recipe withLearningRate(double initial) {
        // The share first: it is exactly 1 for a constant rate, which rounding must not let rise.
        double last = initial * (rates.last() / rates.initial());
        Rates changed = new Rates(initial, last, rates.holdUntil(), rates.beta1(), rates.beta2(), false);
        return new Recipe(
                name, architecture, batch, shards, renormalised, latent, contest, augmentation, changed, averageRamp);
    }

    /** This recipe with other penalties. */
    public Recipe withPenalty(GradientPenalty other) {
        return with(new Contest(contest.objective(), contest.classWeight(), other, contest.paced()));
    }

    /** This recipe with a discriminator that learns at the generator's rate, however far it is ahead. */
    public Recipe withEvenRates() {
        return with(new Contest(contest.objective(), contest.classWeight(), contest.penalty(), false));
    }

    private Recipe with(Contest other) {
        return new Recipe(
                name, architecture, batch, shards, renormalised, latent, other, augmentation, rates, averageRamp);
    }

    /** This recipe with another augmentation of what the discriminator sees. */
    public Recipe withAugmentation(AugmentationStrength other) {
        return new Recipe(name, architecture, batch, shards, renormalised, latent, contest, other, rates, averageRamp);
    }
}
