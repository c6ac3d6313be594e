package dev.ganvas.onnx;

import dev.ganvas.error.EngineException;
import dev.ganvas.error.GanvasException;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.Require;
import dev.ganvas.image.Planes;
import dev.ganvas.onnx.OnnxNetwork.Numbers;
import dev.ganvas.vision.CharacterProbabilities;
import dev.ganvas.vision.WholePlateReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Networks of fast-plate-ocr in ONNX files (github.com/ankandrew/fast-plate-ocr): a fixed number of slots, each a character or the
 * padding, and where the network has it the region that the plate is from. What stands in its configuration beside it is kept to, and
 * the network is run once to see that it does.
 */
public final class OnnxPlateReader implements WholePlateReader {
    private static final String PLATE = "plate";
    private static final String REGION = "region";
    private static final int RGB = 3;

    /** Probabilities of a slot have the sum 1, but for what computing in few digits takes. */
    private static final double ROUNDED = 0.02;

    private final String name;
    private final OnnxNetwork network;
    private final PlateOcrConfig config;
    private final String output;

    /** Class of what is read, for each character of the alphabet; the padding is the blank. */
    private final int[] classes;

    private final List<String> characters;

    private OnnxPlateReader(String name, OnnxNetwork network, PlateOcrConfig config) {
        this.name = name;
        this.network = network;
        this.config = config;
        this.output = network.outputs().size() == 1 ? network.outputs().get(0) : PLATE;
        List<String> read = new ArrayList<>(List.of(""));
        this.classes = new int[config.alphabet().length()];
        for (int i = 0; i < classes.length; i++) {
            if (config.alphabet().charAt(i) != config.padding()) {
                classes[i] = read.size();
                read.add(String.valueOf(config.alphabet().charAt(i)));
            }
        }
        this.characters = List.copyOf(read);
    }

    /**
     * Opens a file and the configuration beside it.
     *
     * @param file such as {@code cct_xs_v2_global.onnx}, beside {@code cct_xs_v2_global_plate_config.yaml}
     * @param threads to compute with
     * @throws MalformedFileException when either is damaged, or they do not fit each other
     * @throws dev.ganvas.error.UsageException when either is missing
     */
    public static OnnxPlateReader open(Path file, int threads) throws IOException {
        byte[] bytes = OnnxModel.bytes(file);
        PlateOcrConfig config = PlateOcrConfig.read(file);
        OnnxNetwork network = OnnxNetwork.open(file.toString(), bytes, threads);
        try {
            OnnxPlateReader reader = new OnnxPlateReader(
                    String.valueOf(file.getFileName()).replaceFirst("\\.onnx$", ""), network, config);
            reader.fits();
            return reader;
        } catch (GanvasException e) {
            network.close();
            throw new MalformedFileException(
                    file,
                    "does not fit its configuration "
                            + PlateOcrConfig.beside(file).getFileName() + ": " + e.getMessage(),
                    e);
        }
    }

    private void fits() {
        Require.that(network.inputs().size() == 1, "it has the inputs " + network.inputs() + ", not one");
        Require.that(network.outputs().contains(output), "it has no output " + PLATE + " but " + network.outputs());
        Require.that(
                config.regions().isEmpty() || network.outputs().contains(REGION),
                "it has no output " + REGION + " for plate_regions");
        read(Planes.black(config.width(), config.height(), RGB));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Said read(Planes plate) {
        Map<String, Numbers> answers = network.run(Map.of(network.inputs().get(0), input(plate)));
        float[] slots =
                probabilities(answers, output, config.slots(), config.alphabet().length());
        return new Said(characters(slots), place(answers));
    }

    /** {@code [1, height, width, 3]} in levels of 255. */
    private Numbers input(Planes plate) {
        byte[] rgb = config.interpolation()
                .resize(plate, config.width(), config.height())
                .toPicture()
                .rgb();
        float[] levels = new float[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            levels[i] = rgb[i] & 0xff;
        }
        return new Numbers(List.of(1L, (long) config.height(), (long) config.width(), (long) RGB), levels);
    }

    /**
     * Slots as steps. Between two of them is one that is surely blank, so that equal characters beside each other stay two; a text's
     * likelihood then sums over the slots that may stand empty.
     */
    private CharacterProbabilities characters(float[] slots) {
        int alphabet = classes.length;
        int steps = 2 * config.slots() - 1;
        float[] all = new float[steps * alphabet];
        for (int step = 0; step < steps; step++) {
            if (step % 2 == 1) {
                all[step * alphabet] = 1;
                continue;
            }
            for (int i = 0; i < alphabet; i++) {
                all[step * alphabet + classes[i]] = slots[step / 2 * alphabet + i];
            }
        }
        return new CharacterProbabilities(characters, steps, all);
    }

    private Optional<Place> place(Map<String, Numbers> answers) {
        List<String> regions = config.regions();
        if (regions.isEmpty()) {
            return Optional.empty();
        }
        float[] sure = probabilities(answers, REGION, 1, regions.size());
        int best = 0;
        for (int i = 1; i < sure.length; i++) {
            best = sure[i] > sure[best] ? i : best;
        }
        return Optional.of(new Place(regions.get(best), Math.min(1, sure[best])));
    }

    /** An output's numbers: for each of {@code rows} the probabilities of {@code count} classes. */
    private static float[] probabilities(Map<String, Numbers> answers, String output, int rows, int count) {
        Numbers numbers = answers.get(output);
        float[] values = numbers.values();
        List<Long> shape = numbers.shape();
        Require.that(
                values.length == rows * count && (rows == 1 || shape.get(shape.size() - 1) % count == 0),
                "its output " + output + " has the shape " + shape + ", not " + rows + " x " + count);
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            double least = 0;
            for (int i = 0; i < count; i++) {
                sum += values[row * count + i];
                least = Math.min(least, values[row * count + i]);
            }
            if (!(Math.abs(sum - 1) <= ROUNDED && least >= -ROUNDED)) {
                throw new EngineException("its output " + output + " are no probabilities: their sum is " + sum);
            }
        }
        return values;
    }

    @Override
    public void close() {
        network.close();
    }
}
