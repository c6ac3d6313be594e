package dev.ganvas.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.bench.GemmResult.Convolution;
import dev.ganvas.bench.GemmResult.Product;
import dev.ganvas.bench.ThroughputResult.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SectionsTest {
    private static final Machine MACHINE = new Machine("Some CPU", 2, List.of(), 24, "Linux 6", "Maker 17");
    /** 2 x (3 x 100 + 8 x 100) million = 2.2 GFLOP a picture. */
    private static final StepOperations STEP = new StepOperations(100_000_000, 100_000_000);

    private static final Contender GANVAS = new Contender("ganvas", "bf16", "nhwc", List.of());

    @TempDir
    private Path folder;

    @Test
    void utilisationIsOfTheHighestProductAtThatPrecision() {
        GemmResult peaks = peaks(2, 440);
        assertThat(peaks.utilisation(100, "fp32").orElseThrow()).isEqualTo(0.5, within(1e-12));
        assertThat(peaks.utilisation(100, "bf16").orElseThrow()).isEqualTo(0.25, within(1e-12));
        assertThat(peaks.utilisation(100, "fp16")).isEmpty();
    }

    @Test
    void speedsAreSetAgainstThePeakOfTheSameMachineAndThreads() throws Exception {
        ResultFile speeds = file("throughput", "speeds", "2026-01-02T00:00:00Z", MACHINE, speeds());
        ResultFile peaks = file("gemm", "peaks", "2026-01-01T00:00:00Z", MACHINE, peaks(2, 440));
        ResultFile older = file("gemm", "older", "2025-01-01T00:00:00Z", MACHINE, peaks(2, 44));
        ResultFile oneThread = file("gemm", "one-thread", "2026-01-03T00:00:00Z", MACHINE, peaks(1, 44));
        Machine other = new Machine("Other CPU", 2, List.of(), 24, "Linux 6", "Maker 17");
        ResultFile elsewhere = file("gemm", "elsewhere", "2026-01-03T00:00:00Z", other, peaks(2, 44));
        List<ResultFile> others = List.of(older, oneThread, elsewhere);

        assertThat(new ThroughputSection().markdown(speeds, others.subList(1, 3)))
                .doesNotContain("MFU");
        assertThat(new ThroughputSection().markdown(speeds, List.of(older, oneThread, elsewhere, peaks)))
                .contains("| 640 | 500 | 50 % | 25 % |\n")
                .contains("MFU: images/s times the 2.20 GFLOP");
        assertThat(new GemmSection().markdown(peaks, others))
                .contains("| matrix product 1024 x 1024 | fp32 | 440.0 |\n")
                .contains("| convolution and backward | fp32 | 150.0 |\n")
                .contains("needs 2.20 GFLOP: 2 x (3 x 100.0 + 8 x 100.0) million");
    }

    @Test
    void everyKindIsShown() throws Exception {
        IoResult io = new IoResult(
                "faces",
                List.of(new IoResult.Decoding("JPEG", 500, 1234, 12.5, 40)),
                new IoResult.Cache(64, 500, 800, 3.25, 1e6));
        assertThat(new IoSection().markdown(file("io", "io", "2026-01-02T00:00:00Z", MACHINE, io), List.of()))
                .contains("| JPEG | 500 | 1234 | 12.5 | 40.0 |\n")
                .contains("| reading, pictures/s | 1000000 |\n");
        StartupResult startup = new StartupResult(
                "best.ganvas", List.of(StartupResult.Timed.of("ganvas --version", List.of(0.5, 0.25, 1.0))));
        assertThat(new StartupSection()
                        .markdown(file("startup", "startup", "2026-01-02T00:00:00Z", MACHINE, startup), List.of()))
                .contains("| `ganvas --version` | 0.50 | 0.25 | 1.00 | 3 |\n");
        MemoryResult memory = MemoryResult.of(
                new MemoryResult.Settings(400, 200, 200, 2),
                List.of(new MemoryResult.Sample(200, 600), new MemoryResult.Sample(400, 612.5)));
        assertThat(new MemorySection()
                        .markdown(file("memory", "memory", "2026-01-02T00:00:00Z", MACHINE, memory), List.of()))
                .contains("| at step 200 | 600.0 |\n| highest after | 612.5 |\n| growth | 12.5 |\n");
        assertThat(Report.SECTIONS)
                .extracting(ReportSection::kind)
                .containsExactly("throughput", "gemm", "io", "startup", "memory", "quality");
    }

    @Test
    void encodedPicturesAreFoundInFoldersAndZips() throws Exception {
        Path inside = Files.createDirectories(folder.resolve("a/b"));
        Files.write(inside.resolve("x.JPG"), new byte[] {1});
        Files.write(inside.resolve("y.jpeg"), new byte[] {2});
        Files.write(folder.resolve("a/readme.txt"), new byte[] {3});
        Path zip = folder.resolve("z.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("0/p.png"));
            out.write(4);
        }
        List<EncodedPictures> found = EncodedPictures.in(folder.resolve("a"));
        assertThat(found).extracting(EncodedPictures::format).containsExactly("JPEG");
        assertThat(found.get(0).files()).containsExactly(new byte[] {1}, new byte[] {2});
        assertThat(EncodedPictures.in(zip)).singleElement().satisfies(pictures -> {
            assertThat(pictures.format()).isEqualTo("PNG");
            assertThat(pictures.files()).containsExactly(new byte[] {4});
        });
    }

    @Test
    void temporaryFoldersGoWithAllTheyHold() throws Exception {
        Path path;
        try (TemporaryFolder temporary = TemporaryFolder.make()) {
            path = temporary.path();
            Files.createFile(Files.createDirectory(path.resolve("inside")).resolve("file"));
        }
        assertThat(path).doesNotExist();
    }

    private static GemmResult peaks(int threads, double fp32) {
        return new GemmResult(
                threads,
                List.of(
                        new Product("fp32", 512, fp32 / 2),
                        new Product("fp32", 1024, fp32),
                        new Product("bf16", 1024, 2 * fp32)),
                List.of(new Convolution("fp32", 150)),
                STEP);
    }

    private static ThroughputResult speeds() {
        return new Rounds(contender -> RoundsTest.timing(contender, 100), line -> {})
                .measure(new Contest(List.of(GANVAS), List.of()), new Settings(1, 20, 5, 2));
    }

    /** A result that has been written and read back, as the report meets it. */
    private ResultFile file(String kind, String name, String date, Machine machine, Object body) throws IOException {
        ResultFile measured = ResultFile.of(kind, name, new BenchFolders(folder), body);
        return ResultFile.read(new ResultFile(kind, name, date, "abc1234", machine, measured.body()).write(folder));
    }
}
