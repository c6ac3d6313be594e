package dev.ganvas.plates;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.Require;
import dev.ganvas.model.ModelDescription;
import dev.ganvas.vision.InputContract;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code model.json} says of a network that finds plates.
 *
 * @param threshold least score at which something counts as a plate, 0 to 1
 */
public record FinderModel(double threshold) {
    /** Of models, in their files. */
    public static final String KIND = "plate-finder";

    private static final String THRESHOLD = "threshold";

    /** Sides of the pictures: any. */
    private static final int ANY = 0;

    public FinderModel {
        Require.within(threshold, 0, 1, "threshold");
    }

    /** The description. */
    public ObjectNode toJson() {
        return ModelDescription.of(KIND, List.of("plate"), new InputContract(ANY, ANY, InputContract.RGB))
                .fields()
                .put(THRESHOLD, threshold);
    }

    static FinderModel parse(ObjectNode fields, Path file) throws MalformedFileException {
        return ModelDescription.read(
                fields,
                file,
                KIND,
                "a finder of plates",
                description -> new FinderModel(fields.path(THRESHOLD).asDouble(0.5)));
    }
}
