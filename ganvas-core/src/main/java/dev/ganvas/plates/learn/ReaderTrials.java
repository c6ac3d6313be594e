package dev.ganvas.plates.learn;

import dev.ganvas.data.PicturePool;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.plates.GreedyDecoder;
import dev.ganvas.plates.PlateAlphabet;
import dev.ganvas.plates.ReaderCalibration;
import dev.ganvas.plates.ReaderModel;
import dev.ganvas.plates.StripInput;
import dev.ganvas.plates.network.ReaderNetwork;
import dev.ganvas.plates.render.PlateCrop;
import dev.ganvas.plates.render.PlateCrops;
import dev.ganvas.train.Figure;
import dev.ganvas.train.Figure.Axis;
import dev.ganvas.train.Figure.Direction;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How well a reader reads drawn plates that it never learns from, in front of photographs that are held out. */
final class ReaderTrials {
    static final String EXACT = "exact";

    private static final String ERRORS = "character_errors";
    private static final String KINDS = "kinds_right";
    private static final int PLATES = 384;
    private static final int BATCH = 64;
    private static final int SHOWN = 40;

    private final List<PlateCrop> crops;

    private ReaderTrials(List<PlateCrop> crops) {
        this.crops = crops;
    }

    static ReaderTrials on(PicturePool pool, int[] heldOut) throws IOException {
        return new ReaderTrials(HeldOutParts.of(pool, heldOut, PLATES, ReaderObjective.SIDE, PlateCrops::draw));
    }

    List<Figure> figures() {
        return List.of(
                part(EXACT, "read exactly", Direction.HIGHER_IS_BETTER)
                        .meaning("part of the drawn plates of which every character is right")
                        .asHeadline(),
                part(ERRORS, "character errors", Direction.LOWER_IS_BETTER)
                        .meaning("characters to change, by those there are")
                        .asHeadline(),
                part(KINDS, "kinds right", Direction.HIGHER_IS_BETTER));
    }

    private static Figure part(String name, String label, Direction direction) {
        return Figure.named(name, label).scaled(100, "%").better(direction).charted(Axis.LINEAR);
    }

    /** What a network reaches. */
    PlateObjective.Outcome of(ReaderNetwork network, DType dtype) {
        int classes = PlateAlphabet.classes();
        float[] logits = new float[crops.size() * classes * ReaderNetwork.STEPS];
        int kindsRight = 0;
        for (int from = 0; from < crops.size(); from += BATCH) {
            List<PlateCrop> batch = crops.subList(from, Math.min(crops.size(), from + BATCH));
            try (Scope scope = Scope.open();
                    NoGrad off = Autograd.noGrad()) {
                ReaderNetwork.Said said = network.forward(
                        StripInput.of(batch.stream().map(PlateCrop::picture).toList())
                                .to(network.device()),
                        dtype);
                float[] read = said.characters().toFloats();
                System.arraycopy(read, 0, logits, from * classes * ReaderNetwork.STEPS, read.length);
                long[] kinds = said.kinds().argMax().toLongs();
                for (int i = 0; i < batch.size(); i++) {
                    kindsRight += kinds[i] == batch.get(i).kind().ordinal() ? 1 : 0;
                }
            }
        }
        return outcome(logits, kindsRight);
    }

    private PlateObjective.Outcome outcome(float[] logits, int kindsRight) {
        int exact = 0;
        int errors = 0;
        int characters = 0;
        for (int i = 0; i < crops.size(); i++) {
            String text = crops.get(i).text();
            String read = GreedyDecoder.text(logits, i * PlateAlphabet.classes() * ReaderNetwork.STEPS);
            exact += read.equals(text) ? 1 : 0;
            errors += GreedyDecoder.distance(read, text);
            characters += text.length();
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(EXACT, (double) exact / crops.size());
        figures.put(ERRORS, (double) errors / characters);
        figures.put(KINDS, (double) kindsRight / crops.size());
        List<Picture> cells = crops.subList(0, SHOWN).stream()
                .map(crop -> crop.picture().toPicture())
                .toList();
        double temperature = ReaderCalibration.temperature(
                logits, crops.stream().map(PlateCrop::text).toList());
        return new PlateObjective.Outcome(figures, Pictures.grid(cells, 5, 2), new ReaderModel(temperature).toJson());
    }
}
