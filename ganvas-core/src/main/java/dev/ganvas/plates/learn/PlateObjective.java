package dev.ganvas.plates.learn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Planes;
import dev.ganvas.random.Seed;
import dev.ganvas.train.Figure;
import dev.ganvas.train.Snapshot;
import java.util.List;
import java.util.Map;

/**
 * What a network for plates is taught, and how what it learned is measured.
 *
 * @param <N> the network
 * @param <E> what it learns from, one of a batch
 */
interface PlateObjective<N extends ParameterTree, E> {
    /** Pixels of the part of a photograph that an example is made of, each side. */
    int side();

    /** Examples a step. */
    int batch();

    /** The highest learning rate. */
    double rate();

    /** Multiply-adds that an example takes to be seen once. */
    double multiplyAdds();

    /** The network at its beginning, the same each time. */
    N network(Seed seed);

    /** An example, made of a part of a photograph; called from several threads. */
    E example(Planes crop, Seed seed);

    /** What a batch comes to, in the open scope. */
    NetworkStep.Loss loss(N network, List<E> batch, DType dtype);

    /** What a network reaches on what it never learns from. */
    Outcome outcome(N network, DType dtype);

    /** The figures of an {@link Outcome}; the first is what models are compared by. */
    List<Figure> figures();

    /** What the card of a network says. */
    Snapshot.About about(N network);

    /**
     * What was measured.
     *
     * @param description of the network's model file
     */
    record Outcome(Map<String, Double> figures, Picture samples, ObjectNode description) {}
}
