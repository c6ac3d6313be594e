package dev.ganvas.generate;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.generate.network.Architecture;
import dev.ganvas.generate.network.DiscriminatorNetwork;
import dev.ganvas.generate.network.GeneratorNetwork;
import dev.ganvas.model.ModelFile;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Small generators whose pictures visibly follow the latent vector, which untrained ones' hardly do. */
public final class TinyGenerators {
    public static final int LATENT_SIZE = 8;

    private TinyGenerators() {}

    /** As {@link #write}, with the discriminator of the same seed. */
    static Path writeWithDiscriminator(Path file, List<String> classes) throws IOException {
        write(file, classes);
        ModelFile content = ModelFile.read(file);
        GeneratorModel model = GeneratorModel.parse(content.description(), file);
        try (Scope scope = Scope.open();
                DiscriminatorNetwork network = model.architecture().discriminator(Seed.of(1))) {
            content.write(file, Map.of(Discriminator.ENTRY, Discriminator.bytes(network)));
        }
        return file;
    }

    /** A DCGAN generator with weights of deviation 0.3 in place of 0.02. */
    public static Path write(Path file, List<String> classes) throws IOException {
        Architecture architecture = new Architecture(Architecture.Family.DCGAN, 32, LATENT_SIZE, 8, 8, classes.size());
        try (Scope scope = Scope.open();
                GeneratorNetwork network = architecture.generator(Seed.of(1))) {
            for (Map.Entry<String, Tensor> entry : network.namedParameters().entrySet()) {
                if (entry.getValue().rank() == 4) {
                    entry.getValue().copyFrom(noise(entry.getValue(), Seed.of(2).child(entry.getKey())));
                }
            }
            new ModelFile(
                            new GeneratorModel(architecture, LatentKind.NORMAL, classes).toJson(),
                            ModelFile.weightsOf(network),
                            "# card",
                            new ObjectMapper().createObjectNode(),
                            new byte[] {1})
                    .write(file);
            return file;
        }
    }

    private static Tensor noise(Tensor like, Seed seed) {
        RandomStream random = seed.stream();
        float[] values = new float[(int) like.count()];
        double deviation = Math.sqrt(2.0 / (like.count() / like.size(1)) * 4);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return Tensor.of(values, like.shape());
    }
}
