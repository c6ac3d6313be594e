package dev.ganvas.bench.recognition;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.batch.FileBatch;
import dev.ganvas.bench.result.BenchFolders;
import dev.ganvas.bench.result.MachineLoad;
import dev.ganvas.bench.result.ResultFile;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.error.EngineException;
import dev.ganvas.error.Require;
import dev.ganvas.features.TrainedFeatures;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.onnx.OnnxClassifier;
import dev.ganvas.recognize.Recognition;
import dev.ganvas.vision.Classifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench recognition}: picture files to answers as JSON, beside the network alone. */
@Command(
        name = "recognition",
        description = "Times recognising picture files, and the network alone on the same pictures, in turns.",
        showDefaultValues = true)
public final class RecognitionCommand implements Callable<Integer> {
    private static final int BLOCK = 32;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Parameters(paramLabel = "DIR", description = "A folder of pictures; all of them are held in memory as well.")
    private Path data;

    @Option(names = "--model", defaultValue = "cifar10-classifier", description = "A classifier.")
    private Path model;

    @Option(
            names = "--onnx",
            description = "The same network as 'ganvas export --to onnx' writes it, to run by ONNX Runtime as well.")
    private Optional<Path> onnx;

    @Option(names = "--threads", defaultValue = "2", description = "Threads that the network has.")
    private int threads;

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds of each, after one to warm up.")
    private int rounds;

    @Option(names = "--name", defaultValue = "recognition", description = "Name of the result file, without .json.")
    private String name;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Require.within(rounds, 1, 1000, "--rounds");
        BenchFolders folders = BenchFolders.find();
        PrintWriter out = spec.commandLine().getOut();
        MachineLoad.warn(out);
        try (Threads used = Threads.use(threads);
                TrainedFeatures classifier = TrainedFeatures.open(model);
                OnnxClassifier other = onnx.isPresent() ? OnnxClassifier.open(onnx.get(), threads) : null) {
            RecognitionResult result = measured(classifier, Optional.ofNullable(other));
            new RecognitionSection().keep(ResultFile.of(RecognitionResult.KIND, name, folders, result), folders, out);
        }
        return 0;
    }

    private RecognitionResult measured(TrainedFeatures classifier, Optional<OnnxClassifier> other) throws IOException {
        FileBatch batch = FileBatch.reading(List.of(data));
        List<Picture> seen = new ArrayList<>();
        for (FileBatch.Job job : batch.jobs()) {
            seen.add(classifier.seen(PictureDecoder.decode(job.input())));
        }
        List<Double> files = new ArrayList<>();
        List<Double> network = new ArrayList<>();
        List<Double> runtime = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            boolean counts = round > 0;
            keep(counts, files, seen.size() / seconds(() -> recognise(classifier, batch)));
            keep(counts, network, seen.size() / seconds(() -> predict(classifier, seen)));
            if (other.isPresent()) {
                keep(counts, runtime, seen.size() / seconds(() -> predict(other.get(), seen)));
            }
        }
        return new RecognitionResult(
                String.valueOf(data.toAbsolutePath().getFileName()),
                seen.size(),
                classifier.name(),
                threads,
                median(files),
                median(network),
                other.isPresent() ? median(runtime) : 0);
    }

    private static void keep(boolean counts, List<Double> rates, double rate) {
        if (counts) {
            rates.add(rate);
        }
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) * 1e-9;
    }

    private static void predict(Classifier classifier, List<Picture> pictures) {
        for (int from = 0; from < pictures.size(); from += BLOCK) {
            classifier.predict(pictures.subList(from, Math.min(pictures.size(), from + BLOCK)));
        }
    }

    /** What the command line does with {@code --json}, but for printing it. */
    private static void recognise(Classifier classifier, FileBatch batch) {
        List<Map<String, Object>> answers = new ArrayList<>();
        Recognition.Listener listener = new Recognition.Listener() {
            @Override
            public void recognised(FileBatch.Job job, Picture picture, List<Recognition.Found> found) {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("file", job.input().toString());
                fields.put("found", found);
                answers.add(fields);
            }

            @Override
            public void failed(FileBatch.Job job, String reason) {
                throw new EngineException(reason);
            }
        };
        new Recognition(List.of(classifier), 5, OptionalDouble.empty()).run(batch, listener, () -> false);
        try {
            byte[] json = JSON.writeValueAsBytes(answers);
            Require.that(json.length > 0, "no answer was written");
        } catch (IOException e) {
            throw new EngineException("answers cannot be written as JSON", e);
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
