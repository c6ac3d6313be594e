package dev.ganvas.cli;

import dev.ganvas.data.PictureSource;
import dev.ganvas.data.Sources;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Fit;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureSize;
import dev.ganvas.image.Planes;
import dev.ganvas.model.PortableNetwork.Input;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What a network is shown to see which numbers it computes with: pictures where it takes pictures, else random numbers. */
final class CalibrationExamples {
    private static final int MOST = 200;
    private static final int RANDOM = 32;

    /** Side of pictures where any will do. */
    private static final int SIDE = 128;

    /** Strengths that take turns in channels beside those of the picture, in levels of 255. */
    private static final int[] TOLD = {5, 15, 25, 50};

    private CalibrationExamples() {}

    static List<Supplier<Map<String, Tensor>>> of(List<Input> inputs, Optional<String> folder) throws IOException {
        boolean sees = inputs.stream().anyMatch(CalibrationExamples::isPicture);
        if (sees && folder.isEmpty()) {
            throw new UsageException("8 bits need to see which numbers occur: name pictures with --calibrate FOLDER.");
        }
        List<Picture> pictures = folder.isPresent() ? pictures(folder.get()) : List.of();
        List<Supplier<Map<String, Tensor>>> examples = new ArrayList<>();
        for (int i = 0; i < (sees ? pictures.size() : RANDOM); i++) {
            int number = i;
            examples.add(() -> {
                Map<String, Tensor> example = new LinkedHashMap<>();
                for (Input input : inputs) {
                    example.put(
                            input.name(),
                            isPicture(input) ? seen(input, pictures.get(number), number) : random(input, number));
                }
                return example;
            });
        }
        return examples;
    }

    private static boolean isPicture(Input input) {
        return input.sides().size() == 4;
    }

    private static List<Picture> pictures(String folder) throws IOException {
        List<Picture> pictures = new ArrayList<>();
        try (PictureSource source = Sources.open(folder)) {
            int step = Math.max(1, source.count() / MOST);
            for (int i = 0; i < source.count() && pictures.size() < MOST; i += step) {
                pictures.add(Fit.CROP.apply(source.read(i).toRgb(), PictureSize.square(256)));
            }
        }
        return pictures;
    }

    private static Tensor seen(Input input, Picture picture, int number) {
        int channels = Math.toIntExact(input.sides().get(1).size());
        int height = side(input, 2);
        int width = side(input, 3);
        Planes planes = Planes.of(Fit.CROP.apply(picture, new PictureSize(width, height)));
        int area = width * height;
        float[] values = new float[channels * area];
        for (int i = 0; i < values.length; i++) {
            int channel = i / area;
            // A grey network sees green, which is most of luma.
            double level = channel >= 3 || channels == 2 && channel == 1
                    ? TOLD[number % TOLD.length] / 255.0
                    : planes.values()[(channels < 3 ? 1 : channel) * area + i % area];
            values[i] = (float) (input.low() + (input.high() - input.low()) * level);
        }
        return Tensor.of(values, 1, channels, height, width);
    }

    private static int side(Input input, int dim) {
        long size = input.sides().get(dim).size();
        return Math.toIntExact(input.sides().get(dim).isFree() ? (SIDE + size - 1) / size * size : size);
    }

    private static Tensor random(Input input, int number) {
        RandomStream random = Seed.of(number).child(input.name()).stream();
        long[] shape = input.sides().stream()
                .mapToLong(side -> side.isFree() ? 1 : side.size())
                .toArray();
        int count = 1;
        for (long side : shape) {
            count *= Math.toIntExact(side);
        }
        if (input.whole()) {
            long[] values = new long[count];
            for (int i = 0; i < count; i++) {
                values[i] = (long) random.nextDouble(input.low(), input.high());
            }
            return Tensor.ofLongs(values, shape);
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Tensor.of(values, shape);
    }
}
