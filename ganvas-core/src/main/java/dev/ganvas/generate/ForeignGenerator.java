package dev.ganvas.generate;

import dev.ganvas.data.PixelShape;
import dev.ganvas.engine.io.StateDict;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.generate.network.Architecture;
import dev.ganvas.generate.network.GeneratorNetwork;
import dev.ganvas.image.Fit;
import dev.ganvas.image.PictureSize;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Weights of generators that others trained: those of PyTorch's DCGAN tutorial and of networks that are built like it, a {@code main} of transposed 4x4
 * convolutions with batch norms between them, for pictures of 32 to 256 pixels with any number of channels.
 *
 * @param model what is known of it
 * @param network filled; the receiver's to close
 */
record ForeignGenerator(GeneratorModel model, GeneratorNetwork network) {
    /** Modules of a stage: convolution, norm, rectifier. */
    private static final int STAGE = 3;

    private static final int COARSEST = 4;
    private static final int MOST_STAGES = 8;
    private static final List<String> OF_NORM = List.of("weight", "bias", "running_mean", "running_var");

    static boolean isForeign(Path file) throws IOException {
        return StateDict.holds(file);
    }

    /**
     * Opens one.
     *
     * @throws MalformedFileException when the file is damaged, or the weights are those of no network that is known here
     */
    static ForeignGenerator open(Path file) throws IOException {
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            Map<String, Tensor> weights = StateDict.read(file).tensors();
            List<Tensor> convolutions = new ArrayList<>();
            for (int i = 0; i < MOST_STAGES; i++) {
                Tensor kernel = weights.get("main." + STAGE * i + ".weight");
                if (kernel != null && kernel.rank() == 4 && kernel.size(2) == COARSEST && kernel.size(3) == COARSEST) {
                    convolutions.add(kernel);
                }
            }
            if (convolutions.size() < 4) {
                throw new MalformedFileException(
                        file,
                        "holds the weights of a network that is not known here; generators that are known are DCGANs by the names of"
                                + " PyTorch's tutorial");
            }
            Architecture architecture = architecture(convolutions, file);
            GeneratorNetwork network = Scope.making(() -> architecture.generator(Seed.of(0)));
            try {
                fill(network, renamed(weights, convolutions.size() - 1), file);
            } catch (IOException | RuntimeException e) {
                network.close();
                throw e;
            }
            network.training(false);
            return new ForeignGenerator(
                    new GeneratorModel(architecture, Fit.CROP, LatentKind.NORMAL, List.of()), network);
        }
    }

    private static Architecture architecture(List<Tensor> convolutions, Path file) throws MalformedFileException {
        int stages = convolutions.size();
        Tensor last = convolutions.get(stages - 1);
        int side = COARSEST << (stages - 1);
        try {
            int width = Math.toIntExact(last.size(0));
            return new Architecture(
                    Architecture.Family.DCGAN,
                    new PixelShape(new PictureSize(side, side), Math.toIntExact(last.size(1))),
                    Math.toIntExact(convolutions.get(0).size(0)),
                    width,
                    width,
                    0);
        } catch (UsageException | ArithmeticException e) {
            throw new MalformedFileException(file, "holds the weights of a generator that cannot be built", e);
        }
    }

    /** {@code main.3.weight} as {@code conv1.weight}, {@code main.4.bias} as {@code norm1.bias}, and so on. */
    private static Map<String, Tensor> renamed(Map<String, Tensor> weights, int last) {
        Map<String, Tensor> renamed = new LinkedHashMap<>();
        for (int i = 0; i <= last; i++) {
            renamed.put((i == last ? "to_rgb" : "conv" + i) + ".weight", weights.get("main." + STAGE * i + ".weight"));
            for (String part : i == last ? List.<String>of() : OF_NORM) {
                renamed.put("norm" + i + "." + part, weights.get("main." + (STAGE * i + 1) + "." + part));
            }
        }
        return renamed;
    }

    private static void fill(GeneratorNetwork network, Map<String, Tensor> weights, Path file) throws IOException {
        for (Map.Entry<String, Tensor> entry : network.namedTensors().entrySet()) {
            Tensor tensor = weights.get(entry.getKey());
            if (tensor == null
                    || !Arrays.equals(tensor.shape(), entry.getValue().shape())
                    || !tensor.allFinite()) {
                throw new MalformedFileException(
                        file,
                        "lacks the weight " + entry.getKey()
                                + ", or it has another shape than a DCGAN asks for, or numbers that are not finite");
            }
        }
        network.namedTensors().forEach((name, tensor) -> tensor.copyFrom(weights.get(name)));
    }
}
