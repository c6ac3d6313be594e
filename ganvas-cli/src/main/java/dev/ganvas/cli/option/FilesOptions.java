package dev.ganvas.cli.option;

import dev.ganvas.batch.FileBatch;
import dev.ganvas.cli.terminal.BatchBar;
import dev.ganvas.cli.terminal.Interruption;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.engine.machine.Precision;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.raster.RasterFile;
import dev.ganvas.repair.MemoryBudget;
import dev.ganvas.repair.RepairModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What verbs have that make a better picture of each of many files. */
public final class FilesOptions {
    private static final String GIGABYTES = "g";

    @Mixin
    private InputFiles inputs;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder for the results, where folders are mirrored; for a single picture also a file.")
    private Path out;

    @Option(names = "--skip-existing", description = "Leave out pictures whose results are there.")
    private boolean skipExisting;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "A .ganvas file to use before the models that ship; may be given more than once.")
    private List<Path> models = new ArrayList<>();

    @Option(
            names = "--precision",
            defaultValue = "fp32",
            description = "fp32, or bf16 where the processor has it (default: ${DEFAULT-VALUE}).")
    private String precision;

    @Option(
            names = "--memory",
            defaultValue = "2g",
            paramLabel = "SIZE",
            description = "How much memory all may take together, such as 1500m or 4g (default: ${DEFAULT-VALUE}).")
    private String memory;

    /** Whether a single file is given. */
    public boolean isOneFile() {
        return inputs.paths().size() == 1 && Files.isRegularFile(inputs.paths().get(0));
    }

    /** The networks; the caller's to close. */
    public RepairModels models() throws IOException {
        return RepairModels.of(own(), Precision.parse(precision), bytes());
    }

    /** Model files that are taken before those that ship. */
    public List<Path> own() throws IOException {
        return PulledOptions.resolved(models);
    }

    /** The first input. */
    public Path first() {
        return inputs.paths().get(0);
    }

    /** What all may take together. */
    public MemoryBudget memory() {
        return new MemoryBudget(bytes());
    }

    private long bytes() {
        String text = memory.toLowerCase(Locale.ROOT);
        if (!text.matches("\\d{1,6}[mg]")) {
            throw new UsageException("--memory is a size such as 512m or 2g, not '" + memory + "'");
        }
        long count = Long.parseLong(text.substring(0, text.length() - 1));
        return text.endsWith(GIGABYTES) ? count << 30 : count << 20;
    }

    /** The folder that results go to. */
    public Path folder() {
        Path parent = out.toAbsolutePath().getParent();
        return isFile() && parent != null ? parent : out;
    }

    /** What a result is called below the folder. */
    public Path name(FileBatch.Job job) {
        Path file = job.output().getFileName();
        return isFile() && file != null
                ? file
                : out.toAbsolutePath().normalize().relativize(job.output());
    }

    /** Whether the result of a single picture was named rather than a folder. */
    private boolean isFile() {
        return isOneFile() && !Files.isDirectory(out) && RasterFile.isWritten(out);
    }

    /**
     * Works on all files, with what becomes of each said in a line.
     *
     * @return what came of them
     */
    public FileBatch.Result run(FileBatch.Work work, Output output, BatchBar bar) throws IOException {
        FileBatch batch = FileBatch.of(inputs.paths(), out, FileBatch.Rename.WRITTEN);
        bar.expect(batch.jobs());
        try (Interruption interruption =
                Interruption.of(output, "Interrupted; what was written is whole.", "Stopping after this picture ...")) {
            Map<String, String> said = new LinkedHashMap<>();
            FileBatch.Result result =
                    batch.run(work, skipExisting, new Lines(output, bar, said), Interruption::requested);
            String skipped = result.skipped() > 0 ? ", " + result.skipped() + " there already" : "";
            String failed =
                    result.failed().isEmpty() ? "" : ", " + result.failed().size() + " not usable";
            String others = batch.passedOver() > 0 ? ", " + batch.passedOver() + " no pictures" : "";
            bar.close();
            output.say(result.done() + " pictures written to " + out + skipped + failed + others);
            output.result(json(result, said));
            return result;
        }
    }

    private Map<String, Object> json(FileBatch.Result result, Map<String, String> said) {
        Map<String, String> failed = new LinkedHashMap<>();
        result.failed().forEach((file, reason) -> failed.put(file.toString(), reason));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("out", out.toString());
        fields.put("written", result.done());
        fields.put("skipped", result.skipped());
        fields.put("done", said);
        fields.put("failed", failed);
        fields.put("interrupted", result.interrupted());
        return fields;
    }

    /** Says what became of each file, and keeps what was said. */
    private record Lines(Output output, BatchBar bar, Map<String, String> said) implements FileBatch.Listener {
        @Override
        public void begins(FileBatch.Job job, int number, int total) {
            bar.begins(job, number, total);
        }

        @Override
        public void done(FileBatch.Job job, String what) {
            output.note(job.input() + ": " + what);
            said.put(job.input().toString(), what);
        }

        @Override
        public void failed(FileBatch.Job job, String reason) {
            output.warn(reason.startsWith(job.input().toString()) ? reason : job.input() + ": " + reason);
        }
    }
}
