package dev.ganvas.bench.ranks;

import dev.ganvas.error.UsageException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What is trained; {@code ddp_step.py} has the same networks by the same names. */
enum RankedNetwork {
    DCGAN_32("dcgan-32", 32),
    DCGAN_64("dcgan-64", 64),
    DCGAN_128("dcgan-128", 128),
    /** A U-Net of three halvings and 16 channels, as it learns to restore. */
    UNET_16("unet-16", 64);

    /** Pictures of a step, all ranks together. */
    static final int BATCH = 16;

    private final String word;
    private final int side;

    RankedNetwork(String word, int side) {
        this.word = word;
        this.side = side;
    }

    /** Pixels of a picture in each direction. */
    int side() {
        return side;
    }

    boolean restores() {
        return this == UNET_16;
    }

    static RankedNetwork of(String word) {
        return Arrays.stream(values())
                .filter(network -> network.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new UsageException("no network is called " + word + "; there are "
                        + Arrays.stream(values()).map(RankedNetwork::toString).collect(Collectors.joining(", "))));
    }

    @Override
    public String toString() {
        return word;
    }
}
