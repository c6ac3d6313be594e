package dev.ganvas.repair;

import dev.ganvas.engine.machine.Precision;
import dev.ganvas.engine.nn.LayerProfile;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Planes;
import dev.ganvas.image.tone.ToneOperator;
import dev.ganvas.model.ModelFile;
import dev.ganvas.model.PortableNetwork;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.network.RestorationNetwork;
import dev.ganvas.repair.network.ToneNetwork;
import dev.ganvas.vision.Restorer;
import dev.ganvas.vision.RowSink;
import dev.ganvas.vision.RowSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A trained network that restores pictures of any size, in tiles where memory asks for it: the result is that of the whole picture.
 * Owns native memory until closed. For one thread at a time.
 *
 * <pre>{@code
 * try (RepairNetwork denoiser = RepairNetwork.open(Path.of("denoise.ganvas"))) {
 *     Planes better = denoiser.restore(Planes.of(picture), 25 / 255.0);
 * }
 * }</pre>
 */
public final class RepairNetwork implements Restorer {
    /** Bytes that restoring takes besides the pictures, unless told otherwise. */
    public static final long USUAL_MEMORY = 1L << 30;

    private final RepairModel model;
    private final RestorationNetwork network;
    private Precision precision = Precision.FP32;
    private long memory = USUAL_MEMORY;

    RepairNetwork(RepairModel model, RestorationNetwork network) {
        this.model = model;
        this.network = network;
    }

    /**
     * Opens a model file, a model that ships by its name, or the weights of a network that others trained: safetensors, or what
     * PyTorch saved, of an architecture that is known by the names of its tensors.
     *
     * @throws dev.ganvas.error.MalformedFileException when it is damaged, or no restorer
     * @throws dev.ganvas.error.UsageException when there is no such file
     */
    public static RepairNetwork open(Path file) throws IOException {
        if (ForeignWeights.isForeign(file)) {
            return ForeignWeights.open(file);
        }
        ModelFile content = ModelFile.read(file);
        RepairModel model = RepairModel.parse(content.description(), file);
        return new RepairNetwork(model, content.network(file, model.shape().values(), () -> model.shape()
                .build(Seed.of(0))));
    }

