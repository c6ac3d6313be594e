package dev.ganvas.cli.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ganvas.cli.terminal.PhaseBar;
import dev.ganvas.cli.terminal.Shell;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.Sources;
import dev.ganvas.evaluate.Evaluation;
import dev.ganvas.evaluate.EvaluationExtractors;
import dev.ganvas.generate.Generator;
import dev.ganvas.generate.GeneratorEvaluation;
import dev.ganvas.generate.latent.Interpolation;
import dev.ganvas.generate.learn.GanSettings;
import dev.ganvas.image.Animation;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.model.ModelFile;
import dev.ganvas.page.Html;
import dev.ganvas.page.Numbers;
import dev.ganvas.page.Page;
import dev.ganvas.random.Seed;
import dev.ganvas.train.Budget;
import dev.ganvas.train.RunSettings;
import dev.ganvas.train.Training;
import dev.ganvas.train.TrainingLoop;
import dev.ganvas.train.TrainingTask;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * New faces: at once from a generator that ships, then from one that is trained here, both side by side.
 *
 * @param budget of the training here
 * @param trainer trains it
 */
public record FacesScene(Budget.Time budget, Trainer trainer) implements Scene {
    /** A generator of Toybox faces of 64 px that trained for an hour; it ships. */
    private static final String SHIPPED = "toybox-faces";

    /** One class: in two minutes a generator learns faces well, and four kinds of things at once only roughly. */
    private static final String DATA = "toybox:face";

    private static final String RUN = "run";

    private static final int SIZE = 32;
    private static final int CELLS = 64;
    private static final int COLUMNS = 8;
    private static final int EVALUATED = 2000;
    private static final int WALK_POINTS = 4;
    private static final int WALK_STEPS = 12;
    private static final int WALK_MILLIS = 80;
    private static final Seed SEED = Seed.of(1);
    private static final String TITLE = "Faces that nobody painted";

    /** Trains with progress shown and Ctrl-C deferred. */
    @FunctionalInterface
    public interface Trainer {
        Training.Result train(String data, TrainingTask<?> task, Path folder) throws IOException;
    }

    @Override
    public boolean play(Stage stage) throws IOException {
        Html shipped = shipped(stage);
        suggest(stage);
        stage.show(TITLE, pair(shipped, waiting()));
        stage.output().note("Drew " + CELLS + " faces with the generator that ships; open " + stage.page());
        stage.output().note("Training a generator of the built-in cartoon faces for " + inWords() + " ...");
        GanSettings settings = GanSettings.of(RunSettings.of(budget).withSize(SIZE));
        Training.Result run = trainer.train(DATA, settings, stage.folder().resolve(RUN));
        if (run.outcome() == TrainingLoop.Outcome.INTERRUPTED) {
            return false;
        }
        stage.show(TITLE, pair(shipped, own(stage, run)));
        return true;
    }

    private String inWords() {
        Duration time = budget.duration();
        boolean minutes = time.toSeconds() % 60 == 0;
        long count = minutes ? time.toMinutes() : time.toSeconds();
        return count + (minutes ? " minute" : " second") + (count == 1 ? "" : "s");
    }

    private static Html shipped(Stage stage) throws IOException {
        Path grid = stage.folder().resolve("shipped.png");
        Path walk = stage.folder().resolve("shipped.gif");
        Origin origin = Origin.generated().by(stage.version()).with("model", SHIPPED);
        JsonNode record = ModelFile.read(Path.of(SHIPPED)).origin().record();
        try (Generator generator = Generator.open(Path.of(SHIPPED))) {
            generator.sample(1, SEED); // The first picture waits for what is loaded.
            long began = System.nanoTime();
            List<Picture> faces = generator.sample(CELLS, SEED);
            double seconds = (System.nanoTime() - began) / 1e9;
            Pictures.writePng(grid, Pictures.grid(faces, COLUMNS, 2), origin.with("seed", "1"));
            Animation.steady(
                            generator.draw(Interpolation.loop(
                                    generator.latents(new Generator.Request(WALK_POINTS, SEED, 1, OptionalInt.empty())),
                                    WALK_STEPS)),
                            WALK_MILLIS)
                    .write(walk, origin);
            stage.found("draws", Numbers.brief(CELLS / seconds) + " pictures a second at 64 px");
        }
        stage.result().put("shipped_grid", grid.toString());
        return figure(
                "An hour of training",
                Numbers.grouped(record.path("plan").path("totalImages").asLong())
                        + " pictures at 64 px, on two cores. The best generator of this training ships with Ganvas.",
                grid,
                Optional.of(walk));
    }

