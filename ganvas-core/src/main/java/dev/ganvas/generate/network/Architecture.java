package dev.ganvas.generate.network;

import dev.ganvas.error.Require;
import dev.ganvas.random.Seed;

/**
 * What a pair of networks is built from; stored in the model file. A new family is one new class and one line here.
 *
 * @param family which networks
 * @param size side of the pictures: 32, 64 or 128
 * @param latentSize numbers a picture is made from
 * @param generatorWidth channels of the generator's last hidden layer
 * @param discriminatorWidth channels of the discriminator's first layer
 * @param classes number of classes the networks are conditioned on; 0 for none
 */
public record Architecture(
        Family family, int size, int latentSize, int generatorWidth, int discriminatorWidth, int classes) {
    /** Largest width and latent size; what a model file may claim at most. */
    public static final int MAX_WIDTH = 1024;

    /** Most classes a model file may claim. */
    public static final int MAX_CLASSES = 100_000;

    public Architecture {
        Require.that(size == 32 || size == 64 || size == 128, "size must be 32, 64 or 128, not " + size);
        Require.within(latentSize, 1, MAX_WIDTH, "latent size");
        Require.within(generatorWidth, 4, MAX_WIDTH, "generator width");
        Require.within(discriminatorWidth, 4, MAX_WIDTH, "discriminator width");
        Require.within(classes, 0, MAX_CLASSES, "classes");
    }

    /** The known network families. */
    public enum Family {
        /** Strided 4x4 convolutions with batch norm (Radford, Metz, Chintala, 2016). */
        DCGAN
    }

    public GeneratorNetwork generator(Seed seed) {
        return switch (family) {
            case DCGAN -> new DcganGenerator(this, seed.child("generator"));
        };
    }

    public DiscriminatorNetwork discriminator(Seed seed) {
        return switch (family) {
            case DCGAN -> new DcganDiscriminator(this, seed.child("discriminator"));
        };
    }

    /** Values that the generator's weights file holds, found without building the network. */
    public long generatorValues() {
        long in = latentSize;
        long out = (long) generatorWidth << (doublings() - 1);
        long values = 0;
        for (int i = 0; i < doublings(); i++) {
            // A 4x4 kernel; scale, shift, running mean and running variance; a scale and a shift a class.
            values += 16 * in * out + 4 * out + 2 * classes * out;
            in = out;
            out /= 2;
        }
        return values + 16 * in * 3;
    }

    /** Values that the discriminator's weights hold, found without building the network. */
    public long discriminatorValues() {
        long in = 3;
        long out = discriminatorWidth;
        long values = 0;
        for (int i = 0; i < doublings(); i++) {
            // A 4x4 kernel; but for the first stage scale, shift, running mean and running variance.
            values += 16 * in * out + (i == 0 ? 0 : 4 * out);
            in = out;
            out *= 2;
        }
        return values + 16 * in + 3 * classes * in;
    }

    /** Times the side doubles between 4x4 and the picture. */
    int doublings() {
        return Integer.numberOfTrailingZeros(size / 4);
    }
}
