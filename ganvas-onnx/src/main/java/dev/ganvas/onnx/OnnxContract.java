package dev.ganvas.onnx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Fit;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureSize;
import dev.ganvas.vision.Calibration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an ONNX network wants its pictures to be like, and what its answers mean. ONNX files do not say this, so it stands beside them
 * in {@code NAME.onnx.json}; it is never guessed.
 *
 * @param width pixels
 * @param height pixels
 * @param fit how pictures of other proportions come to this size
 * @param order of the colours
 * @param layout of the numbers
 * @param mean of each channel in the network's order, in levels of 255, taken from the pixel
 * @param deviation of each channel, in levels of 255, by which it is then divided
 * @param answer what comes out
 * @param output name of the output, empty for the first
 * @param classes names in label order; none for vectors
 * @param calibration of the confidences
 */
public record OnnxContract(
        int width,
        int height,
        Fit fit,
        Order order,
        Layout layout,
        List<Double> mean,
        List<Double> deviation,
        Answer answer,
        String output,
        List<String> classes,
        Calibration calibration) {
    private static final int RGB = 3;
    private static final int WIDEST = 4096;
    private static final int MOST_CLASSES = 100_000;
    private static final long MOST_BYTES = 16L << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Order of the colours. */
    public enum Order {
        /** Red first. */
        RGB,
        /** Blue first. */
        BGR
    }

    /** Layout of the numbers. */
    public enum Layout {
        /** A channel after the other. */
        NCHW,
        /** A pixel after the other. */
        NHWC
    }

    /** What comes out. */
    public enum Answer {
        /** A number a class, before softmax. */
        LOGITS,
        /** A probability a class. */
        PROBABILITIES,
        /** A vector of features. */
        VECTOR
    }

    public OnnxContract {
        Require.within(width, 1, WIDEST, "width");
        Require.within(height, 1, WIDEST, "height");
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        classes = List.copyOf(classes);
        Require.that(mean.size() == RGB && deviation.size() == RGB, "mean and std have three numbers each");
        Require.that(
                mean.stream().allMatch(Double::isFinite)
                        && deviation.stream().allMatch(d -> Double.isFinite(d) && d > 0),
                "mean and std are numbers, and std is above 0");
        Require.that(
                answer == Answer.VECTOR || classes.size() > 1 && classes.size() <= MOST_CLASSES,
                "a network that classifies has 2 to " + MOST_CLASSES + " classes");
    }

    /** Where the contract of a network stands. */
    public static Path beside(Path model) {
        return model.resolveSibling(model.getFileName() + ".json");
    }

    /**
     * Reads the contract that stands beside a network.
     *
     * @throws UsageException when there is none, with what to write there
     * @throws MalformedFileException when it does not say what it must
     */
    public static OnnxContract read(Path model) throws IOException {
        Path file = beside(model);
        if (!Files.isRegularFile(file)) {
            throw new UsageException(model + " does not say what its pictures must be like. Write " + file
                    + ", such as {\"size\": [224, 224], \"fit\": \"crop\", \"order\": \"rgb\", \"layout\": \"nchw\", "
                    + "\"mean\": [123.675, 116.28, 103.53], \"std\": [58.395, 57.12, 57.375], \"answer\": \"logits\", "
                    + "\"classes\": \"labels.txt\"}; mean and std in levels of 255, in the order of the channels.");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new MalformedFileException(file, "has " + Files.size(file) + " bytes");
        }
        try {
            return parse(JSON.readTree(Files.readAllBytes(file)), file);
        } catch (UsageException | IllegalArgumentException e) {
            throw new MalformedFileException(file, String.valueOf(e.getMessage()), e);
        } catch (JsonProcessingException e) {
            throw new MalformedFileException(file, "is no JSON", e);
        }
    }

    private static OnnxContract parse(JsonNode node, Path file) throws IOException {
        JsonNode size = node.path("size");
        Require.that(size.isArray() && size.size() == 2, "size is [width, height]");
        Answer answer = Answer.valueOf(required(node, "answer"));
        return new OnnxContract(
                size.get(0).asInt(),
                size.get(1).asInt(),
                Fit.parse(node.path("fit").asText("crop")),
                Order.valueOf(required(node, "order")),
                Layout.valueOf(required(node, "layout")),
                numbers(node, "mean"),
                numbers(node, "std"),
                answer,
                node.path("output").asText(""),
                answer == Answer.VECTOR ? List.of() : classes(node.path("classes"), file),
                new Calibration(
                        node.path("temperature").asDouble(1),
                        node.path("threshold").asDouble(0)));
    }

    private static String required(JsonNode node, String name) {
        Require.that(node.path(name).isTextual(), name + " is missing");
        return node.path(name).asText().toUpperCase(Locale.ROOT);
    }

    private static List<Double> numbers(JsonNode node, String name) {
        Require.that(node.path(name).isArray(), name + " is missing");
        List<Double> numbers = new ArrayList<>();
        node.path(name).forEach(number -> numbers.add(number.isNumber() ? number.asDouble() : Double.NaN));
        return numbers;
    }

    private static List<String> classes(JsonNode node, Path file) throws IOException {
        List<String> names = new ArrayList<>();
        if (node.isTextual()) {
            Path list = file.resolveSibling(node.asText());
            Require.that(
                    Files.isRegularFile(list) && Files.size(list) <= MOST_BYTES,
                    "classes names the file " + list + ", which is not there or too large");
            for (String line : new String(Files.readAllBytes(list), StandardCharsets.UTF_8).split("\\R")) {
                if (!line.isBlank()) {
                    names.add(line.strip());
                }
            }
        } else {
            node.forEach(name -> names.add(name.asText()));
        }
        return names;
    }

    /** The numbers of a picture as the network wants them, written from {@code at} on. */
    void put(Picture picture, float[] into, int at) {
        Picture fitted = fit.apply(picture.toRgb(), new PictureSize(width, height));
        byte[] rgb = fitted.rgb();
        int area = width * height;
        for (int channel = 0; channel < RGB; channel++) {
            int source = order == Order.RGB ? channel : RGB - 1 - channel;
            float shift = mean.get(channel).floatValue();
            float scale = (float) (1 / deviation.get(channel));
            for (int i = 0; i < area; i++) {
                float value = ((rgb[RGB * i + source] & 0xff) - shift) * scale;
                into[at + (layout == Layout.NCHW ? channel * area + i : RGB * i + channel)] = value;
            }
        }
    }

    /** The shape of a batch. */
    long[] shape(int count) {
        return layout == Layout.NCHW ? new long[] {count, RGB, height, width} : new long[] {count, height, width, RGB};
    }

    /** Numbers of a picture. */
    int values() {
        return RGB * width * height;
    }
}
