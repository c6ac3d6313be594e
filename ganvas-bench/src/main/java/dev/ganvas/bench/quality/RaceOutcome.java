package dev.ganvas.bench.quality;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ganvas.bench.result.ResultFile;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.Require;
import dev.ganvas.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a program says of its training, as it leaves it in {@code race.json} beside its samples.
 *
 * @param version of the library it ran on
 * @param precision {@code fp32} or {@code bf16}
 * @param layout of pictures in memory, {@code channels_last} or {@code contiguous}
 * @param width of its networks as the system counts it
 * @param threads it computed with
 * @param seconds its training took, without drawing samples
 * @param steps updates of the generator
 * @param images real pictures shown to the discriminator
 * @param generatorParameters learned numbers of the generator
 * @param discriminatorParameters learned numbers of the discriminator
 * @param samples in the order they were drawn; the last are those of the finished training
 */
record RaceOutcome(
        String version,
        String precision,
        String layout,
        int width,
        int threads,
        double seconds,
        long steps,
        long images,
        long generatorParameters,
        long discriminatorParameters,
        List<Samples> samples) {
    static final String FILE = "race.json";
    private static final long MAX_BYTES = 1 << 20;

    RaceOutcome {
        Require.that(Double.isFinite(seconds) && seconds > 0, "a training takes time, not " + seconds + " s");
        Require.positive(images, "images");
        samples = List.copyOf(samples);
        Require.that(
                !samples.isEmpty() && samples.get(samples.size() - 1).share() == 1,
                "the samples of the finished training are missing");
    }

    /**
     * Pictures drawn on the way.
     *
     * @param share of the time that had passed, above 0, to 1
     * @param file name within the program's folder
     */
    record Samples(double share, String file) {
        Samples {
            Require.within(share, 0, 1, "share of the time");
            Require.that(file.matches("[\\w.-]+\\.safetensors"), "'" + file + "' is no name of a samples file");
        }

        static String fileName(double share) {
            return "samples-" + Math.round(100 * share) + ".safetensors";
        }
    }

    static RaceOutcome read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (Files.size(file) > MAX_BYTES) {
            throw new MalformedFileException(file, "is larger than " + MAX_BYTES + " bytes");
        }
        return ResultFile.convert(Files.readString(file), RaceOutcome.class, file);
    }

    void write(Path folder) throws IOException {
        AtomicFile.write(
                folder.resolve(FILE),
                JsonMapper.builder()
                        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                        .build()
                        .writeValueAsString(this));
    }
}
