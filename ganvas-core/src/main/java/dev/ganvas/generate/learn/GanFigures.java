package dev.ganvas.generate.learn;

import dev.ganvas.train.Figure;
import dev.ganvas.train.Figure.Axis;
import dev.ganvas.train.Figure.Direction;
import java.util.List;

/** What the figures of a GAN's training are. */
final class GanFigures {
    static final List<Figure> ALL = List.of(
            Figure.named("kd", "KD × 1000")
                    .scaled(1000, "")
                    .better(Direction.LOWER_IS_BETTER)
                    .meaning("kernel distance to the real pictures, 0 for pictures like them")
                    .charted(Axis.FACTORS)
                    .asHeadline(),
            Figure.named("fd", "FD")
                    .better(Direction.LOWER_IS_BETTER)
                    .meaning("Fréchet distance to the real pictures, as KD, but not 0 for so few pictures")
                    .charted(Axis.FACTORS)
                    .asHeadline(),
            Figure.named("recall")
                    .better(Direction.HIGHER_IS_BETTER)
                    .meaning("proportion of the real pictures that lie among generated ones"),
            Figure.named("coverage")
                    .better(Direction.HIGHER_IS_BETTER)
                    .meaning("proportion of the real pictures that have a generated one near them"),
            Figure.named("repeated")
                    .better(Direction.LOWER_IS_BETTER)
                    .meaning("proportion of the generated pictures that have a near-duplicate among 1,000"),
            Figure.named("largest_group")
                    .better(Direction.LOWER_IS_BETTER)
                    .meaning("proportion of 1,000 generated pictures that are near-duplicates of the same one"),
            Figure.named("memorisation")
                    .better(Direction.LOWER_IS_BETTER)
                    .meaning("0 no sign, 1 close to training pictures, 2 some copies, 3 memorising"),
            Figure.named("copies")
                    .better(Direction.LOWER_IS_BETTER)
                    .meaning("proportion of the generated pictures that are copies of training pictures"),
            Figure.named("nearest_ratio")
                    .meaning("median distance to the nearest training picture over that of real pictures"),
            Figure.named("amplified")
                    .meaning("factor on the last layer that gives generated pictures the contrast of the data"),
            Figure.named(AdaptiveAugmentation.STRENGTH, "augmentation: proportion of pictures changed")
                    .meaning("probability of a shift of what the discriminator saw")
                    .charted(Axis.LINEAR),
            Figure.named(AdaptiveAugmentation.SIGNAL, "overfitting of the discriminator: 0 none, 1 full")
                    .better(Direction.LOWER_IS_BETTER)
                    .meaning("how far it tells training pictures from real ones it has never seen")
                    .charted(Axis.LINEAR),
            Figure.named("rate", "learning rate").charted(Axis.LINEAR));

    private GanFigures() {}
}
