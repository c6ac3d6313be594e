package dev.ganvas.repair;

import dev.ganvas.engine.tensor.DType;
import dev.ganvas.error.UsageException;
import dev.ganvas.model.PortableNetwork;
import dev.ganvas.model.PortableNetwork.Input;
import dev.ganvas.model.PortableNetwork.Output;
import dev.ganvas.model.PortableNetwork.Side;
import dev.ganvas.repair.network.RestorationNetwork;
import java.util.List;
import java.util.Map;

/** A restorer with what other programs have to know to run it. */
final class PortableRestorer {
    /** What is told beside the picture, in words. */
    private static final Map<RepairKind, String> TOLD = Map.of(
            RepairKind.DENOISE,
            "the strength of the noise, the same at every pixel: its standard deviation in levels of 255, divided by 255",
            RepairKind.FILL,
            "1 where the hole is, else 0");

    private PortableRestorer() {}

    /** @throws UsageException for networks that choose one change for a whole picture */
    static PortableNetwork of(RepairModel model, RestorationNetwork network) {
        if (network.seesEverything()) {
            throw new UsageException(
                    "A network for " + model.kind()
                            + " looks at a small copy of the picture, whose size follows from the picture's; it cannot be exported.");
        }
        int scale = model.shape().scale();
        Side height = Side.free("height", network.multiple());
        Side width = Side.free("width", network.multiple());
        List<Side> in = List.of(Side.BATCH, Side.fixed(model.shape().in()), height, width);
        List<Side> out = List.of(
                Side.BATCH,
                Side.fixed(model.shape().out()),
                scale == 1 ? height : Side.free("height_x" + scale, network.multiple()),
                scale == 1 ? width : Side.free("width_x" + scale, network.multiple()));
        String colours = model.channels() == 1 ? "grey, 0 to 1" : "sRGB, red first, 0 to 1";
        return new PortableNetwork(
                network,
                List.of(new Input("picture", in, false, 0, 1)),
                List.of(new Output("restored", out)),
                inputs -> Map.of("restored", network.forward(inputs.get("picture"), DType.F32)),
                Map.of(
                        "input.picture",
                        colours + (model.told() > 0 ? "; then " + TOLD.get(model.kind()) : ""),
                        "output.restored",
                        model.kind().isDetector() ? "logit of damage" : colours + ", not cut off",
                        "task",
                        model.kind().toString(),
                        "scale",
                        Integer.toString(scale),
                        "sides_multiple_of",
                        Integer.toString(network.multiple()),
                        "receptive_field_radius",
                        Integer.toString(network.radius())));
    }
}
