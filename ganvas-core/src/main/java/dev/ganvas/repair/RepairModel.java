package dev.ganvas.repair;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.Require;
import dev.ganvas.model.ModelDescription;
import dev.ganvas.repair.network.NetworkShape;
import dev.ganvas.repair.network.RestorationNetwork;
import dev.ganvas.vision.InputContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What {@code model.json} says of a network that restores.
 *
 * @param kind what it mends
 * @param shape of its network
 * @param adversarial whether it learned against a discriminator, and so makes up what looks likely
 */
public record RepairModel(RepairKind kind, NetworkShape shape, boolean adversarial) {
    /** Kind of these models. */
    public static final String KIND = "restorer";

    /** Sides of the pictures: any. */
    private static final int ANY = 0;

    /** Stands for a receptive field that is the whole picture. */
    private static final int EVERYTHING = -1;

    public RepairModel {
        int told = shape.in() - shape.out();
        Require.that(
                kind.isDetector() == (shape.family() == NetworkShape.Family.DETECTOR),
                "a network of family " + shape.family() + " is not one for " + kind);
        Require.that(
                kind.isDetector() || told == 0 || told == kind.told(),
                "a network for " + kind + " is told " + kind.told() + " channels beside the picture, not " + told);
        Require.that(
                kind == RepairKind.FILL == (shape.family() == NetworkShape.Family.HOLE_UNET),
                "holes are filled by a network of family " + NetworkShape.Family.HOLE_UNET + ", and nothing else is");
        Require.that(
                kind == RepairKind.SUPERRES || shape.scale() == 1,
                "a network for " + kind + " keeps the size, it does not enlarge by " + shape.scale());
        Require.that(
                kind.isOfTones() == shape.family().isOfTones(),
                "a network for " + kind + " cannot be of the family " + shape.family());
    }

    /** Channels that go into the network beside the picture; a network for one strength alone is told none. */
    public int told() {
        return shape.in() - channels();
    }

    /**
     * The description of a trained network.
     *
     * @param network of this shape
     */
    public ObjectNode toJson(RestorationNetwork network) {
        ModelDescription description = ModelDescription.of(KIND, List.of(), new InputContract(ANY, ANY, channels()));
        shape.describe(description.architecture());
        description.fields().withObject("/pictures").put("range", "0 to 1");
        return description
                .fields()
                .put("task", kind.toString())
                .put("scale", shape.scale())
                .put("adversarial", adversarial)
                .put("strength_told", kind == RepairKind.DENOISE && told() > 0)
                .put("receptive_field_radius", network.seesEverything() ? EVERYTHING : network.radius())
                .put("sides_multiple_of", network.multiple());
    }

    /** Channels of the pictures that it takes, without what it is told beside them. */
    public int channels() {
        return kind.isDetector() ? shape.in() : shape.out();
    }

    /** @throws MalformedFileException when it is of another kind, or describes what cannot be built */
    static RepairModel parse(ObjectNode fields, Path file) throws MalformedFileException {
        return ModelDescription.read(
                fields,
                file,
                KIND,
                "a restorer",
                description -> new RepairModel(
                        RepairKind.valueOf(fields.path("task").asText().toUpperCase(Locale.ROOT)),
                        NetworkShape.parse(description.architecture()),
                        fields.path("adversarial").asBoolean(false)));
    }
}
