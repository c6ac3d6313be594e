package dev.ganvas.generate.network;

import dev.ganvas.engine.nn.BatchNorm2d;
import dev.ganvas.engine.nn.ConvShape;
import dev.ganvas.engine.nn.ConvTranspose2d;
import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.Require;
import dev.ganvas.image.PictureSize;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The DCGAN generator (Radford, Metz, Chintala, 2016): a transposed convolution of the latent vector, to 4x4
 * pixels for most sizes and a few more for others, then one 4x4 stride-2 transposed convolution a doubling, each with batch norm and ReLU, the last with tanh. With classes,
 * each class scales and shifts the normalised channels.
 */
final class DcganGenerator extends GeneratorNetwork {
    static final Initializer WEIGHTS = Initializer.normal(0, 0.02);
    static final Initializer SCALES = Initializer.normal(1, 0.02);

    /** Stages, from the coarsest on, that make the form of a picture: about 4x4 pixels and 8x8. */
    private static final int FORM_STAGES = 2;

    private final List<ConvTranspose2d> convolutions = new ArrayList<>();
    private final List<BatchNorm2d> norms = new ArrayList<>();
    private final List<ClassModulation> modulations = new ArrayList<>();
    private final int classes;

    DcganGenerator(Architecture architecture, Seed seed) {
        classes = architecture.classes();
        PictureSize coarse = architecture.coarseSize();
        int out = architecture.generatorWidth(0);
        add(ConvShape.whole(architecture.latentSize(), out, coarse.height(), coarse.width()), seed);
        for (int i = 1; i < architecture.doublings(); i++) {
            int next = architecture.generatorWidth(i);
            add(ConvShape.resampling(out, next), seed);
            out = next;
        }
        ConvShape toPixels = ConvShape.resampling(out, architecture.pictures().channels());
        convolutions.add(child("to_rgb", new ConvTranspose2d(toPixels, WEIGHTS, seed.child("to_rgb"))));
    }

    private void add(ConvShape shape, Seed seed) {
        String name = "conv" + convolutions.size();
        convolutions.add(child(name, new ConvTranspose2d(shape, WEIGHTS, seed.child(name))));
        String norm = "norm" + norms.size();
        norms.add(child(norm, new BatchNorm2d(shape.out(), SCALES, seed.child(norm))));
        if (classes > 0) {
            String modulation = "class" + modulations.size();
            modulations.add(child(modulation, new ClassModulation(classes, shape.out(), seed.child(modulation))));
        }
    }

    @Override
    public Tensor forward(Tensor latent, Optional<Tensor> form, Optional<Tensor> finish) {
        Require.that(
                form.isPresent() == (classes > 0) && finish.isPresent() == (classes > 0),
                "labels are given exactly when there are classes");
        Tensor x = latent.reshape(latent.size(0), latent.size(1), 1, 1).channelsLast();
        for (int i = 0; i < norms.size(); i++) {
            x = convolutions.get(i).forward(x);
            if (classes > 0) {
                Tensor labels = (i < FORM_STAGES ? form : finish).orElseThrow();
                ClassModulation modulation = modulations.get(i);
                x = norms.get(i).modulated(x, modulation.factors(labels), modulation.shifts(labels));
            } else {
                x = norms.get(i).forward(x);
            }
            x = x.relu();
        }
        return convolutions.get(norms.size()).forward(x).tanh();
    }

    @Override
    public void renormalise(boolean on) {
        norms.forEach(norm -> norm.renormalise(on));
    }

    @Override
    public void trackMeans() {
        norms.forEach(BatchNorm2d::trackMeans);
    }

    @Override
    public void amplify(double factor) {
        convolutions.get(norms.size()).namedParameters().values().forEach(weight -> {
            try (Scope scope = Scope.open()) {
                weight.copyFrom(weight.detach().mul(factor));
            }
        });
    }

    @Override
    public Optional<Tensor> latentWeight() {
        Tensor kernel = convolutions.get(0).namedParameters().get("weight");
        return Optional.of(
                kernel.reshape(kernel.size(0), kernel.count() / kernel.size(0)).transpose(0, 1));
    }
}
