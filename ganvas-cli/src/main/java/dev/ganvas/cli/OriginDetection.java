package dev.ganvas.cli;

import dev.ganvas.batch.FileBatch;
import dev.ganvas.cli.option.RecognitionOutput;
import dev.ganvas.cli.terminal.Interruption;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.terminal.PhaseBar;
import dev.ganvas.cli.terminal.Shell;
import dev.ganvas.cli.terminal.TrainingDisplay;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.PixelLayout;
import dev.ganvas.data.Sources;
import dev.ganvas.generate.GeneratedSource;
import dev.ganvas.generate.Generator;
import dev.ganvas.random.Seed;
import dev.ganvas.recognize.OriginDetector;
import dev.ganvas.recognize.PictureOrigin;
import dev.ganvas.recognize.learn.ClassifierSettings;
import dev.ganvas.recognize.learn.OriginTraining;
import dev.ganvas.train.RunSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ExitCode;

/** Generated or real: what {@code train --task origin} and {@code recognize --what origin} do. */
record OriginDetection(Output output) {
    private static final Seed DRAWN = Seed.of(0).child("origin");

    /** More pictures teach little more. */
    private static final int MOST_DRAWN = 20_000;

    int train(String data, Path generator, RunSettings run, Path out) throws IOException {
        try (Interruption interruption = Interruption.of(
                        output,
                        "Interrupted before there was anything to save; the same command starts again.",
                        "Stopping; what goes on is finished and saved first ...");
                PictureSource real = Sources.open(data);
                Generator opened = Generator.open(generator);
                GeneratedSource drawn = GeneratedSource.open(generator, each(real, opened), DRAWN);
                PhaseBar bar = new PhaseBar(output)) {
            PixelLayout layout = opened.layout();
            String name = String.valueOf(generator.getFileName());
            Optional<OriginTraining.Result> result = OriginTraining.of(
                            new OriginTraining.Drawn(drawn, name, drawn.weightsSha256(), layout),
                            ClassifierSettings.of(run))
                    .run(real, out, new TrainingDisplay(output, bar, interruption), bar.of("decoding"));
            bar.close();
            if (result.isEmpty()) {
                output.warn("Interrupted and saved; the same command continues the run.");
                return Main.INTERRUPTED;
            }
            output.say(result.get().toText());
            output.say("Model:  " + result.get().model());
            output.say("Next:   "
                    + Shell.ganvas(
                            "recognize",
                            "MY-PICTURES",
                            "--what",
                            "origin",
                            "--model",
                            result.get().model()));
            output.result(result.get().toJson());
            return ExitCode.OK;
        }
    }

    /** As many as there are real ones, of each class alike. */
    private static int each(PictureSource real, Generator generator) {
        int classes = Math.max(1, generator.classes().size());
        return Math.max(1, (Math.min(real.count(), MOST_DRAWN) + classes - 1) / classes);
    }

    /** @param csv whether to print lines for programs */
    int recognize(List<Path> inputs, List<Path> models, boolean csv) throws IOException {
        FileBatch batch = FileBatch.reading(inputs);
        List<OriginDetector> detectors = new ArrayList<>();
        try (Interruption interruption = Interruption.of(output, "Interrupted.", "Stopping after this picture ...")) {
            for (Path model : models) {
                detectors.add(OriginDetector.open(model));
            }
            if (csv) {
                output.say("file,answer,certainty,because");
            }
            List<Map<String, Object>> found = new ArrayList<>();
            FileBatch.Result result = batch.run(
                    job -> {
                        PictureOrigin origin = PictureOrigin.of(job.input(), detectors);
                        output.say(line(job.input(), origin, csv));
                        found.add(fields(job.input(), origin));
                        return origin.answer();
                    },
                    false,
                    new Failed(output),
                    Interruption::requested);
            Map<String, String> failed = new LinkedHashMap<>();
            result.failed().forEach((file, reason) -> failed.put(file.toString(), reason));
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("pictures", found);
            fields.put("failed", failed);
            fields.put("no_pictures", batch.passedOver());
            fields.put("interrupted", result.interrupted());
            output.result(fields);
            return Main.code(result);
        } finally {
            detectors.forEach(OriginDetector::close);
        }
    }

    private static String line(Path file, PictureOrigin origin, boolean csv) {
        String certainty = certainty(origin);
        return csv
                ? String.join(
                        ",",
                        RecognitionOutput.quoted(file.toString()),
                        RecognitionOutput.quoted(origin.answer()),
                        certainty,
                        RecognitionOutput.quoted(origin.because()))
                : file + ": " + origin.answer()
                        + (origin.certainty() == PictureOrigin.Certainty.NONE ? "" : " (" + certainty + ")") + ", "
                        + origin.because();
    }

    private static String certainty(PictureOrigin origin) {
        return origin.certainty().name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> fields(Path file, PictureOrigin origin) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", file.toString());
        fields.put("answer", origin.answer());
        fields.put("certainty", certainty(origin));
        fields.put("because", origin.because());
        return fields;
    }

    private record Failed(Output output) implements FileBatch.Listener {
        @Override
        public void failed(FileBatch.Job job, String reason) {
            output.warn(reason.startsWith(job.input().toString()) ? reason : job.input() + ": " + reason);
        }
    }
}
