package dev.ganvas.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.PictureChoice;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.error.Require;
import dev.ganvas.image.Channels;
import dev.ganvas.image.PictureSize;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a person may choose about every training, whatever is trained; what is absent is chosen for them.
 *
 * @param pictures their size, how they come to it, and their channels
 * @param budget how long to train
 * @param seed names the run: same data, settings, machine, threads and seed give the same weights
 * @param precision by default the faster one, measured
 * @param threads by default one a processor
 * @param from a model whose weights to begin with
 * @param licence the terms of the pictures, for the model's card
 */
public record RunSettings(
        PictureChoice pictures,
        Budget budget,
        long seed,
        Optional<Precision> precision,
        OptionalInt threads,
        Optional<Path> from,
        Optional<String> licence) {
    /** What a setting is called whose value is chosen by measurement. */
    public static final String AUTO = "auto";

    public RunSettings {
        threads.ifPresent(t -> Require.within(t, 1, 1024, "threads"));
    }

    /** Seed 1, and all else chosen by pictures and machine. */
    public static RunSettings of(Budget budget) {
        return new RunSettings(
                PictureChoice.AUTO,
                budget,
                1,
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Pictures of {@code side} x {@code side} pixels, and what else is chosen about them. */
    public RunSettings withSize(int side) {
        return withPictures(pictures.withSize(PictureSize.square(side)));
    }

    public RunSettings withPictures(PictureChoice choice) {
        return new RunSettings(choice, budget, seed, precision, threads, from, licence);
    }

    public RunSettings withBudget(Budget other) {
        return new RunSettings(pictures, other, seed, precision, threads, from, licence);
    }

    public RunSettings withSeed(long newSeed) {
        return new RunSettings(pictures, budget, newSeed, precision, threads, from, licence);
    }

    public RunSettings withPrecision(Precision chosen) {
        return new RunSettings(pictures, budget, seed, Optional.of(chosen), threads, from, licence);
    }

    public RunSettings withThreads(int count) {
        return new RunSettings(pictures, budget, seed, precision, OptionalInt.of(count), from, licence);
    }

    /** Begins with the weights of {@code model}, as far as they fit. */
    public RunSettings from(Path model) {
        return new RunSettings(pictures, budget, seed, precision, threads, Optional.of(model), licence);
    }

    void describe(ObjectNode settings) {
        settings.put("size", pictures.size().map(PictureSize::toString).orElse(AUTO));
        settings.put("fit", pictures.fit().toString());
        settings.put("channels", pictures.channels().map(Channels::toString).orElse(AUTO));
        settings.put("budget", budget.toString());
        settings.put("seed", seed);
        settings.put("precision", precision.map(Precision::toString).orElse(AUTO));
        settings.put("threads", text(threads));
        settings.put("from", from.map(Path::toString).orElse("none"));
    }

    private static String text(OptionalInt value) {
        return value.isPresent() ? Integer.toString(value.getAsInt()) : AUTO;
    }
}
