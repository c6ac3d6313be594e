package dev.ganvas.plates.learn;

import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.image.Planes;
import dev.ganvas.plates.FinderInput;
import dev.ganvas.plates.network.FinderNetwork;
import dev.ganvas.plates.render.PlateScenes;
import dev.ganvas.random.Seed;
import dev.ganvas.train.Figure;
import dev.ganvas.train.Snapshot;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** How a network learns to find plates. */
record FinderObjective(FinderTrials trials) implements PlateObjective<FinderNetwork, FinderExample> {
    /** Pixels of the part of a photograph that plates are drawn into. */
    static final int SIDE = 192;

    private static final int BATCH = 8;
    private static final double RATE = 1.5e-3;

    /** Multiply-adds of a pixel. */
    private static final double OPERATIONS = 2500;

    private static final double CORNER_WEIGHT = 1;

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
        return OPERATIONS * SIDE * SIDE;
    }

    @Override
    public FinderNetwork network(Seed seed) {
        return new FinderNetwork(seed);
    }

    @Override
    public FinderExample example(Planes crop, Seed seed) {
        return FinderExample.of(PlateScenes.draw(crop, seed));
    }

    @Override
    public NetworkStep.Loss loss(FinderNetwork network, List<FinderExample> batch, DType dtype) {
        Tensor map = network.forward(
                FinderInput.of(batch.stream().map(FinderExample::picture).toList())
                        .to(network.device()),
                dtype);
        Tensor heat = heatLoss(map.narrow(1, 0, 1), batch);
        Tensor corners = cornerLoss(map.narrow(1, 1, 8), batch);
        return new NetworkStep.Loss(
                heat.add(corners.mul(CORNER_WEIGHT)), Map.of("heat", heat.item(), "corners", corners.item()));
    }

    /** The focal loss of CenterNet (Zhou et al., 2019, equation 1), on logits. */
    private static Tensor heatLoss(Tensor logits, List<FinderExample> batch) {
        float[] heat = joined(batch, FinderExample::heat);
        float[] middles = new float[heat.length];
        float[] others = new float[heat.length];
        int plates = 0;
        for (int i = 0; i < heat.length; i++) {
            boolean middle = heat[i] == 1;
            plates += middle ? 1 : 0;
            middles[i] = middle ? 1 : 0;
            double away = 1 - heat[i];
            others[i] = (float) (away * away * away * away);
        }
        long[] shape = logits.shape();
        Tensor probability = logits.sigmoid();
        Tensor missed = probability
                .neg()
                .add(1)
                .square()
                .mul(logits.neg().softplus())
                .mul(logits.device().of(middles, shape));
        Tensor invented =
                probability.square().mul(logits.softplus()).mul(logits.device().of(others, shape));
        return missed.add(invented).sum().mul(1.0 / Math.max(1, plates));
    }

    private static Tensor cornerLoss(Tensor corners, List<FinderExample> batch) {
        float[] weights = joined(batch, FinderExample::weights);
        double sum = 0;
        for (float weight : weights) {
            sum += weight;
        }
        Tensor wanted = corners.device().of(joined(batch, FinderExample::corners), corners.shape());
        Tensor counted = corners.device().of(weights, corners.size(0), 1, corners.size(2), corners.size(3));
        return corners.sub(wanted).abs().mul(counted).sum().mul(1 / Math.max(1, sum));
    }

    private static float[] joined(List<FinderExample> batch, Function<FinderExample, float[]> part) {
        int each = part.apply(batch.get(0)).length;
        float[] all = new float[batch.size() * each];
        for (int i = 0; i < batch.size(); i++) {
            System.arraycopy(part.apply(batch.get(i)), 0, all, i * each, each);
        }
        return all;
    }

    @Override
    public Outcome outcome(FinderNetwork network, DType dtype) {
        return trials.of(network, dtype);
    }

    @Override
    public List<Figure> figures() {
        return trials.figures();
    }

    @Override
    public Snapshot.About about(FinderNetwork network) {
        return new Snapshot.About(
                "Finder of licence plates",
                String.format(
                        Locale.ROOT,
                        "A convolutional network with %,d parameters and %,.0f multiply-adds a pixel, without anchors, trained on"
                                + " plates that Ganvas draws into parts of the photographs.",
                        network.parameterCount(),
                        OPERATIONS),
                "Precision and recall at an overlap of 0.5, on plates drawn into photographs that are held out.",
                "Learned from drawn plates alone. It finds flat things that look like plates: signs and writing can be taken for"
                        + " them. Plates of fewer than some 24 pixels, and such as are cut by the picture's edge, are missed.");
    }
}
