package dev.ganvas.repair.learn;

import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.nn.PassGradients;
import dev.ganvas.engine.nn.Replicas;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.repair.network.RestorationNetwork;
import java.util.List;
import java.util.Map;

/** A part of a batch's way through a step of fidelity. */
record RepairShard(RestorationNetwork network, RepairLoss loss, DType dtype) implements Replicas.Replica {
    @Override
    public List<? extends ParameterTree> networks() {
        return List.of(network);
    }

    /** What the network would learn from these pairs. */
    Replicas.Pass pass(Tensor given, Tensor clean) {
        // Not on a tape: in batches as large as these, libtorch's own gradients of the weights are faster.
        Tensor distance = loss.of(network.forward(given, dtype), clean);
        return new Replicas.Pass(PassGradients.of(distance, network.parameters()), Map.of("loss", distance.item()));
    }

    @Override
    public void end() {}
}
