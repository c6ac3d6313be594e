package dev.ganvas.generate.network;

import dev.ganvas.data.PixelShape;
import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.error.Require;
import dev.ganvas.image.PictureSize;
import dev.ganvas.random.Seed;

/**
 * What a pair of networks is built from; stored in the model file. A new family is one new class and one line here.
 *
 * @param family which networks
 * @param pictures what the pictures are, see {@link #requireSize}
 * @param latentSize numbers a picture is made from
 * @param generatorWidth channels of the generator's last hidden layer
 * @param discriminatorWidth channels of the discriminator's first layer
 * @param classes number of classes the networks are conditioned on; 0 for none
 */
public record Architecture(
        Family family, PixelShape pictures, int latentSize, int generatorWidth, int discriminatorWidth, int classes) {
    /** Values of a 4x4 kernel. */
    private static final long KERNEL = 16;

    /** Largest width and latent size; what a model file may claim at most. */
    public static final int MAX_WIDTH = 1024;

    private static final int SHORTEST_SIDE = 32;
    private static final int LONGEST_SIDE = 256;
    private static final int COARSEST_SIDE = 4;

    /** Layers grow no wider than by so many doublings of the narrowest. */
    private static final int MOST_WIDENINGS = 4;

    /** Most classes a model file may claim. */
    public static final int MAX_CLASSES = 100_000;

    public Architecture {
        requireSize(pictures.size());
        Require.within(latentSize, 1, MAX_WIDTH, "latent size");
        Require.within(generatorWidth, 4, MAX_WIDTH, "generator width");
        Require.within(discriminatorWidth, 4, MAX_WIDTH, "discriminator width");
        Require.within(classes, 0, MAX_CLASSES, "classes");
    }

    /** Square pictures in RGB. */
    public Architecture(
            Family family, int size, int latentSize, int generatorWidth, int discriminatorWidth, int classes) {
        this(family, PixelShape.square(size), latentSize, generatorWidth, discriminatorWidth, classes);
    }

    /**
     * Refuses sizes that there are no networks for. Both sides are 32 to 256 pixels, and come about by doublings: as many as
     * make the shorter one from 4 to 7 pixels.
     *
     * @throws dev.ganvas.error.UsageException saying which sizes there are
     */
    public static void requireSize(PictureSize size) {
        int shorter = Math.min(size.width(), size.height());
        int longer = Math.max(size.width(), size.height());
        Require.that(
                shorter >= SHORTEST_SIDE && longer <= LONGEST_SIDE,
                "the sides of pictures must be " + SHORTEST_SIDE + " to " + LONGEST_SIDE + " pixels, not " + size);
        int multiple = 1 << doublings(size);
        Require.that(
                shorter % multiple == 0 && longer % multiple == 0,
                "when the shorter side of pictures has " + shorter + " pixels, both sides must be multiples of "
                        + multiple + ", not " + size + "; the nearest size is "
                        + new PictureSize(nearest(size.width(), multiple), nearest(size.height(), multiple)));
    }

    private static int nearest(int side, int multiple) {
        return (side + multiple / 2) / multiple * multiple;
    }

    /** The known network families. */
    public enum Family {
        /** Strided 4x4 convolutions with batch norm (Radford, Metz, Chintala, 2016). */
        DCGAN
    }

    /** On the default device; the caller's to close. */
    public GeneratorNetwork generator(Seed seed) {
        return ParameterTree.placed(
                switch (family) {
                    case DCGAN -> new DcganGenerator(this, seed.child("generator"));
                });
    }

    /** On the default device; the caller's to close. */
    public DiscriminatorNetwork discriminator(Seed seed) {
        return ParameterTree.placed(
                switch (family) {
                    case DCGAN -> new DcganDiscriminator(this, seed.child("discriminator"));
                });
    }

    /** Values that the generator's weights file holds, found without building the network. */
    public long generatorValues() {
        long in = latentSize;
        long kernel = coarsePixels();
        long values = 0;
        for (int i = 0; i < doublings(); i++) {
            long out = generatorWidth(i);
            // A kernel; scale, shift, running mean and running variance; a scale and a shift a class.
            values += kernel * in * out + 4 * out + 2 * classes * out;
            in = out;
            kernel = KERNEL;
        }
        return values + KERNEL * in * pictures.channels();
    }

    /** Values that the discriminator's weights hold, found without building the network. */
    public long discriminatorValues() {
        long in = pictures.channels();
        long values = 0;
        for (int i = 0; i < doublings(); i++) {
            long out = discriminatorWidth(i);
            // A kernel; but for the first stage scale, shift, running mean and running variance.
            values += KERNEL * in * out + (i == 0 ? 0 : 4 * out);
            in = out;
        }
        return values + coarsePixels() * in + 3 * classes * in;
    }

    /** Times the sides double between {@link #coarseSize} and the picture. */
    int doublings() {
        return doublings(pictures.size());
    }

    private static int doublings(PictureSize size) {
        int shorter = Math.min(size.width(), size.height());
        return 31 - Integer.numberOfLeadingZeros(shorter / COARSEST_SIDE);
    }

    /** What a picture begins from, and is reduced to. */
    PictureSize coarseSize() {
        return new PictureSize(pictures.width() >> doublings(), pictures.height() >> doublings());
    }

    private long coarsePixels() {
        return (long) coarseSize().width() * coarseSize().height();
    }

    /** Channels of the generator's stage {@code i}, counted from the coarsest. */
    int generatorWidth(int i) {
        return generatorWidth << Math.min(doublings() - 1 - i, MOST_WIDENINGS);
    }

    /** Channels of the discriminator's stage {@code i}, counted from the finest. */
    int discriminatorWidth(int i) {
        return discriminatorWidth << Math.min(i, MOST_WIDENINGS);
    }
}
