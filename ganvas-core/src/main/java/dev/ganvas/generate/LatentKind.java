package dev.ganvas.generate;

import dev.ganvas.engine.random.RandomStream;
import dev.ganvas.engine.random.Seed;

/** What latent numbers are drawn from. */
public enum LatentKind {
    /** Standard normal. */
    NORMAL {
        @Override
        float draw(RandomStream random) {
            return (float) random.nextGaussian();
        }
    },
    /** Uniform in [-1, 1), as in the DCGAN paper. */
    UNIFORM {
        @Override
        float draw(RandomStream random) {
            return (float) random.nextDouble(-1, 1);
        }
    };

    abstract float draw(RandomStream random);

    /** Fills {@code size} numbers from {@code offset} on with the latent vector that {@code seed} names. */
    void fill(Seed seed, float[] into, int offset, int size) {
        RandomStream random = seed.stream();
        for (int i = 0; i < size; i++) {
            into[offset + i] = draw(random);
        }
    }
}
