package dev.ganvas.plates.learn;

import dev.ganvas.data.PicturePool;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.Planes;
import dev.ganvas.plates.FinderInput;
import dev.ganvas.plates.FinderModel;
import dev.ganvas.plates.FoundPlates;
import dev.ganvas.plates.network.FinderNetwork;
import dev.ganvas.plates.render.PlateScene;
import dev.ganvas.plates.render.PlateScenes;
import dev.ganvas.train.Figure;
import dev.ganvas.train.Figure.Axis;
import dev.ganvas.train.Figure.Direction;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How well a finder finds drawn plates that it never learns from, in photographs that are held out. */
final class FinderTrials {
    /** Least score of what counts as found. */
    private static final double THRESHOLD = 0.4;

    private static final String F1 = "f1";
    private static final String PRECISION = "precision";
    private static final String RECALL = "recall";
    private static final String OVERLAP = "overlap";

    /** A plate is found where it overlaps by as much. */
    private static final double RIGHT = 0.5;

    private static final int SCENES = 96;
    private static final int SHOWN = 8;

    private final List<PlateScene> scenes;

    private FinderTrials(List<PlateScene> scenes) {
        this.scenes = scenes;
    }

    static FinderTrials on(PicturePool pool, int[] heldOut) throws IOException {
        return new FinderTrials(HeldOutParts.of(pool, heldOut, SCENES, FinderObjective.SIDE, PlateScenes::draw));
    }

    List<Figure> figures() {
        return List.of(
                part(F1, "F1")
                        .meaning("harmonic mean of precision and recall on held-out photographs")
                        .asHeadline(),
                part(PRECISION, "precision")
                        .meaning("part of what is found that is a plate")
                        .asHeadline(),
                part(RECALL, "recall")
                        .meaning("part of the plates that are found")
                        .asHeadline(),
                part(OVERLAP, "overlap").meaning("mean overlap of what is found with the plate"));
    }

    private static Figure part(String name, String label) {
        return Figure.named(name, label)
                .scaled(100, "%")
                .better(Direction.HIGHER_IS_BETTER)
                .charted(Axis.LINEAR);
    }

    /** What a network reaches. */
    PlateObjective.Outcome of(FinderNetwork network, DType dtype) {
        int plates = 0;
        int found = 0;
        int right = 0;
        double overlap = 0;
        for (PlateScene scene : scenes) {
            plates += scene.plates().size();
            List<FoundPlates.Found> all = found(network, scene.picture(), dtype);
            found += all.size();
            for (PlateScene.Shown plate : scene.plates()) {
                double best = all.stream()
                        .mapToDouble(each -> each.corners().overlap(plate.corners()))
                        .max()
                        .orElse(0);
                right += best >= RIGHT ? 1 : 0;
                overlap += best >= RIGHT ? best : 0;
            }
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(F1, right == 0 ? 0 : 2.0 * right / (plates + found));
        figures.put(PRECISION, found == 0 ? 0 : (double) right / found);
        figures.put(RECALL, (double) right / plates);
        figures.put(OVERLAP, right == 0 ? 0 : overlap / right);
        List<Picture> cells = scenes.subList(0, SHOWN).stream()
                .map(scene -> scene.picture().toPicture())
                .toList();
        return new PlateObjective.Outcome(figures, Pictures.grid(cells, 4, 2), new FinderModel(THRESHOLD).toJson());
    }

    private static List<FoundPlates.Found> found(FinderNetwork network, Planes picture, DType dtype) {
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            Tensor map = network.forward(FinderInput.of(List.of(picture)).to(network.device()), dtype);
            int wide = picture.width() / FinderNetwork.CELL;
            int high = picture.height() / FinderNetwork.CELL;
            return FoundPlates.in(map.toFloats(), 0, wide, high, THRESHOLD);
        }
    }
}
