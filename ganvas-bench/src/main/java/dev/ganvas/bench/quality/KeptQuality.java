package dev.ganvas.bench.quality;

import dev.ganvas.bench.process.Absent;
import dev.ganvas.bench.result.BenchFolders;
import dev.ganvas.bench.result.Machine;
import dev.ganvas.bench.result.ResultFile;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A {@link QualityResult} as it grows in its file, written anew after every training, with grids of samples beside it. */
final class KeptQuality {
    /** Cells of a grid, few enough for a small file. */
    private static final int GRID_COLUMNS = 8;

    private static final int GRID_ROWS = 4;
    private static final int GAP = 2;

    private final BenchFolders folders;
    private final String name;
    private QualityResult result;

    private KeptQuality(BenchFolders folders, String name, QualityResult result) {
        this.folders = folders;
        this.name = name;
        this.result = result;
    }

    /**
     * Continues the result called {@code name}, or begins it.
     *
     * @throws UsageException when it was measured under other settings or on another machine
     */
    static KeptQuality open(BenchFolders folders, String name, QualityResult.Settings settings) throws IOException {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new UsageException("'" + name + "' is no name for a result; use letters, digits, '-', '.' and '_'");
        }
        Path file = folders.results().resolve(name + ".json");
        if (!Files.exists(file)) {
            return new KeptQuality(folders, name, QualityResult.empty(settings));
        }
        ResultFile kept = ResultFile.read(file);
        if (!kept.kind().equals(QualityResult.KIND)) {
            throw new UsageException(file + " is a result of kind " + kept.kind() + "; give this race another --name");
        }
        Machine here = Machine.current();
        if (!kept.machine().cpu().equals(here.cpu()) || kept.machine().cores() != here.cores()) {
            throw new UsageException(file + " was measured on " + kept.machine().describe() + ", and this is "
                    + here.describe() + "; give this race another --name");
        }
        QualityResult result = kept.body(QualityResult.class);
        result.requireSettings(settings);
        return new KeptQuality(folders, name, result);
    }

    QualityResult result() {
        return result;
    }

    /** Measures the floor, once. */
    void floor(RaceEvaluator evaluator) throws IOException {
        if (result.floor().isEmpty()) {
            result = result.withFloor(evaluator.floor().orElse(List.of()));
            write();
        }
    }

    /** Keeps a training, and the first of its samples where the page shows them; grids it shows no more are deleted. */
    void keep(QualityResult.Entry entry, List<Picture> samples) throws IOException {
        List<QualityResult.Entry> before = result.pictured();
        result = result.with(entry);
        List<QualityResult.Entry> now = result.pictured();
        if (now.contains(entry)) {
            List<Picture> cells = samples.subList(0, Math.min(GRID_COLUMNS * GRID_ROWS, samples.size()));
            Pictures.writePng(
                    grid(entry),
                    Pictures.grid(cells, GRID_COLUMNS, GAP),
                    Origin.generated().with("system", entry.system()));
        }
        write();
        for (QualityResult.Entry old : before) {
            if (now.stream().noneMatch(shown -> grid(shown).equals(grid(old)))) {
                Files.deleteIfExists(grid(old));
            }
        }
    }

    private Path grid(QualityResult.Entry entry) {
        return folders.results().resolve(entry.gridName(name));
    }

    void keep(Absent absent) throws IOException {
        result = result.with(absent);
        write();
    }

    /** Prints what is kept as the report will show it. */
    void print(PrintWriter out) throws IOException {
        out.print(new QualitySection().markdown(file(), List.of()));
        out.println("written: " + folders.results().resolve(name + ".json"));
    }

    private void write() throws IOException {
        file().write(folders.results());
    }

    private ResultFile file() throws IOException {
        return ResultFile.of(QualityResult.KIND, name, folders, result);
    }
}
