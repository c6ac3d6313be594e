package dev.ganvas.generate;

import dev.ganvas.engine.error.Require;
import dev.ganvas.engine.nn.BatchNorm2d;
import dev.ganvas.engine.nn.ConvShape;
import dev.ganvas.engine.nn.ConvTranspose2d;
import dev.ganvas.engine.nn.Embedding;
import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.random.Seed;
import dev.ganvas.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The DCGAN generator (Radford, Metz, Chintala, 2016): a 4x4 transposed convolution of the latent vector, then one
 * 4x4 stride-2 transposed convolution a doubling, each with batch norm and ReLU, the last with tanh. With classes, a
 * learned vector of the class stands beside the latent vector.
 */
final class DcganGenerator extends GeneratorNetwork {
    static final Initializer WEIGHTS = Initializer.normal(0, 0.02);
    /**
     * Class vectors begin much smaller than the latent vector beside them. Begun as large, the class decides the picture
     * within the first thousands of images and every class falls to one picture.
     */
    private static final Initializer CLASS_VECTORS = Initializer.normal(0, 0.2);

    static final Initializer SCALES = Initializer.normal(1, 0.02);

    private final Optional<Embedding> classVectors;
    private final List<ConvTranspose2d> convolutions = new ArrayList<>();
    private final List<BatchNorm2d> norms = new ArrayList<>();

    DcganGenerator(Architecture architecture, Seed seed) {
        int latent = architecture.latentSize();
        classVectors = architecture.classes() == 0
                ? Optional.empty()
                : Optional.of(child(
                        "class", new Embedding(architecture.classes(), latent, CLASS_VECTORS, seed.child("class"))));
        int in = architecture.classes() == 0 ? latent : 2 * latent;
        int out = architecture.generatorWidth() << (architecture.doublings() - 1);
        add(new ConvShape(in, out, 4, 1, 0), seed);
        for (int i = 1; i < architecture.doublings(); i++) {
            add(ConvShape.resampling(out, out / 2), seed);
            out /= 2;
        }
        convolutions.add(
                child("to_rgb", new ConvTranspose2d(ConvShape.resampling(out, 3), WEIGHTS, seed.child("to_rgb"))));
    }

    private void add(ConvShape shape, Seed seed) {
        String name = "conv" + convolutions.size();
        convolutions.add(child(name, new ConvTranspose2d(shape, WEIGHTS, seed.child(name))));
        String norm = "norm" + norms.size();
        norms.add(child(norm, new BatchNorm2d(shape.out(), SCALES, seed.child(norm))));
    }

    @Override
    public Tensor forward(Tensor latent, Optional<Tensor> labels) {
        Require.that(labels.isPresent() == classVectors.isPresent(), "labels are given exactly when there are classes");
        Tensor input = classVectors
                .map(vectors -> Tensor.cat(
                        List.of(latent, vectors.forward(labels.orElseThrow()).to(latent.dtype())), 1))
                .orElse(latent);
        Tensor x = input.reshape(input.size(0), input.size(1), 1, 1).channelsLast();
        for (int i = 0; i < norms.size(); i++) {
            x = norms.get(i).forward(convolutions.get(i).forward(x)).relu();
        }
        return convolutions.get(norms.size()).forward(x).tanh();
    }
}
