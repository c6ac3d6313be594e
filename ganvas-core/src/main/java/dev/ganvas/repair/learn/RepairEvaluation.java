package dev.ganvas.repair.learn;

import dev.ganvas.engine.tensor.DType;
import dev.ganvas.image.Picture;
import dev.ganvas.repair.network.RestorationNetwork;
import dev.ganvas.train.Figure;
import java.util.List;
import java.util.Map;

/** How what a network has learned is measured and shown, on pictures that it never learns from. */
interface RepairEvaluation {
    /** What a network reaches, and how it looks. */
    record Outcome(Map<String, Double> figures, Picture samples) {}

    /** What the numbers are; the first of the headlines decides which model is best. */
    List<Figure> figures();

    /** Measures and shows a network. */
    Outcome of(RestorationNetwork network, DType dtype);

    /** How figures are measured, for the card. */
    String protocol();
}
