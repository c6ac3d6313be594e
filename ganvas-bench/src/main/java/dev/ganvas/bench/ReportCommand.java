package dev.ganvas.bench;

import dev.ganvas.bench.result.BenchFolders;
import dev.ganvas.bench.result.ResultFile;
import dev.ganvas.io.AtomicFile;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench report}: writes the page of all results that are kept. */
@Command(name = "report", description = "Writes docs/benchmarks.md from the result files.")
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        BenchFolders folders = BenchFolders.find();
        String page = new Report(Report.SECTIONS).markdown(ResultFile.readAll(folders.results()));
        AtomicFile.write(folders.report(), page);
        spec.commandLine().getOut().println("written: " + folders.report());
        return 0;
    }
}
