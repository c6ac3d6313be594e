package dev.ganvas.train;

import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.image.label.Origin;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Rank 0's trainable, whose steps the other ranks take with it; all else is its own. */
record SharedTrainable(Trainable own, Lead lead) implements Trainable {
    @Override
    public Map<String, Double> step(Position position) {
        return lead.step(own, position);
    }

    @Override
    public Map<String, Tensor> state() {
        return own.state();
    }

    @Override
    public Snapshot evaluate() throws IOException {
        return own.evaluate();
    }

    @Override
    public Origin samplesOrigin() {
        return own.samplesOrigin();
    }

    @Override
    public List<Figure> figures() {
        return own.figures();
    }

    @Override
    public String score() {
        return own.score();
    }

    @Override
    public int best(List<MetricsLog.Entry> evaluated) {
        return own.best(evaluated);
    }

    @Override
    public List<Finding> findings(List<MetricsLog.Entry> evaluated, Plan plan) {
        return own.findings(evaluated, plan);
    }

    @Override
    public OptionalDouble planCorrectedAt() {
        return own.planCorrectedAt();
    }

    @Override
    public Map<String, List<Map<String, Tensor>>> transferable() {
        return own.transferable();
    }

    @Override
    public int batch() {
        return own.batch();
    }

    @Override
    public double operationsPerImage() {
        return own.operationsPerImage();
    }

    @Override
    public Map<String, Long> parameterCounts() {
        return own.parameterCounts();
    }

    @Override
    public void close() {
        own.close();
    }
}
