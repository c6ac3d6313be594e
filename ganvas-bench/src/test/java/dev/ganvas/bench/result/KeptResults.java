package dev.ganvas.bench.result;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Results for tests. */
public final class KeptResults {
    public static final Machine MACHINE =
            new Machine("Some CPU", 2, List.of("avx2", "avx512_bf16"), 24, "Linux 6", "Maker 17");

    private KeptResults() {}

    /** A result that has been written and read back, as the report meets it. */
    public static ResultFile kept(Path folder, String kind, String name, Object body) throws IOException {
        return kept(folder, kind, name, "2026-01-02T03:04:05Z", MACHINE, body);
    }

    public static ResultFile kept(Path folder, String kind, String name, String date, Machine machine, Object body)
            throws IOException {
        ResultFile measured = ResultFile.of(kind, name, new BenchFolders(folder), body);
        return ResultFile.read(new ResultFile(kind, name, date, "abc1234", machine, measured.body()).write(folder));
    }
}
