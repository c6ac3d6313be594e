package dev.ganvas.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.data.ShapePictures;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.engine.ranks.RankThreads;
import dev.ganvas.engine.ranks.Ranks;
import dev.ganvas.error.EngineException;
import dev.ganvas.error.UsageException;
import dev.ganvas.model.ModelFile;
import dev.ganvas.train.TrainingLoop.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rank 0 tells the others, and what they do. Each computes whole batches here, so all must come to what one does. */
class RankedTrainingTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private static RunSettings settings(String budget) {
        return RunSettings.of(Budget.parse(budget))
                .withSize(32)
                .withPrecision(Precision.FP32)
                .withThreads(1);
    }

    private Training training(RunSettings settings, int pictures) {
        return Training.of(new ShapePictures(pictures), new BrightnessTask(settings))
                .cachedIn(folder.resolve("cache"));
    }

    private Training.Result train(Ranks ranks, RunSettings settings, String run, TrainingListener listener)
            throws IOException {
        return training(settings, 40).among(ranks).start(folder.resolve(run), listener, ProgressListener.NONE);
    }

    private String weights(String run) throws IOException {
        return ModelFile.read(folder.resolve(run).resolve("last.ganvas")).weightsSha256();
    }

    /** And whichever of them is asked to stop, all do, and go on later to the same weights. */
    @Test
    void allRanksEndAlikeAndOnlyTheFirstWrites() throws IOException {
        training(settings("400 images"), 40).start(folder.resolve("alone"), new Notes(), ProgressListener.NONE);
        List<Training.Result> results = RankThreads.each(
                3, Training.Result.class, ranks -> train(ranks, settings("400 images"), "run", new Notes()));
        assertThat(results).containsOnly(results.get(0));
        assertThat(results.get(0).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(results.get(0).images()).isEqualTo(400);
        assertThat(weights("run")).isEqualTo(weights("alone"));
        assertThat(JSON.readTree(folder.resolve("run/run.json").toFile())
                        .path("resolved")
                        .path("ranks")
                        .asInt())
                .isEqualTo(3);
        assertThat(JSON.readTree(folder.resolve("run/run.json").toFile())
                        .path("resolved")
                        .path("exchange")
                        .asText())
                .isEqualTo("fp32");
        List<Training.Result> stopped = RankThreads.each(2, Training.Result.class, ranks -> {
            int asked = ranks.place().rank();
            return train(ranks, settings("400 images"), "parts", new TrainingListener() {
                private int asks;

                @Override
                public boolean stopRequested() {
                    return asked == 1 && ++asks > 15;
                }
            });
        });
        assertThat(stopped).extracting(Training.Result::outcome).containsOnly(Outcome.INTERRUPTED);
        assertThat(stopped.get(0).images()).isBetween(1L, 399L);
        RankThreads.each(2, Training.Result.class, ranks -> train(ranks, settings("400 images"), "parts", new Notes()));
        assertThat(weights("parts")).isEqualTo(weights("alone"));
    }

    /** The plan is made by the first alone; a plan by time would otherwise be another on each. */
    @Test
    void aTimeBudgetIsPlannedOnce() {
        List<Training.Result> results = RankThreads.each(
                2, Training.Result.class, ranks -> train(ranks, settings("1s"), "run", new TrainingListener() {}));
        assertThat(results.get(0).images()).isEqualTo(results.get(1).images()).isPositive();
    }

    @Test
    void otherPicturesAndOtherSettingsAreRefusedByName() {
        List<Object> pictures = RankThreads.outcomes(
                2, ranks -> training(settings("400 images"), 40 + ranks.place().rank())
                        .among(ranks)
                        .start(folder.resolve("a")));
        assertThat(pictures).allSatisfy(outcome -> assertThat((Throwable) outcome)
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Rank 1 has other pictures"));
        List<Object> seeds = RankThreads.outcomes(2, ranks -> training(
                        settings("400 images").withSeed(ranks.place().rank()), 40)
                .among(ranks)
                .start(folder.resolve("b")));
        assertThat(seeds).allSatisfy(outcome -> assertThat((Throwable) outcome)
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Rank 1 has another setting of seed (1) than rank 0 (0)"));
    }

    @Test
    void aFailureOfOneEndsAll() {
        List<Object> outcomes = RankThreads.outcomes(
                2,
                ranks -> train(ranks, settings("400 images"), "run", new TrainingListener() {
                    @Override
                    public void progressed(Progress progress) {
                        if (progress.images() >= 80) {
                            throw new EngineException("no memory");
                        }
                    }
                }));
        assertThat((Throwable) outcomes.get(0)).hasMessage("no memory");
        assertThat((Throwable) outcomes.get(1)).hasMessageContaining("Rank 0 has failed");
    }
}
