package dev.ganvas.plates;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.Require;
import dev.ganvas.model.ModelDescription;
import dev.ganvas.model.ModelFile;
import dev.ganvas.plates.network.ReaderNetwork;
import dev.ganvas.random.Seed;
import dev.ganvas.vision.Calibration;
import dev.ganvas.vision.InputContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@code model.json} says of a network that reads plates.
 *
 * @param temperature that its logits are divided by, so that its confidences hold
 */
public record ReaderModel(double temperature) {
    /** Of models, in their files. */
    public static final String KIND = "plate-reader";

    private static final String TEMPERATURE = "temperature";
    private static final String KINDS = "plate_kinds";

    public ReaderModel {
        Require.that(
                temperature >= 1 / Calibration.MAX_TEMPERATURE && temperature <= Calibration.MAX_TEMPERATURE,
                "temperature must be between " + 1 / Calibration.MAX_TEMPERATURE + " and "
                        + Calibration.MAX_TEMPERATURE);
    }

    /** The description. */
    public ObjectNode toJson() {
        ModelDescription description = ModelDescription.of(
                KIND, PlateAlphabet.names(), new InputContract(PlateStrip.WIDTH, PlateStrip.HEIGHT, InputContract.RGB));
        description.fields().withObject("/pictures").put("range", "mean 0, deviation 1");
        kinds().forEach(description.fields().putArray(KINDS)::add);
        return description.fields().put(TEMPERATURE, temperature);
    }

    private static List<String> kinds() {
        return Stream.of(PlateKind.values()).map(PlateKind::toString).toList();
    }

    /** A network at its beginning. */
    public static ReaderNetwork network(Seed seed) {
        return new ReaderNetwork(PlateAlphabet.classes(), PlateKind.values().length, seed);
    }

    static ReaderModel parse(ObjectNode fields, Path file) throws MalformedFileException {
        return ModelDescription.read(fields, file, KIND, "a reader of plates", description -> {
            if (!description.classes().equals(PlateAlphabet.names())
                    || !fields.path(KINDS).isArray()
                    || fields.path(KINDS).size() != PlateKind.values().length) {
                throw new MalformedFileException(file, "reads other characters or kinds of plates than this Ganvas");
            }
            return new ReaderModel(fields.path(TEMPERATURE).asDouble(1));
        });
    }

    /** Builds the network of a file; the caller's to close. */
    static ReaderNetwork network(ModelFile content, Path file) throws IOException {
        return content.network(file, ReaderNetwork.LEAST_VALUES, () -> network(Seed.of(0)));
    }
}
