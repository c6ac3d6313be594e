package dev.ganvas.recognize.learn;

import dev.ganvas.engine.optim.Sgd;
import dev.ganvas.engine.tensor.FusedOperators.SgdRates;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.features.FeatureNetwork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The descent of a classifier: shifts of norms by a rate of their own, all else by another. Owns its momenta. */
final class Descent implements AutoCloseable {
    private final ClassifierRecipe recipe;
    private final List<Boolean> isShift = new ArrayList<>();
    private final Sgd others;
    private final Sgd shifts;

    Descent(FeatureNetwork network, ClassifierRecipe recipe) {
        this.recipe = recipe;
        Map<String, Tensor> mains = new LinkedHashMap<>();
        Map<String, Tensor> norms = new LinkedHashMap<>();
        network.namedParameters().forEach((name, tensor) -> {
            boolean shift = name.endsWith("norm.bias");
            isShift.add(shift);
            (shift ? norms : mains).put(name, tensor);
        });
        others = new Sgd(mains);
        shifts = new Sgd(norms);
    }

    /** @param gradients one for each parameter of the network, in order; closed */
    void step(List<Tensor> gradients, double rate) {
        List<Tensor> mains = new ArrayList<>();
        List<Tensor> norms = new ArrayList<>();
        for (int i = 0; i < gradients.size(); i++) {
            (isShift.get(i) ? norms : mains).add(gradients.get(i));
        }
        others.step(mains, new SgdRates(rate, recipe.momentum(), recipe.weightDecay()));
        shifts.step(
                norms,
                new SgdRates(rate * recipe.biasRate(), recipe.momentum(), recipe.weightDecay() / recipe.biasRate()));
        gradients.forEach(Tensor::close);
    }

    /** For a checkpoint. */
    Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        others.namedTensors().forEach((name, tensor) -> state.put("descent." + name, tensor));
        shifts.namedTensors().forEach((name, tensor) -> state.put("descent." + name, tensor));
        return state;
    }

    @Override
    public void close() {
        others.close();
        shifts.close();
    }
}
