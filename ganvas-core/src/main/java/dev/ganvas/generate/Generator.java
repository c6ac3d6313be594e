package dev.ganvas.generate;

import dev.ganvas.data.PixelLayout;
import dev.ganvas.engine.nn.LayerProfile;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Device;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import dev.ganvas.generate.network.Architecture;
import dev.ganvas.generate.network.GeneratorNetwork;
import dev.ganvas.image.Picture;
import dev.ganvas.model.ModelFile;
import dev.ganvas.model.PortableNetwork;
import dev.ganvas.model.pull.ModelStore;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** A trained generator, ready to draw pictures. Owns native memory until closed. Not for several threads at once. */
public final class Generator implements AutoCloseable {
    private final GeneratorModel model;
    private final String dataHash;
    private final String weightsHash;
    private final GeneratorNetwork network;
    private final LatentDrawing drawing;

    private Generator(GeneratorModel model, String dataHash, String weightsHash, GeneratorNetwork network) {
        this.model = model;
        this.dataHash = dataHash;
        this.weightsHash = weightsHash;
        this.network = network;
        this.drawing = new LatentDrawing(network);
    }

    /**
     * Opens a model file, or weights of others as {@code torch.save} or safetensors hold them: DCGANs by the names of PyTorch's tutorial.
     *
     * @throws MalformedFileException when it is damaged, or no generator
     * @throws UsageException when there is no such file
     */
    public static Generator open(Path file) throws IOException {
        if (ForeignGenerator.isForeign(file)) {
            ForeignGenerator foreign = ForeignGenerator.open(file);
            return new Generator(foreign.model(), "", ModelStore.sha256(file), foreign.network());
        }
        ModelFile content = ModelFile.read(file);
        GeneratorModel model = GeneratorModel.parse(content.description(), file);
        Architecture architecture = model.architecture();
        GeneratorNetwork network =
                content.network(file, architecture.generatorValues(), () -> architecture.generator(Seed.of(0)));
        return new Generator(model, content.origin().data().contentSha256(), content.weightsSha256(), network);
    }

    /** SHA-256 of the weights, in hexadecimal: which model drew a picture, whatever its file is called. */
    public String weightsSha256() {
        return weightsHash;
    }

    /**
     * What to draw.
     *
     * @param count pictures, at least 1
     * @param seed names the pictures: number {@code i} of a seed is always the same one, to the bit, on the same machine
     * @param truncation 1 for the full range; smaller draws nearer to the average picture, with less variety
     * @param label the class, for generators with classes; when absent, classes take turns
     */
    public record Request(int count, Seed seed, double truncation, OptionalInt label) {
        public Request {
            Require.positive(count, "number of pictures");
            Require.that(
                    truncation > 0 && truncation <= 1, "truncation must lie above 0 and up to 1, not " + truncation);
        }
    }

    /** Draws pictures one after another, of the size and the channels of {@link #layout()}. */
    public Iterator<Picture> pictures(Request request) {
        IntUnaryOperator labels = labels(request);
        return drawing.pictures(
                request.count(), i -> point(request.seed(), i, request.truncation(), () -> labels.applyAsInt(i)));
    }

    /** The latent points that {@link #pictures} draws, in the same order. */
    public List<Latent> latents(Request request) {
        return latents(request, 0);
    }

    /**
     * The latent points of a part of the pictures that a seed names, for those who draw them in several places.
     *
     * @param first number of the first one, at least 0; {@code count} follow from there
     */
    public List<Latent> latents(Request request, long first) {
        Require.that(first >= 0, "the first picture has a number from 0 on, not " + first);
        IntUnaryOperator labels = labels(request);
        int classes = Math.max(1, classes().size());
        return LongStream.range(first, first + request.count())
                .mapToObj(i ->
                        point(request.seed(), i, request.truncation(), () -> labels.applyAsInt((int) (i % classes))))
                .toList();
    }

    /** What other programs have to know to run it; good until this is closed. */
    public PortableNetwork portable() {
        return PortableGenerator.of(model, network);
    }

    /** The latent point of picture {@code number}. */
    private Latent point(Seed seed, long number, double truncation, IntSupplier label) {
        float[] values = new float[latentSize()];
        latentKind().fill(seed.child(number), values, 0, values.length);
        for (int i = 0; i < values.length; i++) {
            values[i] *= (float) truncation;
        }
        return new Latent(values, classes().isEmpty() ? OptionalInt.empty() : OptionalInt.of(label.getAsInt()));
    }

    private IntUnaryOperator labels(Request request) {
        if (request.label().isPresent()) {
            Require.that(!classes().isEmpty(), "This generator has no classes.");
            Require.within(request.label().getAsInt(), 0, classes().size() - 1, "class number");
        }
        return i -> request.label().orElse(i % Math.max(1, classes().size()));
    }

