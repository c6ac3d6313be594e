package dev.ganvas.engine.optim;

import dev.ganvas.engine.tensor.FusedOperators;
import dev.ganvas.engine.tensor.FusedOperators.SgdRates;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.Require;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Stochastic gradient descent with Nesterov's momentum: {@code g += decay w; v = m v + g; w -= rate (g + m v)}, as
 * PyTorch has it, all parameters in one fused call. Owns its momenta.
 */
public final class Sgd implements AutoCloseable {
    private final List<String> names;
    private final List<Tensor> parameters;
    private final List<Tensor> momenta;

    /** @param parameters learned tensors by name, updated in place */
    public Sgd(Map<String, Tensor> parameters) {
        this.names = List.copyOf(parameters.keySet());
        this.parameters = List.copyOf(parameters.values());
        // Copies of the parameter, because the momenta must have its memory layout.
        this.momenta = Scope.making(() -> this.parameters.stream()
                .map(parameter -> parameter.copy().mul(0).keep())
                .toList());
    }

    /** @param gradients one for each parameter, in order */
    public void step(List<Tensor> gradients, SgdRates rates) {
        Require.that(
                gradients.size() == parameters.size(),
                "SGD has " + parameters.size() + " parameters, but got " + gradients.size() + " gradients");
        try (Scope scope = Scope.open()) {
            List<Tensor> laidOut = gradients.stream()
                    .map(g -> g.rank() == 4 ? g.channelsLast() : g.contiguous())
                    .toList();
            FusedOperators.sgd(parameters, laidOut, momenta, rates);
        }
    }

    /** The momenta by name, for a checkpoint: {@code name.momentum}. */
    public Map<String, Tensor> namedTensors() {
        Map<String, Tensor> found = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            found.put(names.get(i) + ".momentum", momenta.get(i));
        }
        return found;
    }

    @Override
    public void close() {
        momenta.forEach(Tensor::close);
    }
}