    private Html waiting() {
        return Html.tag("figure").of(Page.note("Training for " + inWords() + ". Load this page again then."));
    }

    private Html own(Stage stage, Training.Result run) throws IOException {
        Path grid = stage.folder().resolve("grid.png");
        try (Generator generator = Generator.open(run.best());
                PictureSource toys = Sources.open(DATA);
                EvaluationExtractors extractors = EvaluationExtractors.randomAlone();
                PhaseBar bar = new PhaseBar(stage.output())) {
            Pictures.writePng(
                    grid,
                    Pictures.grid(generator.sample(CELLS, SEED), COLUMNS, 2),
                    Origin.generated()
                            .by(stage.version())
                            .with("model", run.best().getFileName().toString())
                            .with("seed", "1"));
            Evaluation evaluation = new GeneratorEvaluation(generator, EVALUATED, Seed.of(0), bar)
                    .against(new GeneratorEvaluation.Reals(toys, Optional.empty()), extractors)
                    .evaluation();
            bar.close();
            tell(stage, run, grid, evaluation);
        }
        foundByTraining(stage, run);
        return figure(
                capitalised(inWords()) + " on this machine",
                Numbers.grouped(run.images()) + " pictures shown at " + SIZE + " px.",
                grid,
                Optional.empty());
    }

    private static void tell(Stage stage, Training.Result run, Path grid, Evaluation evaluation) {
        stage.result()
                .put("model", run.best().toString())
                .put("grid", grid.toString())
                .put("report", run.report().toString())
                .setAll(evaluation.toJson());
        stage.output().say(evaluation.foremost().figures().stripTrailing());
        stage.output().say("Memorisation: " + evaluation.memorisation().words() + "; variety: " + evaluation.variety());
        stage.output().say("What these figures mean: " + Shell.ganvas("evaluate", run.best(), DATA));
        stage.output().say("How the training went:   " + run.report());
    }

    private void foundByTraining(Stage stage, Training.Result run) throws IOException {
        JsonNode record = ModelFile.read(run.best()).origin().record();
        JsonNode resolved = record.path("resolved");
        JsonNode machine = record.path("machine");
        double second = run.images() / (double) budget.duration().toSeconds();
        stage.found(
                "processor",
                machine.path("processor").asText() + ", "
                        + machine.path("processors").asInt() + " logical processors");
        stage.found(
                "precision",
                resolved.path("precision").asText() + ": "
                        + resolved.path("precision_reason").asText());
        stage.found(
                "trains",
                Numbers.brief(second) + " pictures a second at " + SIZE + " px, evaluations included; about "
                        + Numbers.brief(second * Duration.ofHours(1).toSeconds()) + " in an hour");
    }

    private static void suggest(Stage stage) {
        stage.suggest("More faces, as files", "generate", SHIPPED, "--out", "faces", "-n", CELLS, "--grid");
        stage.suggest("A walk from face to face", "generate", SHIPPED, "--out", "walk.gif", "--interpolate", 6);
        stage.suggest("What can be changed in a face", "explain", SHIPPED, "--out", "directions");
        stage.suggest("What is in a folder of your own", "data", "inspect", "MY-PICTURES", "--sheet", "sheet.png");
        stage.suggest("Train on it", "train", "MY-PICTURES", "--out", "my-run", "--size", 64, "--budget", "30m");
        stage.suggest("Draw new ones", "generate", "my-run/best.ganvas", "--out", "new-pictures", "-n", 64, "--grid");
    }

    private static Html pair(Html left, Html right) {
        return Html.tag("div").with("class", "pair").of(left, right);
    }

    private static Html figure(String title, String words, Path grid, Optional<Path> walk) throws IOException {
        Html moving = walk.isEmpty()
                ? Html.NOTHING
                : Page.picture(walk.get(), title + ", a walk from face to face")
                        .with("class", "timelapse")
                        .of();
        return Html.tag("figure")
                .of(
                        Html.tag("h3").of(title),
                        Page.picture(grid, title + ": " + CELLS + " generated faces")
                                .of(),
                        Html.tag("figcaption").of(words),
                        moving);
    }

    private static String capitalised(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