    /**
     * Draws given latent points.
     *
     * @param latents each of {@link #latentSize()} numbers, with a class exactly when this generator has classes
     */
    public List<Picture> draw(List<Latent> latents) {
        check(latents);
        return drawing.list(latents, latents);
    }

    /**
     * Draws given latent points with the finish of other classes: the class of a point acts where its picture is coarse,
     * the other one where it is finer.
     *
     * @param latents as for {@link #draw}
     * @param finish the other classes, as many as points
     */
    public List<Picture> draw(List<Latent> latents, List<Integer> finish) {
        Require.that(latents.size() == finish.size(), "a class of finish is needed for each point");
        List<Latent> finishes = IntStream.range(0, latents.size())
                .mapToObj(i -> latents.get(i).as(finish.get(i)))
                .toList();
        check(latents);
        check(finishes);
        return drawing.list(latents, finishes);
    }

    private void check(List<Latent> latents) {
        for (Latent latent : latents) {
            Require.that(
                    latent.values().length == latentSize(),
                    "This generator's latent vectors have " + latentSize() + " numbers, not " + latent.values().length
                            + "; they come from another model.");
            Require.that(
                    latent.label().isPresent() == !classes().isEmpty(),
                    classes().isEmpty() ? "This generator has no classes." : "This generator needs a class.");
            latent.label().ifPresent(label -> Require.within(label, 0, classes().size() - 1, "class number"));
        }
    }

    /**
     * The network itself, differentiable with respect to the latent vectors, in the open scope.
     *
     * @param latent F32 {@code [N, latentSize()]}
     * @param labels I64 {@code [N]}, exactly when there are classes
     * @return {@code [N, channels, height, width]} in [-1, 1]
     */
    public Tensor forward(Tensor latent, Optional<Tensor> labels) {
        drawing.requireOpen();
        return network.forward(latent.to(device()), labels.map(numbers -> numbers.to(device())));
    }

    /**
     * The matrix that a latent vector meets first, row by row, each of {@link #latentSize()} numbers; empty where the
     * network begins otherwise.
     */
    public Optional<float[]> latentWeight() {
        drawing.requireOpen();
        try (Scope scope = Scope.open()) {
            return network.latentWeight().map(Tensor::toFloats);
        }
    }

    /** What each layer costs for one picture, measured over so many passes. */
    public LayerProfile profile(int passes) {
        drawing.requireOpen();
        try (Scope scope = Scope.open()) {
            Tensor latent = device().zeros(DType.F32, 1, latentSize());
            Optional<Tensor> label =
                    classes().isEmpty() ? Optional.empty() : Optional.of(device().ofLongs(new long[1], 1));
            return LayerProfile.of(network, () -> network.forward(latent, label), passes);
        }
    }

    /** Where it computes: the default device of the thread that opened it. */
    public Device device() {
        return network.device();
    }

    /** Numbers a picture is made from. */
    public int latentSize() {
        return model.architecture().latentSize();
    }

    /** What the latent numbers are drawn from. */
    public LatentKind latentKind() {
        return model.latent();
    }

    /**
     * Draws pictures with the full range, one after another.
     *
     * @param labels the class of picture {@code i}; asked only when this generator has classes
     */
    public Iterator<Picture> pictures(int count, Seed seed, IntUnaryOperator labels) {
        Require.positive(count, "number of pictures");
        return drawing.pictures(count, i -> point(seed, i, 1, () -> labels.applyAsInt(i)));
    }

    /** Draws {@code count} pictures with the full range and all classes in turn. */
    public List<Picture> sample(int count, Seed seed) {
        List<Picture> pictures = new ArrayList<>(count);
        pictures(new Request(count, seed, 1, OptionalInt.empty())).forEachRemaining(pictures::add);
        return pictures;
    }

    /**
     * The number of a class.
     *
     * @throws UsageException naming the classes there are
     */
    public int classNumber(String name) {
        int number = classes().indexOf(name);
        if (number < 0) {
            throw new UsageException(
                    classes().isEmpty()
                            ? "This generator was trained without classes, so there is no class '" + name + "'."
                            : "There is no class '" + name + "'; this generator has " + String.join(", ", classes())
                                    + ".");
        }
        return number;
    }

    /** Names of the classes it can draw; empty when it was trained without. */
    public List<String> classes() {
        return model.classes();
    }

    GeneratorModel model() {
        return model;
    }

    /**
     * Whether it was trained on these pictures.
     *
     * @param contentHash of the pictures in its size, see {@link dev.ganvas.data.PixelCache#contentHash}
     */
    public boolean wasTrainedOn(String contentHash) {
        return dataHash.equals(contentHash);
    }

    /** Size and channels of its pictures, and what real ones are made into that are held against them. */
    public PixelLayout layout() {
        return model.layout();
    }

    @Override
    public void close() {
        drawing.close();
        network.close();
    }
}
