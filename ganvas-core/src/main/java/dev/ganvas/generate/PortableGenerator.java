package dev.ganvas.generate;

import dev.ganvas.data.PixelShape;
import dev.ganvas.generate.network.GeneratorNetwork;
import dev.ganvas.model.PortableNetwork;
import dev.ganvas.model.PortableNetwork.Input;
import dev.ganvas.model.PortableNetwork.Output;
import dev.ganvas.model.PortableNetwork.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A generator as other programs run it: its inputs and outputs, and what they mean. */
final class PortableGenerator {
    private PortableGenerator() {}

    /** Good until the network is closed. */
    static PortableNetwork of(GeneratorModel model, GeneratorNetwork network) {
        PixelShape shape = model.architecture().pictures();
        List<String> classes = model.classes();
        List<Input> inputs = new ArrayList<>();
        inputs.add(new Input(
                "latent", List.of(Side.BATCH, Side.fixed(model.architecture().latentSize())), false, -2, 2));
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put("input.latent", "random numbers, " + model.latent().toString().toLowerCase(Locale.ROOT));
        notes.put("output.pictures", shape.channels() + " channels, sRGB, red first, -1 to 1");
        notes.put(
                "labelling",
                "Pictures that this network draws are generated; label them where GB 45438-2025 or Article 50 of Regulation (EU)"
                        + " 2024/1689 asks for it. The network adds no label.");
        if (!classes.isEmpty()) {
            inputs.add(new Input("labels", List.of(Side.BATCH), true, 0, classes.size()));
            notes.put("input.labels", "number of the class: " + String.join(", ", classes));
        }
        List<Side> drawn = List.of(
                Side.BATCH, Side.fixed(shape.channels()), Side.fixed(shape.height()), Side.fixed(shape.width()));
        return new PortableNetwork(
                network,
                inputs,
                List.of(new Output("pictures", drawn)),
                given -> Map.of(
                        "pictures", network.forward(given.get("latent"), Optional.ofNullable(given.get("labels")))),
                notes);
    }
}
