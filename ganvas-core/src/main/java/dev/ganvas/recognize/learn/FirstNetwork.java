package dev.ganvas.recognize.learn;

import dev.ganvas.engine.io.SafeTensors;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.features.FeatureNetwork;
import dev.ganvas.features.WhitenedNetwork;
import dev.ganvas.features.WhitenedShape;
import dev.ganvas.model.Catalogue;
import dev.ganvas.model.ModelFile;
import dev.ganvas.random.Seed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Networks as a training begins with them: from scratch with a whitened first layer, or with known features and a head that is
 * solved for the classes at hand, so that the first evaluation is that of a classifier on frozen features.
 */
final class FirstNetwork {
    /** Names of the tensors of a head. */
    static final String HEAD = "head.";

    /** Pictures that a head is solved by. */
    private static final int MOST_SOLVED = 5000;

    private final LabelledPictures pictures;
    private final StartingPoint start;
    private final Optional<Path> from;
    private Optional<LinearProbe> solved = Optional.empty();

    FirstNetwork(LabelledPictures pictures, StartingPoint start, Optional<Path> from) {
        this.pictures = pictures;
        this.start = start;
        this.from = from;
    }

    ClassifierRecipe recipe() {
        if (pictures.unlabelled().length > 0) {
            return ClassifierRecipe.semiSupervised(
                    (double) pictures.training().length / pictures.classes().size(), pictures.learnedFrom().length);
        }
        boolean known = start.known().isPresent() || from.isPresent();
        int real = pictures.realOnes();
        // By real pictures alone, so that trainings with and without generated ones take equal steps.
        int learned = real > 0 ? real : pictures.training().length;
        return known ? ClassifierRecipe.tuning(start.shape(), learned) : ClassifierRecipe.scratch(learned);
    }

    /** A network of its own for the caller. */
    FeatureNetwork network(Seed seed) throws IOException {
        FeatureNetwork network = Scope.making(() -> start.shape().network(seed));
        try (Scope scope = Scope.open()) {
            if (network instanceof WhitenedNetwork whitened && start.shape() instanceof WhitenedShape shape) {
                whitened.whiten(Whitening.of(pictures, pictures.learnedFrom(), shape));
            }
            Optional<ModelFile> model = model();
            if (model.isPresent()) {
                fill(network, model.get());
                head(network);
            }
        } catch (IOException | RuntimeException e) {
            network.close();
            throw e;
        }
        return network;
    }

    private Optional<ModelFile> model() throws IOException {
        return from.isPresent()
                ? Optional.of(ModelFile.read(from.get()))
                : start.known().isPresent()
                        ? Optional.of(Catalogue.read(start.known().get()))
                        : Optional.empty();
    }

    private static void fill(FeatureNetwork network, ModelFile model) throws IOException {
        Map<String, Tensor> saved = SafeTensors.read(
                        ModelFile.WEIGHTS, new ByteArrayInputStream(model.weights()), model.weights().length)
                .tensors();
        network.namedTensors().forEach((name, tensor) -> {
            Tensor known = saved.get(name);
            if (known != null && !name.startsWith(HEAD) && Arrays.equals(known.shape(), tensor.shape())) {
                tensor.copyFrom(known.to(DType.F32));
            }
        });
    }

    private void head(FeatureNetwork network) {
        if (solved.isEmpty()) {
            int[] items = pictures.training();
            int[] used = Arrays.copyOf(items, Math.min(items.length, MOST_SOLVED));
            Arrays.setAll(used, i -> items[(int) ((long) i * items.length / used.length)]);
            network.training(false);
            solved = Optional.of(
                    LinearProbe.of(FrozenFeatures.of(network, pictures, used)).probe());
            network.training(true);
        }
        LinearProbe probe = solved.get();
        int classes = probe.bias().length;
        network.head(
                Tensor.of(probe.weight(), classes, probe.weight().length / classes), Tensor.of(probe.bias(), classes));
    }
}
