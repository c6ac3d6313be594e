package dev.ganvas.cli;

import dev.ganvas.batch.FileBatch;
import dev.ganvas.cli.option.SaliencyOptions;
import dev.ganvas.cli.terminal.Interruption;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.error.UsageException;
import dev.ganvas.explain.saliency.BlackBox;
import dev.ganvas.explain.saliency.Faithfulness;
import dev.ganvas.explain.saliency.HeatMap;
import dev.ganvas.explain.saliency.Saliency;
import dev.ganvas.explain.saliency.SaliencyMap;
import dev.ganvas.explain.saliency.SaliencyMethod;
import dev.ganvas.features.DifferentiableClassifier;
import dev.ganvas.features.TrainedFeatures;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.random.Seed;
import dev.ganvas.vision.Classifier;
import dev.ganvas.vision.Prediction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What {@code explain} says of a classifier: where it looked in each picture, and what speaks against its answer. */
record AnswerExplanation(
        Path model, Path out, SaliencyOptions options, Optional<String> className, long seedNumber, Output output) {
    private static final String PNG = ".png";
    private static final int NAMED = 3;
    private static final int GAP = 4;

    int explain(List<Path> images) throws IOException {
        if (images.isEmpty()) {
            throw new UsageException(
                    model + " is a classifier; name the pictures whose answers are to be explained: ganvas"
                            + " explain " + model + " IMAGE --out OUT");
        }
        boolean answersOnly = AnswersOnly.is(model);
        SaliencyMethod method = options.method(answersOnly);
        if (answersOnly) {
            options.refuseInside();
        }
        FileBatch batch = FileBatch.of(images, out, FileBatch.Rename.extension("png"));
        if (!batch.jobs().get(0).output().toString().toLowerCase(Locale.ROOT).endsWith(PNG)) {
            throw new UsageException("--out " + out + " must end in .png, or be a folder");
        }
        try (Classifier classifier = classifier(answersOnly);
                CounterEvidence against = classifier instanceof DifferentiableClassifier ours
                        ? CounterEvidence.of(options, ours, seed(), output)
                        : null;
                Interruption interruption = Interruption.of(
                        output, "Interrupted; what was written is whole.", "Stopping after this picture ...")) {
            Saliency saliency = saliency(classifier);
            className.ifPresent(name -> label(classifier, name));
            List<Map<String, Object>> results = new ArrayList<>();
            FileBatch.Result result = batch.run(
                    job -> {
                        Map<String, Object> one = explain(saliency, method, job, Optional.ofNullable(against));
                        results.add(one);
                        return one.get("class").toString();
                    },
                    false,
                    new Listener(output),
                    Interruption::requested);
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("pictures", results);
            Map<String, String> failed = new LinkedHashMap<>();
            result.failed().forEach((file, reason) -> failed.put(file.toString(), reason));
            fields.put("failed", failed);
            fields.put("interrupted", result.interrupted());
            output.result(fields);
            return Main.code(result);
        }
    }

    private record Listener(Output output) implements FileBatch.Listener {
        @Override
        public void failed(FileBatch.Job job, String reason) {
            output.warn(reason.startsWith(job.input().toString()) ? reason : job.input() + ": " + reason);
        }
    }

    private Saliency saliency(Classifier classifier) {
        if (!(classifier instanceof DifferentiableClassifier ours)) {
            return Saliency.of(BlackBox.of(classifier));
        }
        options.layer().filter(name -> !ours.layers().contains(name)).ifPresent(name -> {
            throw new UsageException(
                    "There is no layer '" + name + "'; this network has " + String.join(", ", ours.layers()) + ".");
        });
        return Saliency.of(ours);
    }

    /** Opens the model: one of ours so that its layers can be seen. */
    private Classifier classifier(boolean answersOnly) throws IOException {
        if (answersOnly) {
            return AnswersOnly.open(model);
        }
        TrainedFeatures features = TrainedFeatures.open(model);
        if (features.classes().isEmpty()) {
            features.close();
            throw new UsageException(
                    model + " learned without labels and tells no classes apart, so there is no answer to explain.");
        }
        return features;
    }

    static int label(Classifier classifier, String name) {
        int label = classifier.classes().indexOf(name);
        if (label < 0) {
            throw new UsageException("There is no class '" + name + "'; this classifier has "
                    + String.join(", ", classifier.classes()) + ".");
        }
        return label;
    }

    private Seed seed() {
        return Seed.of(seedNumber);
    }

    private Map<String, Object> explain(
            Saliency saliency, SaliencyMethod method, FileBatch.Job job, Optional<CounterEvidence> against)
            throws IOException {
        Picture picture = PictureDecoder.decode(job.input());
        List<String> classes = saliency.classifier().classes();
        Picture seen = saliency.classifier().seen(picture);
        Prediction answer = saliency.classifier().predict(List.of(seen)).get(0);
        int label = className.map(classes::indexOf).orElse(answer.label());
        SaliencyMap map = saliency.map(seen, label, method, options.layer(), seed());
        Faithfulness.Compared figures = Faithfulness.compared(saliency.classifier(), seen, label, map, seed());
        Origin origin = Origin.of(Origin.Kind.saidBy(Files.readAllBytes(job.input())))
                .by(Main.Version.current())
                .with("model", String.valueOf(model.getFileName()))
                .with("method", method.label())
                .with("class", classes.get(label));
        Pictures.writePng(
                job.output(), Pictures.grid(List.of(HeatMap.shown(seen), HeatMap.over(seen, map)), 2, GAP), origin);
        Path raw = beside(job.output(), "map");
        Pictures.writePng(raw, map.toPicture(), origin);
        output.say(job.input() + ": "
                + answer.best(Math.min(NAMED, classes.size())).stream()
                        .map(one -> String.format(Locale.ROOT, "%s %.3f", one.name(), one.probability()))
                        .collect(Collectors.joining(", ")));
        sayFigures(method, classes.get(label), figures);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("picture", job.input().toString());
        fields.put("answer", answer.best().name());
        fields.put("class", classes.get(label));
        fields.put("probability", answer.probabilities().get(label));
        fields.put("method", method.label());
        fields.put("overlay", job.output().toString());
        fields.put("map", raw.toString());
        fields.put("faithfulness", figures.map());
        fields.put("chance", figures.chance());
        if (against.isPresent()) {
            fields.putAll(against.get().of(picture, answer.label(), origin, job.output()));
        }
        return fields;
    }

    /** Name of a further file about the same picture. */
    static Path beside(Path file, String what) {
        return file.resolveSibling(
                String.valueOf(file.getFileName()).replaceFirst("(?i)\\.png$", "") + "-" + what + PNG);
    }

    private void sayFigures(SaliencyMethod method, String name, Faithfulness.Compared figures) {
        output.say(String.format(
                Locale.ROOT,
                "  %s for %s:  deletion %.3f (chance %.3f, less is better)  insertion %.3f (%.3f, more)  ROAD %+.3f (%+.3f,"
                        + " more)  better than chance in %d of 3",
                method.label(),
                name,
                figures.map().deletion(),
                figures.chance().deletion(),
                figures.map().insertion(),
                figures.chance().insertion(),
                figures.map().road(),
                figures.chance().road(),
                figures.wins()));
    }
}
