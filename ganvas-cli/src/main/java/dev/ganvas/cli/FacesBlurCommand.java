package dev.ganvas.cli;

import dev.ganvas.batch.FileBatch;
import dev.ganvas.cli.option.FaceOptions;
import dev.ganvas.cli.option.InputFiles;
import dev.ganvas.cli.terminal.Interruption;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.usage.OnDevice;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.faces.FaceBlur;
import dev.ganvas.faces.FaceCover;
import dev.ganvas.plates.PlateFinder;
import dev.ganvas.vision.FaceDetector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@OnDevice
@Command(
        name = "blur",
        description = {
            "Makes the faces of pictures unreadable, and looks again whether one is still found.",
            "Metadata, which may hold a preview and a place, is left out but for colours. No detector finds every face: look"
                    + " at the results before you publish them."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:  ganvas faces blur photos --out published"})
final class FacesBlurCommand implements Callable<Integer> {
    @Mixin
    private InputFiles inputs;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the results.")
    private Path out;

    @Option(
            names = "--cover",
            paramLabel = "pixels|fill",
            defaultValue = "pixels",
            description = "pixels: six flat squares a side; fill: one colour (default: ${DEFAULT-VALUE}).")
    private String cover;

    @Option(names = "--plates", description = "Make licence plates unreadable, too.")
    private boolean plates;

    @Mixin
    private FaceOptions faces;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        FaceCover how = FaceCover.parse(cover);
        FileBatch batch = FileBatch.of(inputs.paths(), out, FileBatch.Rename.WRITTEN);
        List<FaceDetector> detectors = new ArrayList<>(faces.detectors());
        if (plates) {
            detectors.add(new PlatesToCover(PlateFinder.open()));
        }
        List<Map<String, Object>> done = new ArrayList<>();
        try (Interruption interruption = Interruption.of(
                        output, "Interrupted; what was written is whole.", "Stopping after this picture ...");
                Threads threads = Threads.use(Runtime.getRuntime().availableProcessors())) {
            FaceBlur blur = new FaceBlur(detectors, how);
            FileBatch.Result result = batch.run(
                    job -> of(job, blur, done), false, new FacesDetectCommand.Lines(output), Interruption::requested);
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("pictures", done);
            fields.put("failed", FacesDetectCommand.Lines.failed(result));
            output.result(fields);
            return Main.code(result);
        } finally {
            detectors.forEach(FaceDetector::close);
        }
    }

    private String of(FileBatch.Job job, FaceBlur blur, List<Map<String, Object>> done) throws IOException {
        FaceBlur.Outcome outcome = blur.apply(job.input(), job.output());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", job.input().toString());
        fields.put("result", job.output().toString());
        fields.put("covered", outcome.covered().size());
        fields.put("still_found", outcome.left());
        done.add(fields);
        outcome.notes().forEach(note -> output.note(job.input() + ": " + note));
        String still = outcome.left() > 0 ? ", " + outcome.left() + " still found: look at it" : "";
        return outcome.covered().size()
                + (plates ? " faces and plates" : outcome.covered().size() == 1 ? " face" : " faces") + " covered"
                + still;
    }
}
