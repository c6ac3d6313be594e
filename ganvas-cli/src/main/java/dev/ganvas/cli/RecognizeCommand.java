package dev.ganvas.cli;

import dev.ganvas.batch.FileBatch;
import dev.ganvas.cli.option.InputFiles;
import dev.ganvas.cli.option.PulledOptions;
import dev.ganvas.cli.option.RecognitionOutput;
import dev.ganvas.cli.terminal.Interruption;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.terminal.PhaseBar;
import dev.ganvas.cli.usage.Group;
import dev.ganvas.cli.usage.InGroup;
import dev.ganvas.cli.usage.OnDevice;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.error.UsageException;
import dev.ganvas.recognize.Recognition;
import dev.ganvas.recognize.RecognitionModels;
import dev.ganvas.recognize.RecognitionModels.Subject;
import dev.ganvas.vision.Calibration;
import dev.ganvas.vision.Classifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@InGroup(Group.UNDERSTAND)
@OnDevice
@Command(
        name = "recognize",
        description = "Says what is in pictures, and how sure that is.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:  ganvas recognize photos --model my-run/best.ganvas --csv"})
final class RecognizeCommand implements Callable<Integer> {
    @Mixin
    private InputFiles inputs;

    /** What is to be recognised. */
    enum What {
        objects,
        scenes,
        all,
        origin,
        text
    }

    @Option(
            names = "--what",
            description =
                    "objects, scenes or all: which of the models that ship to ask (default: objects). text: what is written in"
                            + " the pictures, at any angle, Chinese and Latin. origin: whether a picture is generated, by what its"
                            + " file says, and by the detectors of --model ('ganvas train --task origin'). For plates: ganvas"
                            + " plates.")
    private Optional<What> what;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description =
                    "Instead: a classifier of your own ('ganvas train --task classify'), or an ONNX file with its contract beside"
                            + " it; may be given more than once.")
    private List<Path> models = new ArrayList<>();

    @Option(names = "--top", defaultValue = "5", description = "Classes to name (default: ${DEFAULT-VALUE}).")
    private int top;

    @Option(
            names = "--threshold",
            paramLabel = "P",
            description = "0 to 1: below this probability of the best class, the picture is none of these (default: the"
                    + " model's, which 95 %% of the pictures it was calibrated by reach).")
    private Optional<Double> threshold;

    @Mixin
    private RecognitionOutput results;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        if (what.filter(asked -> asked == What.origin).isPresent()) {
            return origin();
        }
        if (what.isPresent() && !models.isEmpty()) {
            throw new UsageException("--what names models that ship, --model one of your own; give one of the two.");
        }
        if (top < 1) {
            throw new UsageException("--top must be at least 1, not " + top + ".");
        }
        if (what.isPresent() && what.get() == What.text) {
            return text();
        }
        FileBatch batch = results.batch(inputs);
        try (Threads threads = Threads.use(Runtime.getRuntime().availableProcessors());
                RecognitionModels opened = opened();
                Interruption interruption =
                        Interruption.of(output, "Interrupted.", "Stopping after these pictures ...");
                PhaseBar bar = new PhaseBar(output)) {
            opened.classifiers().forEach(this::sayHowSure);
            Recognition recognition = new Recognition(
                    opened.classifiers(),
                    top,
                    threshold.isPresent() ? OptionalDouble.of(threshold.get()) : OptionalDouble.empty());
            FileBatch.Result result =
                    recognition.run(batch, results.listener(output, bar.of("recognising")), Interruption::requested);
            bar.close();
            results.end(output, batch, result);
            return Main.code(result);
        }
    }

    private int origin() throws IOException {
        if (threshold.isPresent() || results.isDrawn()) {
            throw new UsageException("--threshold and --draw are about classes; leave them out with --what origin.");
        }
        if (results.isCsv() && output.isJson()) {
            throw new UsageException("--csv and --json are two forms of the same; give one of them.");
        }
        try (Threads threads = Threads.use(Runtime.getRuntime().availableProcessors())) {
            return new OriginDetection(output).recognize(inputs.paths(), models, results.isCsv());
        }
    }

    private int text() throws IOException {
        if (threshold.isPresent() || results.isCsv()) {
            throw new UsageException(
                    "--threshold and --csv are for classes; text is printed line by line, or as --json.");
        }
        return new TextRecognition(output).run(results.batch(inputs));
    }

    private RecognitionModels opened() throws IOException {
        if (!models.isEmpty()) {
            return RecognitionModels.of(PulledOptions.resolved(models), AnswersOnly::orOurs);
        }
        What asked = what.orElse(What.objects);
        return RecognitionModels.shipped(
                asked == What.all
                        ? List.of(Subject.values())
                        : List.of(Subject.valueOf(asked.name().toUpperCase(Locale.ROOT))));
    }

    private void sayHowSure(Classifier classifier) {
        if (classifier.calibration().equals(Calibration.NONE)) {
            output.note(classifier.name()
                    + " is not calibrated: its confidences are too high, and it has no threshold of" + " its own");
        }
    }
}
