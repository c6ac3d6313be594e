package dev.ganvas.plates.learn;

import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.image.Planes;
import dev.ganvas.plates.PlateAlphabet;
import dev.ganvas.plates.ReaderModel;
import dev.ganvas.plates.StripInput;
import dev.ganvas.plates.network.ReaderNetwork;
import dev.ganvas.plates.render.PlateCrop;
import dev.ganvas.plates.render.PlateCrops;
import dev.ganvas.random.Seed;
import dev.ganvas.train.Figure;
import dev.ganvas.train.Snapshot;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How a network learns to read plates. */
record ReaderObjective(ReaderTrials trials) implements PlateObjective<ReaderNetwork, PlateCrop> {
    /** Pixels of the part of a photograph behind a plate. */
    static final int SIDE = 96;

    private static final int BATCH = 32;
    private static final double RATE = 2e-3;

    /** Multiply-adds of a strip. */
    private static final double OPERATIONS = 72e6;

    /** How much the kind of a plate counts beside its text. */
    private static final double KIND_WEIGHT = 0.1;

    @Override
    public int side() {
        return SIDE;
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public double rate() {
        return RATE;
    }

    @Override
    public double multiplyAdds() {
        return OPERATIONS;
    }

    @Override
    public ReaderNetwork network(Seed seed) {
        return ReaderModel.network(seed);
    }

    @Override
    public PlateCrop example(Planes crop, Seed seed) {
        return PlateCrops.draw(crop, seed);
    }

    @Override
    public NetworkStep.Loss loss(ReaderNetwork network, List<PlateCrop> batch, DType dtype) {
        ReaderNetwork.Said said = network.forward(
                StripInput.of(batch.stream().map(PlateCrop::picture).toList()).to(network.device()), dtype);
        Tensor text = said.characters()
                .ctcLoss(batch.stream()
                        .map(crop -> PlateAlphabet.classesOf(crop.text()))
                        .toList());
        long[] kinds = batch.stream().mapToLong(crop -> crop.kind().ordinal()).toArray();
        Tensor kind = said.kinds().crossEntropy(said.kinds().device().ofLongs(kinds, kinds.length), 0);
        return new NetworkStep.Loss(text.add(kind.mul(KIND_WEIGHT)), Map.of("text", text.item(), "kind", kind.item()));
    }

    @Override
    public Outcome outcome(ReaderNetwork network, DType dtype) {
        return trials.of(network, dtype);
    }

    @Override
    public List<Figure> figures() {
        return trials.figures();
    }

    @Override
    public Snapshot.About about(ReaderNetwork network) {
        return new Snapshot.About(
                "Reader of licence plates",
                String.format(
                        Locale.ROOT,
                        "A convolutional network with %,d parameters and %,.0f million multiply-adds a plate, trained by CTC on"
                                + " plates that Ganvas draws, in front of parts of the photographs.",
                        network.parameterCount(),
                        OPERATIONS / 1e6),
                "Exact match and character errors on drawn plates in front of photographs that are held out, without a grammar.",
                "Learned from drawn plates of China, Europe and the USA alone. Other countries, plates of the military, letters"
                        + " of other shapes and plates of fewer than some 60 pixels are another matter.");
    }
}
