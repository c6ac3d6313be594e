package dev.ganvas.cli.quickstart;

import dev.ganvas.data.PictureSource;
import dev.ganvas.data.Sources;
import dev.ganvas.explain.saliency.Faithfulness;
import dev.ganvas.explain.saliency.HeatMap;
import dev.ganvas.explain.saliency.Saliency;
import dev.ganvas.explain.saliency.SaliencyMap;
import dev.ganvas.explain.saliency.SaliencyMethod;
import dev.ganvas.features.TrainedFeatures;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.page.Html;
import dev.ganvas.page.Page;
import dev.ganvas.random.Seed;
import dev.ganvas.recognize.learn.ClassifierSettings;
import dev.ganvas.train.Budget;
import dev.ganvas.train.RunSettings;
import dev.ganvas.train.Training;
import dev.ganvas.train.TrainingLoop;
import dev.ganvas.vision.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Pictures recognised by a classifier that learns them here in some seconds, each with the map that says why.
 *
 * @param budget of the training
 * @param trainer trains it
 */
public record RecognitionScene(Budget.Time budget, FacesScene.Trainer trainer) implements Scene {
    private static final String LEARNED = "toybox?n=400&size=32";
    private static final String SHOWN = "toybox?n=4&size=32&seed=9";
    private static final int SIDE = 32;

    /** The narrowest, which learns most in a short time. */
    private static final int WIDTH = 24;

    private static final Seed SEED = Seed.of(1);

    @Override
    public boolean play(Stage stage) throws IOException {
        stage.output()
                .note("Training a classifier of four kinds of pictures for "
                        + budget.duration().toSeconds() + " seconds ...");
        ClassifierSettings settings = new ClassifierSettings(
                RunSettings.of(budget).withSize(SIDE), OptionalInt.empty(), OptionalInt.of(WIDTH));
        Training.Result run = trainer.train(LEARNED, settings, stage.folder().resolve("recognize"));
        if (run.outcome() == TrainingLoop.Outcome.INTERRUPTED) {
            return false;
        }
        List<Html> figures = new ArrayList<>();
        try (TrainedFeatures classifier = TrainedFeatures.open(run.best());
                PictureSource toys = Sources.open(SHOWN)) {
            Saliency saliency = Saliency.of(classifier);
            for (int i = 0; i < toys.count(); i++) {
                figures.add(figure(stage, saliency, toys.read(i), i));
            }
        }
        stage.result().put("classifier", run.best().toString());
        stage.suggest(
                "Train on classes of your own", "train", "MY-FOLDERS", "--task", "classify", "--out", "my-classes");
        stage.suggest("Recognise pictures", "recognize", "MY-PICTURES", "--model", "my-classes/best.ganvas");
        stage.suggest("See why", "explain", "my-classes/best.ganvas", "IMAGE", "--out", "why.png");
        stage.show("Recognised, and why", Html.tag("div").with("class", "pair").of(figures));
        return true;
    }

    private static Html figure(Stage stage, Saliency saliency, Picture picture, int number) throws IOException {
        Picture seen = saliency.classifier().seen(picture);
        Prediction answer = saliency.classifier().predict(List.of(seen)).get(0);
        SaliencyMap map = saliency.map(seen, answer.label(), SaliencyMethod.OCCLUSION, Optional.empty(), SEED);
        int wins = Faithfulness.compared(saliency.classifier(), seen, answer.label(), map, SEED)
                .wins();
        String name = String.format(
                Locale.ROOT, "%s, %.0f %%", answer.best().name(), answer.best().probability() * 100);
        Path file = stage.folder().resolve("recognised-" + number + ".png");
        Pictures.writePng(
                file,
                Pictures.grid(List.of(HeatMap.shown(seen), HeatMap.over(seen, map)), 2, 2),
                Origin.real().by(stage.version()));
        stage.result().put("recognised_" + number, file.toString());
        return Html.tag("figure")
                .of(
                        Html.tag("h3").of(name),
                        Page.picture(file, "A picture, and where the classifier looked for: " + name)
                                .of(),
                        Html.tag("figcaption")
                                .of("Bright is what the answer rests on: covered, it falls. Better than chance in "
                                        + wins + " of 3 tests."));
    }
}