    /**
     * A network with weights between those of this one and another that went on from the same beginning; the caller's to close.
     *
     * @param share of the other's weights, 0 to 1
     * @throws dev.ganvas.error.UsageException when the other has another shape
     */
    public RepairNetwork blend(RepairNetwork other, double share) {
        Require.within(share, 0, 1, "share");
        Require.that(
                other.model.shape().equals(model.shape()),
                "only networks of the same shape can be blended, not " + model.shape() + " and " + other.model.shape());
        RestorationNetwork between = Scope.making(() -> model.shape().build(Seed.of(0)));
        Map<String, Tensor> mine = network.namedTensors();
        Map<String, Tensor> theirs = other.network.namedTensors();
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            between.namedTensors()
                    .forEach((name, tensor) -> tensor.copyFrom(
                            mine.get(name).mul(1 - share).add(theirs.get(name).mul(share))));
        }
        return new RepairNetwork(new RepairModel(model.kind(), model.shape(), true), between);
    }

    /** What the model is. */
    public RepairModel model() {
        return model;
    }

    /** Computes in another precision than fp32 from now on. Returns this. */
    public RepairNetwork in(Precision other) {
        precision = other;
        return this;
    }

    /** Keeps to about so many bytes from now on, besides the pictures themselves. Returns this. */
    public RepairNetwork within(long bytes) {
        memory = Require.positive(bytes, "bytes of memory");
        return this;
    }

    @Override
    public int scale() {
        return model.shape().scale();
    }

    /** Of the pictures that it takes; a detector gives one channel, others give as many. */
    @Override
    public int channels() {
        return model.channels();
    }

    /** Channels that come out. */
    int given() {
        return model.shape().out();
    }

    /** Pixels of the picture, in each direction, beyond which nothing changes a pixel of the result. */
    public int radius() {
        return network.radius();
    }

    /** Multiply-adds for each pixel of the picture. */
    public double operationsPerPixel() {
        return network.operationsPerPixel();
    }

    /**
     * What each layer costs for a square of {@code side} pixels, measured over so many passes.
     *
     * @param side rounded up to what the network's strides divide
     */
    public LayerProfile profile(int side, int passes) {
        Require.that(!network.isClosed(), "the network is closed");
        Require.within(side, 1, 1024, "side");
        int multiple = network.multiple();
        int whole = (side + multiple - 1) / multiple * multiple;
        try (Scope scope = Scope.open()) {
            Tensor picture = network.device()
                    .zeros(DType.F32, 1, model.shape().in(), whole, whole)
                    .channelsLast();
            return LayerProfile.of(network, () -> network.forward(picture, precision.dtype()), passes);
        }
    }

    /**
     * Restores a picture that comes with what the network is told of each of its pixels, as {@link HoleInput} has it.
     *
     * @param given of {@link #channels()} channels and those that are told
     */
    public Planes restoreTold(Planes given) {
        Require.that(
                given.channels() == model.shape().in(),
                "this network is given " + model.shape().in() + " channels, not " + given.channels());
        return whole(rows(RowSource.of(given), UnaryOperator.identity()));
    }

    @Override
    public Planes restore(Planes picture, double strength) {
        return whole(rows(RowSource.of(picture), told(picture.channels(), strength)));
    }

    private UnaryOperator<Planes> told(int channels, double strength) {
        Require.that(
                model.kind() != RepairKind.FILL, "a network that fills holes is told where they are, not a strength");
        Require.that(
                channels == channels(), "this network takes pictures of " + channels() + " channels, not " + channels);
        Require.within(strength, 0, 1, "strength");
        int told = model.told();
        return tile -> told == 0 ? tile : tile.with(told, (float) strength);
    }

    private static Planes whole(RestoredRows rows) {
        try {
            Planes first = rows.band();
            if (first.height() == rows.height()) {
                return first;
            }
            Planes result = Planes.black(rows.width(), rows.height(), rows.channels());
            first.copyInto(result, 0, 0);
            int written = first.height();
            while (rows.hasBand()) {
                Planes band = rows.band();
                band.copyInto(result, 0, written);
                written += band.height();
            }
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException("rows in memory fail nowhere", e);
        }
    }

    /**
     * Restores a picture as it comes in, a row of tiles at a time.
     *
     * @param source of {@link #channels()} channels
     * @param sink takes {@link #scale()} times as wide and as many rows; of a detector one channel of logits
     * @param strength as in {@link #restore(Planes, double)}
     */
    public void restore(RowSource source, RowSink sink, double strength) throws IOException {
        RestoredRows rows = rows(source, told(source.channels(), strength));
        while (rows.hasBand()) {
            sink.write(rows.band());
        }
    }

    /**
     * What other programs have to know to run it; good until this is closed.
     *
     * @throws UsageException for networks that choose one change for a whole picture
     */
    public PortableNetwork portable() {
        return PortableRestorer.of(model, network);
    }

    /**
     * The restored picture in rows, computed as they are asked for; another network may take them.
     *
     * @param source of {@link #channels()} channels
     * @param strength as in {@link #restore(Planes, double)}
     * @return {@link #scale()} times as wide and high
     * @throws dev.ganvas.error.UsageException when the memory is too little for the smallest tile
     */
    public RowSource restored(RowSource source, double strength) {
        return rows(source, told(source.channels(), strength));
    }

    private RestoredRows rows(RowSource source, UnaryOperator<Planes> told) {
        Require.that(!network.isClosed(), "the network is closed");
        Require.that(
                !network.seesEverything(),
                "a network for " + model.kind()
                        + " chooses one change for a whole picture; take it as an operator on tones");
        return new RestoredRows(this, source, Tiling.of(source.width(), source.height(), needs(), memory), told);
    }

    /** Bytes that the smallest tiles of a picture of this size take. */
    long leastMemory(int width, int height) {
        return Tiling.least(width, height, needs());
    }

    /** Sides of its input, and where tiles of it begin, are multiples of this many pixels. */
    int multiple() {
        return network.multiple();
    }

    /**
     * What a network for colour or light does, as an operator that looks at a picture first: one lookup table ({@link
     * dev.ganvas.image.tone.Lut3d}) for {@link RepairKind#COLOR}, {@link LightMap} for {@link RepairKind#LOWLIGHT}. Computes in fp32.
     * Works while this network is open, in one thread.
     *
     * @param strength 0 for nothing to 1 for all of it
     */
    public ToneOperator tones(double strength) {
        Require.that(model.kind().isOfTones(), "a network for " + model.kind() + " changes more than tones");
        return new LearnedTones(model.kind(), (ToneNetwork) network, strength);
    }

    private Tiling.Needs needs() {
        double in = Float.BYTES * (double) model.shape().in();
        return new Tiling.Needs(
                network.radius(),
                network.multiple(),
                network.bytesPerPixel(precision.dtype()),
                2 * in + in * scale() * scale());
    }

    /** What the network makes of a tile that comes with what it is told. */
    Planes better(Planes tile) {
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            Tensor x = network.device().of(tile.values(), 1, tile.channels(), tile.height(), tile.width());
            Tensor y = network.forward(x, precision.dtype());
            return new Planes(tile.width() * scale(), tile.height() * scale(), given(), y.toFloats());
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
