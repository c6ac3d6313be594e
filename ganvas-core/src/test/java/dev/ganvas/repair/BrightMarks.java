package dev.ganvas.repair;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.model.ModelFile;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.network.NetworkShape;
import dev.ganvas.repair.network.RestorationNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A detector whose weights are set by hand: damage is whatever is nearly white in red; its logit is 200 (red - 0.9) - 8, or a little above. */
public final class BrightMarks {
    private BrightMarks() {}

    /** Writes its model file. */
    public static Path write(Path file) throws IOException {
        NetworkShape shape = NetworkShape.detector(4);
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad();
                RestorationNetwork network = shape.build(Seed.of(0))) {
            Map<String, Tensor> tensors = network.namedTensors();
            tensors.values().forEach(tensor -> tensor.copyFrom(tensor.mul(0)));
            for (String layer : new String[] {"encoder0_0", "encoder0_1", "decoder0_0", "decoder0_1"}) {
                set(tensors.get(layer + ".weight"), 4, 1);
            }
            set(tensors.get("encoder0_0.bias"), 0, -0.9f);
            set(tensors.get("last.weight"), 4, 200);
            set(tensors.get("last.bias"), 0, -5);
            new ModelFile(
                            new RepairModel(RepairKind.SCRATCHES, shape, false).toJson(network),
                            ModelFile.weightsOf(network),
                            "# By hand\n",
                            new ObjectMapper().createObjectNode(),
                            new byte[0])
                    .write(file);
        }
        return file;
    }

    /** One value; number 4 is the middle of the first 3 x 3 kernel. */
    private static void set(Tensor tensor, int number, float value) {
        float[] values = new float[tensor.toFloats().length];
        values[number] = value;
        tensor.copyFrom(Tensor.of(values, tensor.shape()));
    }
}
