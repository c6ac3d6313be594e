package dev.ganvas.cli;

import dev.ganvas.data.LabelledFolder;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.PixelCache;
import dev.ganvas.data.Sources;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.evaluate.distribution.PictureSet;
import dev.ganvas.features.PictureClassifier;
import dev.ganvas.features.RandomFeatures;
import dev.ganvas.features.TrainedFeatures;
import dev.ganvas.generate.Generator;
import dev.ganvas.generate.RejectionSampling;
import dev.ganvas.generate.RejectionSampling.Kept;
import dev.ganvas.generate.RejectionSampling.Refusal;
import dev.ganvas.generate.RejectionSampling.Tally;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "augment",
        description = {
            "Makes a labelled data set of generated pictures, where real ones are scarce: draws each class and keeps what"
                    + " is no copy of a training picture, real enough for the discriminator, recognised as its class, and"
                    + " no near-duplicate of another."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:  ganvas augment photos --model my-run/best.ganvas --out more --per-class 500"})
final class AugmentCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of("seed", "number", "novelty", "realness");

    @Parameters(paramLabel = "DATA", description = "The real pictures the model was trained on, as for 'ganvas train'.")
    private String data;

    @Option(names = "--model", required = true, paramLabel = "MODEL", description = "A .ganvas file.")
    private Path model;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "New folder to write: a sub-folder a class, and labels.csv.")
    private Path out;

    @Option(
            names = "--per-class",
            defaultValue = "500",
            description = "Pictures of each class, or in all without classes; drawn are at most "
                    + RejectionSampling.MOST_DRAWS_EACH + " times as many (default: ${DEFAULT-VALUE}).")
    private int perClass;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Names the pictures: number N of a class is what 'ganvas generate' draws as its number N"
                    + " (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--least-real",
            paramLabel = "SHARE",
            defaultValue = "0.25",
            description = "Refuse this share of what the model draws of a class, the part that the discriminator finds"
                    + " least real; 0 leaves it out (default: ${DEFAULT-VALUE}).")
    private double leastReal;

    @Option(
            names = "--extractor",
            paramLabel = "FILE",
            description =
                    "A trained extractor that tells the model's classes apart ('ganvas train --task classify'); by default"
                            + " one that ships, if it does.")
    private Optional<Path> extractor;

    @Option(names = "--quiet", description = "No progress.")
    private boolean quiet;

    @Mixin
    private Output output;

    /** How all classes went, by their names; one without a name stands for all pictures. */
    private final Map<String, Tally> tallies = new LinkedHashMap<>();

    @Override
    public Integer call() throws IOException {
        try (Threads threads = Threads.use(Runtime.getRuntime().availableProcessors());
                Interruption deferred = Interruption.deferred(() -> output.note("Stopping; nothing is written."));
                LabelledFolder folder = LabelledFolder.begin(out, COLUMNS);
                Generator generator = Generator.open(model);
                TrainedFeatures recogniser = recogniser(generator).orElse(null);
                RandomFeatures random = RandomFeatures.create();
                PictureSource source = Sources.open(data);
                PixelCache training = decoded(source, generator);
                RejectionSampling sampling = RejectionSampling.of(
                        model,
                        generator,
                        new PictureSet(training.count(), training::picture, training::label, training.classes()),
                        new RejectionSampling.Settings(perClass, Seed.of(seed), leastReal),
                        new RejectionSampling.Instruments(
                                random, Optional.<PictureClassifier>ofNullable(recogniser)))) {
            describe(generator, training, sampling, Optional.ofNullable(recogniser));
            draw(generator, sampling, folder);
            if (Interruption.requested()) {
                return TrainCommand.INTERRUPTED;
            }
            int kept = tallies.values().stream().mapToInt(Tally::kept).sum();
            report(kept);
            if (kept > 0) {
                folder.finish();
                output.say(kept + (kept == 1 ? " picture in " : " pictures in ") + out);
            }
            output.result(result(kept));
            return kept > 0 ? 0 : Main.FAILED;
        }
    }

    private Optional<TrainedFeatures> recogniser(Generator generator) throws IOException {
        if (extractor.isPresent()) {
            return Optional.of(TrainedFeatures.open(extractor.get()));
        }
        for (String name : TrainedFeatures.shippedNames()) {
            TrainedFeatures shipped = TrainedFeatures.shipped(name);
            if (!generator.classes().isEmpty()
                    && shipped.classes().size() == generator.classes().size()
                    && shipped.classes().containsAll(generator.classes())) {
                return Optional.of(shipped);
            }
            shipped.close();
        }
        return Optional.empty();
    }

    private PixelCache decoded(PictureSource source, Generator generator) throws IOException {
        try (Progress decoding = new Progress("decoding", quiet)) {
            return PixelCache.open(source, generator.size(), PixelCache.defaultRoot(), decoding);
        }
    }

    /** What a person should know before believing the result. */
    private void describe(
            Generator generator,
            PixelCache training,
            RejectionSampling sampling,
            Optional<TrainedFeatures> recogniser) {
        if (!generator.wasTrainedOn(training.contentHash())) {
            output.note("Warning: by its file, " + model
                    + " was not trained on exactly these pictures; copies of others go unnoticed.");
        }
        if (!sampling.hasDiscriminator()) {
            output.note(
                    leastReal > 0
                            ? model + " holds no discriminator, as files of older versions do; that filter is skipped."
                            : "The discriminator is left out.");
        }
        output.note(recogniser
                .map(r -> "Classes are recognised by " + r.name() + ".")
                .orElse("No extractor tells these classes apart; classes are taken as asked for."));
    }

    private void draw(Generator generator, RejectionSampling sampling, LabelledFolder folder) throws IOException {
        List<String> classes = generator.classes().isEmpty() ? List.of("") : generator.classes();
        try (Progress progress = new Progress("augmenting", quiet)) {
            for (int label = 0; label < classes.size() && !Interruption.requested(); label++) {
                String name = classes.get(label);
                int before = label * perClass;
                int[] kept = {0};
                Tally tally = sampling.draw(
                        generator.classes().isEmpty() ? OptionalInt.empty() : OptionalInt.of(label),
                        new RejectionSampling.Sink() {
                            @Override
                            public void keep(Kept picture) throws IOException {
                                folder.add(
                                        name,
                                        picture.number(),
                                        picture.picture(),
                                        metadata(name, picture),
                                        about(picture));
                                progress.at(before + ++kept[0], (long) classes.size() * perClass);
                            }

                            @Override
                            public boolean stopRequested() {
                                return Interruption.requested();
                            }
                        });
                tallies.put(name, tally);
            }
        }
    }

    private List<String> about(Kept picture) {
        return List.of(
                Long.toString(seed),
                Integer.toString(picture.number()),
                String.format(Locale.ROOT, "%.4f", picture.novelty()),
                picture.realness().isPresent()
                        ? String.format(Locale.ROOT, "%.4f", picture.realness().getAsDouble())
                        : "");
    }

    private Map<String, String> metadata(String className, Kept picture) {
        Map<String, String> text = new LinkedHashMap<>();
        text.put("Software", "Ganvas " + Main.Version.current());
        text.put("Source", "generated picture");
        text.put("ganvas:model", String.valueOf(model.getFileName()));
        text.put("ganvas:seed", Long.toString(seed));
        text.put("ganvas:number", Integer.toString(picture.number()));
        if (!className.isEmpty()) {
            text.put("ganvas:class", className);
        }
        return text;
    }

    private void report(int kept) {
        for (Map.Entry<String, Tally> entry : tallies.entrySet()) {
            String name = entry.getKey().isEmpty() ? "pictures" : entry.getKey();
            Tally tally = entry.getValue();
            output.say(String.format(Locale.ROOT, "%s: %s", name, words(tally)));
            if (tally.kept() < perClass) {
                output.note(String.format(
                        Locale.ROOT,
                        "Warning: %s: only %,d of %,d wanted pictures passed in %,d draws; a better model, %s or more real"
                                + " pictures would help.",
                        name,
                        tally.kept(),
                        perClass,
                        tally.drawn(),
                        tally.refused(Refusal.UNREAL) > tally.drawn() / 2 ? "a lower --least-real" : "another --seed"));
            }
        }
        if (kept == 0) {
            output.note("ganvas: no picture passed, so that nothing was written to " + out + ".");
        }
    }

    private static String words(Tally tally) {
        return String.format(
                Locale.ROOT,
                "%,d drawn, %,d kept; refused: %,d copies of training pictures, %,d unreal, %,d not recognised, %,d"
                        + " near-duplicates",
                tally.drawn(),
                tally.kept(),
                tally.refused(Refusal.COPY),
                tally.refused(Refusal.UNREAL),
                tally.refused(Refusal.OTHER_CLASS),
                tally.refused(Refusal.REPEAT));
    }

    private Map<String, Object> result(int kept) {
        List<Map<String, Object>> classes = new ArrayList<>();
        tallies.forEach((name, tally) -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("class", name);
            fields.put("drawn", tally.drawn());
            fields.put("kept", tally.kept());
            for (Refusal refusal : Refusal.values()) {
                fields.put("refused_" + refusal.name().toLowerCase(Locale.ROOT), tally.refused(refusal));
            }
            classes.add(fields);
        });
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("pictures", kept);
        result.put("folder", out.toString());
        result.put("classes", classes);
        return result;
    }
}
