package dev.ganvas.generate;

import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;

/** What latent numbers are drawn from. */
public enum LatentKind {
    /** Standard normal. */
    NORMAL {
        @Override
        public double deviation() {
            return 1;
        }

        @Override
        float draw(RandomStream random) {
            return (float) random.nextGaussian();
        }
    },
    /** Uniform in [-1, 1), as in the DCGAN paper. */
    UNIFORM {
        @Override
        public double deviation() {
            return StrictMath.sqrt(1 / 3.0);
        }

        @Override
        float draw(RandomStream random) {
            return (float) random.nextDouble(-1, 1);
        }
    };

    /** Standard deviation of each number. */
    public abstract double deviation();

    abstract float draw(RandomStream random);

    /** Fills {@code size} numbers from {@code offset} on with the latent vector that {@code seed} names. */
    public void fill(Seed seed, float[] into, int offset, int size) {
        RandomStream random = seed.stream();
        for (int i = 0; i < size; i++) {
            into[offset + i] = draw(random);
        }
    }
}
