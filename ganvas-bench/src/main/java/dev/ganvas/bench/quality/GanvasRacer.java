package dev.ganvas.bench.quality;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.PixelCache;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.data.Sources;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.engine.tensor.NativeLibrary;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.error.GanvasException;
import dev.ganvas.error.TrainingException;
import dev.ganvas.generate.Generator;
import dev.ganvas.generate.LatentKind;
import dev.ganvas.generate.learn.AugmentationStrength;
import dev.ganvas.generate.learn.GanSettings;
import dev.ganvas.random.Seed;
import dev.ganvas.train.Budget;
import dev.ganvas.train.RunSettings;
import dev.ganvas.train.Training;
import dev.ganvas.train.TrainingLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Ganvas in the race for quality: a training as any user of the library starts it, by a budget of time, in a process of
 * its own. Its time is that of the whole call, with measuring, planning and its own evaluation. Samples are drawn from the
 * newest model, not from the one its own evaluator liked best.
 */
@Command(name = "ganvas-racer")
final class GanvasRacer implements Callable<Integer> {
    @Option(names = "--source", required = true)
    private String source;

    @Option(names = "--size", required = true)
    private int size;

    @Option(names = "--minutes", required = true)
    private double minutes;

    @Option(names = "--milestones", split = ",")
    private List<Double> milestones = new ArrayList<>();

    @Option(names = "--seed", required = true)
    private long seed;

    @Option(names = "--precision", required = true)
    private String precision;

    @Option(names = "--threads", required = true)
    private int threads;

    @Option(names = "--n", required = true)
    private int count;

    @Option(names = "--out", required = true)
    private Path out;

    @Option(names = "--recipe", defaultValue = "modern")
    private String recipe;

    @Option(names = "--classes", defaultValue = "true", arity = "1")
    private boolean classes;

    @Option(names = "--latent")
    private LatentKind latent;

    @Option(names = "--gamma")
    private Double gamma;

    @Option(names = "--batch")
    private Integer batch;

    @Option(names = "--learning-rate")
    private Double learningRate;

    @Option(names = "--even-rates", defaultValue = "false", arity = "1")
    private boolean evenRates;

    @Option(names = "--mirror", defaultValue = "false", arity = "1")
    private boolean mirror;

    @Option(names = "--augment", defaultValue = "auto")
    private String augment;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new GanvasRacer())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof GanvasException || failure instanceof IOException) {
                        command.getErr().println(failure.getMessage());
                        return CommandLine.ExitCode.SOFTWARE;
                    }
                    throw failure;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        try (Threads spent = Threads.use(threads)) {
            return race();
        }
    }

    private int race() throws IOException {
        Path run = out.resolve("run");
        MilestoneKeeper keeper = new MilestoneKeeper(run.resolve("last.ganvas"), out, milestones);
        Training.Result result;
        double seconds;
        try (PictureSource pictures = Sources.open(source)) {
            // Decoded before the clock starts, as the others get the pictures decoded.
            PixelCache.open(pictures, size, PixelCache.defaultRoot(), ProgressListener.NONE)
                    .close();
            long start = System.nanoTime();
            result = Training.of(pictures, settings()).start(run, keeper, ProgressListener.NONE);
            seconds = (System.nanoTime() - start) * 1e-9;
        }
        if (result.outcome() != TrainingLoop.Outcome.COMPLETED) {
            throw new TrainingException("the training did not end by itself");
        }
        Map<Double, Path> models = new TreeMap<>(keeper.models());
        models.put(1.0, result.last());
        List<RaceOutcome.Samples> samples = new ArrayList<>();
        for (Map.Entry<Double, Path> model : models.entrySet()) {
            String file = RaceOutcome.Samples.fileName(model.getKey());
            draw(model.getValue(), out.resolve(file));
            samples.add(new RaceOutcome.Samples(model.getKey(), file));
        }
        outcome(run, seconds, samples).write(out);
        return 0;
    }

    private GanSettings settings() {
        return new GanSettings(
                recipe,
                RunSettings.of(new Budget.Time(Duration.ofMillis(Math.round(minutes * 60_000))))
                        .withSize(size)
                        .withSeed(seed)
                        .withPrecision(Precision.parse(precision))
                        .withThreads(threads),
                classes,
                false,
                new GanSettings.Overrides(
                        Optional.ofNullable(latent),
                        optional(gamma),
                        batch == null ? OptionalInt.empty() : OptionalInt.of(batch),
                        optional(learningRate),
                        evenRates,
                        mirror,
                        AugmentationStrength.parse(augment)));
    }

    private static OptionalDouble optional(Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static RaceOutcome outcome(Path run, double seconds, List<RaceOutcome.Samples> samples) throws IOException {
        JsonNode record = new ObjectMapper().readTree(run.resolve("run.json").toFile());
        long images = record.path("plan").path("totalImages").asLong();
        return new RaceOutcome(
                "libtorch " + NativeLibrary.version(),
                record.path("resolved").path("precision").asText(),
                "channels_last",
                record.path("recipe")
                        .path("architecture")
                        .path("generatorWidth")
                        .asInt(),
                record.path("resolved").path("threads").asInt(),
                seconds,
                images / record.path("plan").path("batch").asInt(),
                images,
                record.path("measured").path("generator_parameters").asLong(),
                record.path("measured").path("discriminator_parameters").asLong(),
                samples);
    }

    /** Draws with classes as frequent as in the data. */
    private void draw(Path model, Path file) throws IOException {
        try (Generator generator = Generator.open(model);
                PictureSource pictures = Sources.open(source);
                PixelCache data = PixelCache.open(pictures, size, PixelCache.defaultRoot(), ProgressListener.NONE)) {
            long[] labels = SampleLabels.drawn(data, count, Seed.of(seed));
            PictureFile.write(file, size, SampleLabels.draw(generator, labels, Seed.of(seed)), labels, data.classes());
        }
    }
}
