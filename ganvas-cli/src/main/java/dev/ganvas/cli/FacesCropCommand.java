package dev.ganvas.cli;

import dev.ganvas.batch.FileBatch;
import dev.ganvas.cli.option.FaceOptions;
import dev.ganvas.cli.option.InputFiles;
import dev.ganvas.cli.terminal.Interruption;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.usage.OnDevice;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.faces.FaceAlignment;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.vision.Face;
import dev.ganvas.vision.FaceDetector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@OnDevice
@Command(
        name = "crop",
        description =
                "Cuts out the largest face of each picture, turned upright, to learn from ('ganvas train --task identity').",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:  ganvas faces crop people --out people-cropped"})
final class FacesCropCommand implements Callable<Integer> {
    @Mixin
    private InputFiles inputs;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder for the faces, where folders are mirrored.")
    private Path out;

    @Mixin
    private FaceOptions faces;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        FileBatch batch = FileBatch.of(inputs.paths(), out, FileBatch.Rename.extension("png"));
        List<FaceDetector> detectors = faces.detectors();
        try (Interruption interruption =
                Interruption.of(output, "Interrupted; what was written is whole.", "Stopping after this picture ...")) {
            FileBatch.Result result = batch.run(
                    job -> crop(job, detectors), false, new FacesDetectCommand.Lines(output), Interruption::requested);
            output.result(Map.of("written", result.done(), "failed", FacesDetectCommand.Lines.failed(result)));
            return Main.code(result);
        } finally {
            detectors.forEach(FaceDetector::close);
        }
    }

    private String crop(FileBatch.Job job, List<FaceDetector> detectors) throws IOException {
        Picture picture = faces.picture(job.input());
        List<Face> found = new ArrayList<>();
        detectors.forEach(detector -> found.addAll(detector.find(picture)));
        Face largest = found.stream()
                .max(Comparator.comparingDouble(face -> face.width() * face.height()))
                .orElseThrow(() -> new MalformedFileException(job.input(), "no face was found in it"));
        Pictures.writePng(job.output(), FaceAlignment.of(picture, largest), Origin.real());
        return job.output().toString();
    }
}
