package dev.ganvas.repair.learn;

import dev.ganvas.data.PicturePool;
import dev.ganvas.engine.nn.BicubicUpsampling;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.Planes;
import dev.ganvas.image.measure.Comparison;
import dev.ganvas.image.measure.Ssim;
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

/** Pictures that are never learned from, damaged in fixed ways: what a network is measured and shown on. */
final class RepairTrials implements RepairEvaluation {
    /** Pictures held out, at most. */
    static final int MOST_PICTURES = 24;

    private static final int SHOWN = 4;
    private static final String GAIN = "gain";
    private static final String PSNR = "psnr";
    private static final String SSIM = "ssim";
    private static final String DETAIL = "detail";

    /** Stands for equal pictures, in dB: others of 8 bits stay below, and means stay finite. */
    private static final double EQUAL = 100;

    private final RepairTask task;
    private final List<Case> cases = new ArrayList<>();
    private final int pictures;

    /**
     * A damaged picture.
     *
     * @param trial how it was damaged
     * @param before what it looks like, in the size of the clean one
     * @param psnr of what the network begins with, in dB
     */
    private record Case(RepairTask.Trial trial, Pair pair, Planes before, double psnr) {}

    private RepairTrials(RepairTask task, int pictures) {
        this.task = task;
        this.pictures = pictures;
    }

    /** The middles of some pictures of a pool, damaged. */
    static RepairTrials on(PicturePool pool, int[] numbers, RepairTask task) throws IOException {
        RepairTrials trials = new RepairTrials(task, numbers.length);
        List<Picture> chosen = new ArrayList<>();
        int side = task.measured();
        for (int number : numbers) {
            Picture picture = pool.read(number);
            chosen.add(picture);
            side = Math.min(side, Math.min(picture.width(), picture.height()));
        }
        // What a network of any multiple takes is taken by one with the multiple of what is learned from.
        side -= side % granularity(task);
        for (RepairTask.Trial trial : task.trials()) {
            for (int i = 0; i < chosen.size(); i++) {
                Planes clean = middle(chosen.get(i), side);
                trials.add(
                        trial,
                        trial.pairs().make(clean, Seed.of(0).child(trial.name()).child(i)));
            }
        }
        return trials;
    }

    /** Of which the sides of pictures are multiples that a task measures on. */
    static int granularity(RepairTask task) {
        try (Scope scope = Scope.open();
                RestorationNetwork network = task.network().build(Seed.of(0))) {
            return network.multiple() * task.network().scale();
        }
    }

    private static Planes middle(Picture picture, int side) {
        return Planes.of(picture).crop((picture.width() - side) / 2, (picture.height() - side) / 2, side, side);
    }

    private boolean onLuma() {
        return task.comparison().colour() == Comparison.Colour.LUMA;
    }

    private double psnr(Pair pair, Planes found) {
        return Math.min(EQUAL, task.psnr(pair, found));
    }

    private void add(RepairTask.Trial trial, Pair pair) {
        Planes before = enlarged(pair, pair.clean().width() / pair.given().width());
        cases.add(new Case(trial, pair, task.damaged(pair).orElse(before), psnr(pair, before)));
    }

    private static Planes enlarged(Pair pair, int scale) {
        Planes given = pair.given();
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            Tensor seen = Tensor.of(given.values(), 1, given.channels(), given.height(), given.width())
                    .narrow(1, 0, pair.clean().channels());
            float[] values = new BicubicUpsampling(scale).forward(seen).toFloats();
            return new Planes(
                    pair.clean().width(), pair.clean().height(), pair.clean().channels(), values);
        }
    }

    @Override
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        String where = task.where();
        figures.add(Figure.named(GAIN, "gain in PSNR")
                .scaled(1, "dB")
                .better(Direction.HIGHER_IS_BETTER)
                .meaning("PSNR" + where + " of held-out pictures above that of what is given")
                .charted(Axis.LINEAR)
                .asHeadline());
        figures.add(Figure.named(PSNR, "PSNR")
                .scaled(1, "dB")
                .better(Direction.HIGHER_IS_BETTER)
                .meaning("mean over held-out pictures" + where)
                .charted(Axis.LINEAR)
                .asHeadline());
        figures.add(Figure.named(SSIM, "SSIM")
                .better(Direction.HIGHER_IS_BETTER)
                .meaning("structural similarity of held-out pictures, 1 at best")
                .charted(Axis.LINEAR));
        figures.add(Figure.named(DETAIL)
                .meaning(
                        "mean step between neighbouring pixels as a part of that of the clean pictures; below 1 is too smooth")
                .charted(Axis.LINEAR));
        for (RepairTask.Trial trial : task.trials()) {
            if (task.trials().size() > 1) {
                figures.add(Figure.named(PSNR + "_" + trial.name(), "PSNR at " + trial.label())
                        .scaled(1, "dB")
                        .better(Direction.HIGHER_IS_BETTER)
                        .charted(Axis.LINEAR));
            }
        }
        return figures;
    }

    @Override
    public Outcome of(RestorationNetwork network, DType dtype) {
        Map<String, Double> sums = new LinkedHashMap<>();
        sums.put(GAIN, 0.0);
        sums.put(PSNR, 0.0);
        sums.put(SSIM, 0.0);
        sums.put(DETAIL, 0.0);
        List<Picture> cells = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            Case tried = cases.get(i);
            Planes restored = restored(network, tried.pair(), dtype);
            double psnr = psnr(tried.pair(), restored);
            double ssim = Ssim.of(tried.pair().clean(), restored, task.comparison());
            sums.merge(GAIN, (psnr - tried.psnr()) / cases.size(), Double::sum);
            sums.merge(PSNR, psnr / cases.size(), Double::sum);
            sums.merge(SSIM, ssim / cases.size(), Double::sum);
            sums.merge(DETAIL, steepness(restored) / steepness(tried.pair().clean()) / cases.size(), Double::sum);
            if (task.trials().size() > 1) {
                sums.merge(PSNR + "_" + tried.trial().name(), psnr / pictures, Double::sum);
            }
            // Of the first trials the first pictures, of the next ones the next.
            if (cells.size() < 3 * SHOWN && i % (cases.size() / Math.min(SHOWN, cases.size())) == 0) {
                cells.add(tried.before().toPicture());
                cells.add(restored.toPicture());
                cells.add(tried.pair().clean().toPicture());
            }
        }
        return new Outcome(sums, Pictures.grid(cells, 3, 2));
    }

    /** The mean difference of pixels beside each other, and a little more, so that a flat picture can be divided by. */
    private static double steepness(Planes planes) {
        double sum = 0;
        for (int i = 1; i < planes.values().length; i++) {
            sum += i % planes.width() == 0 ? 0 : Math.abs(planes.values()[i] - planes.values()[i - 1]);
        }
        return 1e-6 + sum / planes.values().length;
    }

    private static Planes restored(RestorationNetwork network, Pair pair, DType dtype) {
        Planes given = pair.given();
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            Tensor x = network.device().of(given.values(), 1, given.channels(), given.height(), given.width());
            float[] values = network.forward(x, dtype).toFloats();
            return new Planes(
                    pair.clean().width(), pair.clean().height(), pair.clean().channels(), values);
        }
    }

    @Override
    public String protocol() {
        return "On the middles of " + pictures + (pictures == 1 ? " picture" : " pictures")
                + " that " + (pictures == 1 ? "was" : "were")
                + " held out of the training, rounded to 8 bits: mean PSNR "
                + (onLuma()
                        ? "on luma (BT.601), " + task.comparison().border() + " pixels cut off at each side."
                        : "on all channels" + task.where() + ".");
    }
}
