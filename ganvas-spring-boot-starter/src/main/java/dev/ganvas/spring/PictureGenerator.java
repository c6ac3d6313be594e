package dev.ganvas.spring;

import dev.ganvas.error.Require;
import dev.ganvas.generate.Generator;
import dev.ganvas.generate.Latent;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Labelling;
import dev.ganvas.image.label.Origin;
import dev.ganvas.io.Version;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Draws pictures by a trained generator; each says that it is generated. For any thread. */
public final class PictureGenerator implements AutoCloseable {
    private final LazyModel<Generator> model;
    private final String name;
    private final int most;
    private final Labelling labels;

    PictureGenerator(PictureEngine engine, GanvasProperties properties, Labelling labels) {
        this.name = String.valueOf(Path.of(properties.models().generator()).getFileName());
        this.model = new LazyModel<>(
                engine, name, () -> Generator.open(Path.of(properties.models().generator())));
        this.most = properties.limits().pictures();
        this.labels = labels;
    }

    /**
     * Draws pictures of all classes in turn.
     *
     * @param count 1 to {@code ganvas.limits.pictures}
     * @param seed names the pictures: number {@code i} of a seed is always the same one
     * @return PNG files with their labels
     * @throws BusyException when its turn does not come
     */
    public List<byte[]> draw(int count, long seed) throws IOException {
        return draw(count, seed, "");
    }

    /**
     * Draws pictures.
     *
     * @param className empty for all in turn
     */
    public List<byte[]> draw(int count, long seed, String className) throws IOException {
        Require.within(count, 1, most, "number of pictures");
        return model.use("generate", generator -> drawn(generator, count, seed, className));
    }

    private List<byte[]> drawn(Generator generator, int count, long seed, String className) {
        OptionalInt label =
                className.isEmpty() ? OptionalInt.empty() : OptionalInt.of(generator.classNumber(className));
        List<Latent> points = generator.latents(new Generator.Request(count, Seed.of(seed), 1, label));
        List<Picture> pictures = generator.draw(points);
        Origin common = Origin.of(Origin.Kind.GENERATED, labels)
                .by(Version.current())
                .with("model", name)
                .with("model-sha256", generator.weightsSha256())
                .with("seed", Long.toString(seed));
        List<byte[]> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(Pictures.png(pictures.get(i), common.with("number", Integer.toString(i))));
        }
        return files;
    }

    /** Names of the classes it can draw; empty when it was trained without. */
    public List<String> classes() throws IOException {
        return model.use("classes", Generator::classes);
    }

    @Override
    public void close() {
        model.close();
    }
}
