package dev.ganvas.engine.optim;

import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.FusedOperators;
import dev.ganvas.engine.tensor.FusedOperators.AdamRates;
import dev.ganvas.engine.tensor.FusedOperators.AdamState;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.Require;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adam (Kingma and Ba, 2015) with the moments of all parameters updated in one fused call. Owns its moments. */
public final class Adam implements AutoCloseable {
    private final List<String> names;
    private final AdamState state;

    /** @param parameters learned tensors by name, updated in place */
    public Adam(Map<String, Tensor> parameters) {
        names = List.copyOf(parameters.keySet());
        state = Scope.making(() -> initial(List.copyOf(parameters.values())));
    }

    private static AdamState initial(List<Tensor> parameters) {
        List<Tensor> first = new ArrayList<>();
        List<Tensor> second = new ArrayList<>();
        List<Tensor> steps = new ArrayList<>();
        for (Tensor parameter : parameters) {
            // Copies of the parameter, because the moments must have its memory layout.
            first.add(parameter.copy().mul(0).keep());
            second.add(parameter.copy().mul(0).keep());
            steps.add(parameter.device().zeros(DType.F32).keep());
        }
        return new AdamState(parameters, first, second, steps);
    }

    /** @param gradients one for each parameter, in order */
    public void step(List<Tensor> gradients, AdamRates rates) {
        Require.that(
                gradients.size() == state.parameters().size(),
                "Adam has " + state.parameters().size() + " parameters, but got " + gradients.size() + " gradients");
        try (Scope scope = Scope.open()) {
            FusedOperators.adam(
                    state,
                    gradients.stream()
                            .map(g -> g.rank() == 4 ? g.channelsLast() : g.contiguous())
                            .toList(),
                    rates);
        }
    }

    /** The moments and step counts by name, for a checkpoint: {@code name.exp_avg}, {@code .exp_avg_sq}, {@code .step}. */
    public Map<String, Tensor> namedTensors() {
        Map<String, Tensor> found = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            found.put(names.get(i) + ".exp_avg", state.first().get(i));
            found.put(names.get(i) + ".exp_avg_sq", state.second().get(i));
            found.put(names.get(i) + ".step", state.steps().get(i));
        }
        return found;
    }

    @Override
    public void close() {
        state.first().forEach(Tensor::close);
        state.second().forEach(Tensor::close);
        state.steps().forEach(Tensor::close);
    }
}
