package dev.ganvas.bench.peer;

/**
 * One DCGAN-64 training step, as {@code ganvas-bench/peers/README.md} lays down, by one library. The pictures are one
 * fixed batch {@code [64, 3, 64, 64]} of noise in [-1, 1]; latent vectors {@code [64, 100]} are standard normal and new
 * at each step.
 */
public interface DcganStep extends AutoCloseable {
    /** Pictures in a batch. */
    int BATCH = 64;
    /** Length of a latent vector. */
    int LATENT = 100;
    /** Channels of the narrowest layer of either network. */
    int WIDTH = 64;
    /** Width and height of a picture, in pixels. */
    int SIZE = 64;
    /** Adam's step size. */
    float LEARNING_RATE = 2e-4f;
    /** Adam's decay of the first moment. */
    float BETA1 = 0.5f;
    /** Adam's decay of the second moment. */
    float BETA2 = 0.999f;
    /** Standard deviation of the initial weights, about 0 (convolutions) and 1 (scales of batch norms). */
    float INITIAL_DEVIATION = 0.02f;

    /**
     * The two losses of a step, each a mean over the batch.
     *
     * @param discriminator loss on the pictures plus loss on the fakes
     * @param generator loss of the fakes against the label of pictures
     */
    record Losses(double discriminator, double generator) {
        boolean finite() {
            return Double.isFinite(discriminator) && Double.isFinite(generator);
        }
    }

    /** Draws fakes, updates the discriminator, then updates the generator on the same fakes. */
    Losses step();

    /** Updates the discriminator once more on fakes of the last step's latent vectors; returns its loss before that. */
    double repeatDiscriminator();

    /**
     * Updates the generator once more on the latent vectors of the last step, leaving the discriminator's weights;
     * returns its loss before that.
     */
    double repeatGenerator();

    @Override
    void close();
}
