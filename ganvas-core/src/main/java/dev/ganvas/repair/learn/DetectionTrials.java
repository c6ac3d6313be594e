package dev.ganvas.repair.learn;

import dev.ganvas.data.PicturePool;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.Planes;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.network.RestorationNetwork;
import dev.ganvas.train.Figure;
import dev.ganvas.train.Figure.Axis;
import dev.ganvas.train.Figure.Direction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How well damage is found in pictures that are never learned from, and how often where there is none. */
final class DetectionTrials implements RepairEvaluation {
    /** The trial of pictures without damage. */
    static final String CLEAN = "clean";

    private static final int MOST_SIDE = 192;
    private static final int SHOWN = 4;
    private static final String F1 = "f1";
    private static final String PRECISION = "precision";
    private static final String RECALL = "recall";
    private static final String FALSE_ALARMS = "false_alarms";

    private final RepairTask task;
    private final List<Case> cases = new ArrayList<>();
    private final int pictures;

    private record Case(RepairTask.Trial trial, Pair pair) {}

    private DetectionTrials(RepairTask task, int pictures) {
        this.task = task;
        this.pictures = pictures;
    }

    /** The middles of some pictures of a pool, damaged. */
    static DetectionTrials on(PicturePool pool, int[] numbers, RepairTask task) throws IOException {
        DetectionTrials trials = new DetectionTrials(task, numbers.length);
        for (int i = 0; i < numbers.length; i++) {
            Planes clean = middle(pool.read(numbers[i]), RepairTrials.granularity(task));
            for (RepairTask.Trial trial : task.trials()) {
                Seed seed = Seed.of(0).child(trial.name()).child(i);
                trials.cases.add(new Case(trial, trial.pairs().make(clean, seed)));
            }
        }
        return trials;
    }

    private static Planes middle(Picture picture, int multiple) {
        int side = Math.min(MOST_SIDE, Math.min(picture.width(), picture.height()));
        side -= side % multiple;
        return Planes.of(picture).crop((picture.width() - side) / 2, (picture.height() - side) / 2, side, side);
    }

    @Override
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        figures.add(part(F1, "F1", Direction.HIGHER_IS_BETTER)
                .meaning("harmonic mean of precision and recall on held-out pictures")
                .asHeadline());
        figures.add(part(PRECISION, "precision", Direction.HIGHER_IS_BETTER)
                .meaning("part of the pixels marked as damage that are damage")
                .asHeadline());
        figures.add(part(RECALL, "recall", Direction.HIGHER_IS_BETTER)
                .meaning("part of the damaged pixels that are marked")
                .asHeadline());
        figures.add(part(FALSE_ALARMS, "false alarms", Direction.LOWER_IS_BETTER)
                .meaning("part of the pixels of clean pictures that are marked"));
        for (RepairTask.Trial trial : task.trials()) {
            if (!trial.name().equals(CLEAN)) {
                figures.add(part(F1 + "_" + trial.name(), "F1 on " + trial.label(), Direction.HIGHER_IS_BETTER));
            }
        }
        return figures;
    }

    private static Figure part(String name, String label, Direction direction) {
        return Figure.named(name, label).scaled(100, "%").better(direction).charted(Axis.LINEAR);
    }

    /** Pixels marked rightly, wrongly, and not marked that should be. */
    private static final class Counts {
        private long right;
        private long wrong;
        private long missed;

        void add(float[] logits, Planes truth) {
            for (int i = 0; i < logits.length; i++) {
                boolean found = logits[i] > 0;
                boolean is = truth.values()[i] > 0;
                right += found && is ? 1 : 0;
                wrong += found && !is ? 1 : 0;
                missed += !found && is ? 1 : 0;
            }
        }

        double precision() {
            return right == 0 ? 0 : (double) right / (right + wrong);
        }

        double recall() {
            return right == 0 ? 0 : (double) right / (right + missed);
        }

        double f1() {
            return right == 0 ? 0 : 2.0 * right / (2.0 * right + wrong + missed);
        }
    }

    @Override
    public Outcome of(RestorationNetwork network, DType dtype) {
        Counts all = new Counts();
        Map<String, Counts> ofTrials = new LinkedHashMap<>();
        long clean = 0;
        List<Picture> cells = new ArrayList<>();
        int kinds = task.trials().size();
        for (int i = 0; i < cases.size(); i++) {
            Case tried = cases.get(i);
            float[] logits = logits(network, tried.pair().given(), dtype);
            ofTrials.computeIfAbsent(tried.trial().name(), name -> new Counts())
                    .add(logits, tried.pair().clean());
            if (tried.trial().name().equals(CLEAN)) {
                clean += logits.length;
            } else {
                all.add(logits, tried.pair().clean());
            }
            // Of each kind of damage that of another picture.
            if (cells.size() < 3 * SHOWN && i / kinds == i % kinds && isAsLarge(tried, cases.get(0))) {
                show(cells, tried.pair(), logits);
            }
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(F1, all.f1());
        figures.put(PRECISION, all.precision());
        figures.put(RECALL, all.recall());
        figures.put(FALSE_ALARMS, (double) ofTrials.get(CLEAN).wrong / clean);
        ofTrials.forEach((name, counts) -> {
            if (!name.equals(CLEAN)) {
                figures.put(F1 + "_" + name, counts.f1());
            }
        });
        return new Outcome(figures, Pictures.grid(cells, 3, 2));
    }

    private static boolean isAsLarge(Case one, Case other) {
        return one.pair().clean().area() == other.pair().clean().area();
    }

    private static void show(List<Picture> cells, Pair pair, float[] logits) {
        Planes found = Planes.black(pair.clean().width(), pair.clean().height(), 1);
        for (int i = 0; i < logits.length; i++) {
            found.values()[i] = (float) (1 / (1 + Math.exp(-logits[i])));
        }
        cells.add(pair.given().toPicture());
        cells.add(found.toPicture().toRgb());
        cells.add(pair.clean().toPicture().toRgb());
    }

    private static float[] logits(RestorationNetwork network, Planes given, DType dtype) {
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            Tensor x = network.device().of(given.values(), 1, given.channels(), given.height(), given.width());
            return network.forward(x, dtype).toFloats();
        }
    }

    @Override
    public String protocol() {
        return "On the middles of " + pictures + (pictures == 1 ? " picture" : " pictures") + " of at most " + MOST_SIDE
                + " x " + MOST_SIDE
                + " pixels that were held out of the training: pixels whose probability of damage is above one half"
                + " count as marked, all pictures together. The samples show picture, damage found, and truth.";
    }
}
