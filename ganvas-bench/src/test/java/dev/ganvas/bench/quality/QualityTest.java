package dev.ganvas.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.bench.process.Absent;
import dev.ganvas.bench.quality.QualityResult.Entry;
import dev.ganvas.bench.quality.QualityResult.Milestone;
import dev.ganvas.bench.quality.QualityResult.Settings;
import dev.ganvas.bench.result.BenchFolders;
import dev.ganvas.bench.result.Machine;
import dev.ganvas.bench.result.ResultFile;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Picture;
import dev.ganvas.train.Plan;
import dev.ganvas.train.TrainingListener.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityTest {
    private static final Settings SETTINGS = new Settings("cats", "ab12", 32, 100, 2, 50, 2);

    @TempDir
    private Path folder;

    @Test
    void anEntryReplacesTheOneOfItsSystemSeedAndTime() {
        QualityResult result = QualityResult.empty(SETTINGS)
                .with(entry("r3gan", 1, 20, 5))
                .with(entry("dcgan", 2, 20, 4))
                .with(entry("dcgan", 1, 20, 3))
                .with(entry("dcgan", 1, 5, 9))
                .with(entry("dcgan", 1, 20, 2));
        assertThat(result.entries())
                .extracting(Entry::fileName)
                .containsExactly("dcgan-seed1-5m", "dcgan-seed1-20m", "dcgan-seed2-20m", "r3gan-seed1-20m");
        assertThat(result.entry("dcgan", 1, 20).orElseThrow().last().get(0).metrics())
                .containsEntry("fd", 2.0);
        assertThat(result.entry("dcgan", 3, 20)).isEmpty();
    }

    @Test
    void oneThatRanIsAbsentNoMore() {
        QualityResult result = QualityResult.empty(SETTINGS)
                .with(new Absent("sngan", "failed: first"))
                .with(new Absent("dcgan", "failed"))
                .with(new Absent("sngan", "failed: second"));
        assertThat(result.absent())
                .containsExactly(new Absent("dcgan", "failed"), new Absent("sngan", "failed: second"));
        assertThat(result.with(entry("sngan", 1, 20, 1)).absent()).containsExactly(new Absent("dcgan", "failed"));
    }

    @Test
    void piecesAreKeptTogetherInOneFileWithTheirGrids() throws Exception {
        BenchFolders folders = new BenchFolders(folder);
        List<Picture> samples = Collections.nCopies(40, new Picture(32, 32, new byte[3 * 32 * 32]));
        KeptQuality.open(folders, "cats", SETTINGS).keep(entry("dcgan", 1, 20, 3), samples);
        KeptQuality.open(folders, "cats", SETTINGS).keep(entry("r3gan@96", 1, 20, 2), samples);

        QualityResult read = KeptQuality.open(folders, "cats", SETTINGS).result();
        assertThat(read.entries()).containsExactly(entry("dcgan", 1, 20, 3), entry("r3gan@96", 1, 20, 2));
        assertThat(folders.results().resolve("cats/r3gan@96-seed1-20m.png")).isNotEmptyFile();
        assertThat(ResultFile.readAll(folders.results())).hasSize(1);

        Settings other = new Settings("cats", "ab12", 64, 100, 2, 50, 2);
        assertThatThrownBy(() -> KeptQuality.open(folders, "cats", other))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--name");
        assertThatThrownBy(() -> KeptQuality.open(folders, "../cats", SETTINGS)).isInstanceOf(UsageException.class);
    }

    @Test
    void anotherMachinesResultIsNotContinued() throws Exception {
        BenchFolders folders = new BenchFolders(folder);
        Machine other = new Machine("Some CPU", 99, List.of(), 24, "Linux 6", "Maker 17");
        ResultFile here = ResultFile.of("quality", "cats", folders, QualityResult.empty(SETTINGS));
        new ResultFile("quality", "cats", here.date(), "abc", other, here.body()).write(folders.results());
        assertThatThrownBy(() -> KeptQuality.open(folders, "cats", SETTINGS))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Some CPU");
    }

    @Test
    void sectionShowsIntervalsOfOneSeedAndTheRangeOfSeveral() throws Exception {
        QualityResult result = QualityResult.empty(SETTINGS)
                .withFloor(List.of(figures(0.25)))
                .with(entry("ganvas", 1, 20, 10))
                .with(entry("dcgan", 1, 20, 30))
                .with(entry("dcgan", 2, 20, 20))
                .with(entry("dcgan", 3, 20, 26))
                .with(new Absent("cgan-pd", "it needs pictures with classes"));
        ResultFile file = ResultFile.of("quality", "cats-32", new BenchFolders(folder), result);
        String text = new QualitySection().markdown(file, List.of(file));
        assertThat(text)
                .startsWith("cats: 100 pictures at 32 px, 2 classes. 50 samples of each system")
                .contains("\n**20 min**\n")
                .contains(
                        "| system | seeds | training, s | pictures shown | pictures/s | KD x 1000, extractor | FD, extractor |\n")
                .contains("| ganvas | 1 | 1200 | 64,000 | 53 | 10.00 (9.00 to 11.00) | 10.00 (9.00 to 11.00) |\n")
                .contains("| dcgan | 3 | 1200 | 64,000 | 53 | 26.00 (20.00 to 30.00) | 26.00 (20.00 to 30.00) |\n")
                .contains("| other real pictures |  |  |  |  | 0.25 (-0.75 to 1.25) | 0.25 (-0.75 to 1.25) |\n")
                .contains("| KD x 1000 after | 50 % | 100 % |\n")
                .contains("| dcgan | 52.00 | 26.00 |\n")
                .contains("| dcgan | PyTorch 2 | bf16 | channels_last | 64 | 1.50 | 0.50 | abc1234 |\n")
                .contains("![dcgan](../ganvas-bench/results/cats-32/dcgan-seed1-20m.png)\n")
                .endsWith("- cgan-pd: it needs pictures with classes\n");
    }

    @Test
    void racersAreNamedWithWhatIsSetOfThem() {
        assertThat(Racer.parse("r3gan@96").program(new BenchFolders(folder), "python3"))
                .endsWith("--system", "r3gan", "--width", "96");
        assertThat(Racer.parse("r3gan@96").name()).isEqualTo("r3gan@96");
        assertThat(Racer.parse("dcgan").program(new BenchFolders(folder), "python3"))
                .endsWith("--system", "dcgan");
        assertThat(Racer.parse("ganvas@gamma=1@augment=off").program(new BenchFolders(folder), "python3"))
                .endsWith("dev.ganvas.bench.quality.GanvasRacer", "--gamma=1", "--augment=off");
        assertThat(Racer.parse("ganvas@gamma=1@augment=off").name()).isEqualTo("ganvas@gamma=1@augment=off");
        assertThat(Racer.parse("r3gan@96@classes=0").program(new BenchFolders(folder), "python3"))
                .endsWith("--system", "r3gan", "--width", "96", "--classes=0");
        assertThat(Racer.parse("r3gan@96@classes=0").name()).isEqualTo("r3gan@96@classes=0");
        assertThat(Racer.parse("r3gan@classes=0").name()).isEqualTo("r3gan@classes=0");
        for (String wrong : List.of(
                "biggan",
                "r3gan@",
                "r3gan@x",
                "r3gan@0",
                "r3gan@gamma=1",
                "ganvas@64",
                "ganvas@gamma",
                "ganvas@out=x",
                "")) {
            assertThatThrownBy(() -> Racer.parse(wrong)).isInstanceOf(UsageException.class);
        }
        assertThat(Racer.parse("sngan").obstacle(64, 0)).contains("it is not set for 64 px");
        assertThat(Racer.parse("cgan-pd").obstacle(32, 0)).contains("it needs pictures with classes");
        assertThat(Racer.parse("cgan-pd").obstacle(32, 10)).isEmpty();
    }

    @Test
    void everyProgramIsAskedTheSame() {
        RaceProgram program =
                new RaceProgram(new BenchFolders(folder), "python3", "cats.zip", Path.of("x.safetensors"), SETTINGS);
        RaceProgram.Start start = new RaceProgram.Start(1.5, 3, "bf16", List.of(0.5, 0.25));
        String shared = "--minutes 1.5 --seed 3 --precision bf16 --threads 2 --n 50 --out o --milestones 0.25,0.5";
        assertThat(String.join(" ", program.command(Racer.parse("fastgan"), start, Path.of("o"))))
                .endsWith("train_gan.py --system fastgan --data x.safetensors " + shared);
        assertThat(String.join(" ", program.command(Racer.parse("ganvas"), start, Path.of("o"))))
                .endsWith("dev.ganvas.bench.quality.GanvasRacer --source cats.zip --size 32 " + shared);
        assertThatThrownBy(() -> new RaceProgram.Start(1, 1, "bf16", List.of(1.0)))
                .isInstanceOf(UsageException.class);
    }

    @Test
    void outcomesThatClaimTooMuchAreRefused() throws Exception {
        outcome().write(folder);
        assertThat(RaceOutcome.read(folder)).isEqualTo(outcome());
        String good = Files.readString(folder.resolve(RaceOutcome.FILE));
        for (String bad : List.of(
                good.replace("samples-100.safetensors", "../../etc.safetensors"),
                good.replace("\"share\":1.0", "\"share\":7"),
                good.replace("1200.0", "-1"),
                good.replace("\"images\"", "\"pictures\""),
                "[]")) {
            Files.writeString(folder.resolve(RaceOutcome.FILE), bad);
            assertThatThrownBy(() -> RaceOutcome.read(folder)).isInstanceOf(MalformedFileException.class);
        }
    }

    @Test
    void looksKeepTheNewestModelThatWasThereByThen() throws Exception {
        Path newest = folder.resolve("last.ganvas");
        MilestoneKeeper keeper = new MilestoneKeeper(newest, folder, List.of(0.1, 0.5));
        Plan plan = new Plan(1000, 10, 100, 250);
        for (long images : new long[] {0, 250, 500, 750, 1000}) {
            Files.writeString(newest, "at " + images);
            if (images > 0) {
                keeper.progressed(new Progress(images, plan, 1, 0.5, 1, Map.of()));
            }
            keeper.evaluated(images, new dev.ganvas.train.Figures(List.of(), Map.of()));
        }
        assertThat(keeper.models()).containsOnlyKeys(0.5);
        assertThat(keeper.models().get(0.5)).hasContent("at 500");
    }

    private static Entry entry(String system, long seed, double minutes, double figure) {
        return new Entry(
                system,
                seed,
                minutes,
                "2026-01-02T03:04:05Z",
                "abc1234",
                outcome(),
                List.of(new Milestone(0.5, List.of(figures(2 * figure))), new Milestone(1, List.of(figures(figure)))));
    }

    private static RaceOutcome outcome() {
        return new RaceOutcome(
                "PyTorch 2",
                "bf16",
                "channels_last",
                64,
                2,
                1200,
                1000,
                64_000,
                1_500_000,
                500_000,
                List.of(
                        new RaceOutcome.Samples(0.5, "samples-50.safetensors"),
                        new RaceOutcome.Samples(1, "samples-100.safetensors")));
    }

    /** FD as given, KD a thousandth of it, both with an interval of 1 in the units shown. */
    private static Figures figures(double figure) {
        return new Figures(
                "extractor",
                "cd34",
                50,
                50,
                Map.of(
                        "kd",
                        figure / 1000,
                        "kd_low",
                        (figure - 1) / 1000,
                        "kd_high",
                        (figure + 1) / 1000,
                        "fd",
                        figure,
                        "fd_low",
                        figure - 1,
                        "fd_high",
                        figure + 1));
    }
}
