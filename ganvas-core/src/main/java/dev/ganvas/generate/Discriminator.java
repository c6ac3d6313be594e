package dev.ganvas.generate;

import dev.ganvas.data.PixelTensors;
import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.generate.network.Architecture;
import dev.ganvas.generate.network.DiscriminatorNetwork;
import dev.ganvas.image.Channels;
import dev.ganvas.image.Picture;
import dev.ganvas.model.ModelFile;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The discriminator that a generator was trained against, as it lies in the generator's model file. Its logits mean
 * something only beside each other. Computes in F32, with the batch norm's running statistics, on blocks of one size with
 * each picture at its own place, so that a logit depends on the picture alone. Owns native memory until closed.
 */
public final class Discriminator implements AutoCloseable {
    /** The entry of the model file. */
    public static final String ENTRY = "discriminator.safetensors";

    private static final int BLOCK = 32;

    private final DiscriminatorNetwork network;
    private final Channels channels;

    private Discriminator(DiscriminatorNetwork network, Channels channels) {
        this.network = network;
        this.channels = channels;
    }

    /** What goes into a model file; only compared with itself, it may be coarse. */
    public static byte[] bytes(ParameterTree network) throws IOException {
        return ModelFile.halvedWeightsOf(network);
    }

    /**
     * Opens what a model file holds; empty when it holds none, as files of older versions do not.
     *
     * @throws MalformedFileException when it is damaged, or no generator's
     */
    static Optional<Discriminator> open(Path file, GeneratorModel model) throws IOException {
        Optional<byte[]> weights = ModelFile.readMore(file, ENTRY);
        if (weights.isEmpty()) {
            return Optional.empty();
        }
        Architecture architecture = model.architecture();
        DiscriminatorNetwork network = ModelFile.network(
                weights.get(),
                ENTRY,
                file,
                architecture.discriminatorValues(),
                () -> architecture.discriminator(Seed.of(0)));
        return Optional.of(new Discriminator(network, model.layout().channels()));
    }

    /**
     * How real each picture is, given its class; the higher, the more.
     *
     * @param label exactly when the network was built with classes
     */
    double[] logits(List<Picture> pictures, OptionalInt label) {
        double[] logits = new double[pictures.size()];
        for (int from = 0; from < logits.length; from += BLOCK) {
            int here = Math.min(BLOCK, logits.length - from);
            List<Picture> block = new ArrayList<>(pictures.subList(from, from + here));
            block.addAll(Collections.nCopies(BLOCK - here, pictures.get(0)));
            float[] values = block(block, label);
            for (int i = 0; i < here; i++) {
                logits[from + i] = values[i];
            }
        }
        return logits;
    }

    private float[] block(List<Picture> pictures, OptionalInt label) {
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            Optional<Tensor> labels = Optional.empty();
            if (label.isPresent()) {
                long[] same = new long[BLOCK];
                Arrays.fill(same, label.getAsInt());
                labels = Optional.of(network.device().ofLongs(same, BLOCK));
            }
            return network.forward(
                            PixelTensors.toTensor(pictures, channels, DType.F32).to(network.device()), labels)
                    .toFloats();
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
