package dev.ganvas.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.PixelCache;
import dev.ganvas.data.Sources;
import dev.ganvas.engine.error.Require;
import dev.ganvas.engine.random.Seed;
import dev.ganvas.engine.tensor.NativeLibrary;
import dev.ganvas.evaluate.CalibrationLadder;
import dev.ganvas.evaluate.Judge;
import dev.ganvas.evaluate.Judgement;
import dev.ganvas.features.RandomFeatures;
import dev.ganvas.generate.Generator;
import dev.ganvas.train.Budget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "evaluate",
        description = "Says how far a generator's pictures are from real ones, and what the figures mean.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:  ganvas evaluate my-run/best.ganvas photos --n 10k"})
final class EvaluateCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "MODEL", description = "A .ganvas file.")
    private Path model;

    @Parameters(index = "1", paramLabel = "DATA", description = "Real pictures, named as for 'ganvas train'.")
    private String data;

    @Option(
            names = "--n",
            defaultValue = "10k",
            description = "Pictures on each side, at most (default: ${DEFAULT-VALUE}).")
    private String count;

    @Option(
            names = "--seed",
            defaultValue = "0",
            description = "Names the generated pictures and the resampling (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--quiet", description = "No progress.")
    private boolean quiet;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        int n = Require.within(
                (int) Math.min(((Budget.Images) Budget.images(count)).count(), Integer.MAX_VALUE), 2, 1_000_000, "--n");
        NativeLibrary.threads(Runtime.getRuntime().availableProcessors());
        try (Generator generator = Generator.open(model);
                PictureSource source = Sources.open(data)) {
            Evaluation evaluation = evaluate(generator, source, n, seed, quiet);
            output.say(evaluation.judgement().toText());
            output.say("");
            output.say("What the figures mean on these pictures:");
            output.say(evaluation.ladder().toText());
            output.result(evaluation.toJson());
            return 0;
        }
    }

    /** A judgement and the ladder to read it by. */
    record Evaluation(Judgement judgement, CalibrationLadder ladder) {
        Map<String, JsonNode> toJson() throws IOException {
            ObjectMapper json = new ObjectMapper();
            Map<String, JsonNode> fields = new LinkedHashMap<>();
            fields.put("judgement", json.readTree(judgement.toJson()));
            fields.put("ladder", json.valueToTree(ladder));
            return fields;
        }
    }

    static Evaluation evaluate(Generator generator, PictureSource source, int n, long seed, boolean quiet)
            throws IOException {
        try (Progress decoding = new Progress("decoding", quiet);
                PixelCache real = PixelCache.open(source, generator.size(), PixelCache.defaultRoot(), decoding);
                RandomFeatures extractor = RandomFeatures.create()) {
            Judge judge = Judge.against(
                    extractor,
                    Seed.of(seed).child("reference"),
                    new Judge.Sample(real.count(), n, real::picture, real::label));
            return new Evaluation(
                    judge.judge(generator.pictures(new Generator.Request(n, Seed.of(seed), 1, OptionalInt.empty())), n),
                    judge.ladder());
        }
    }
}
