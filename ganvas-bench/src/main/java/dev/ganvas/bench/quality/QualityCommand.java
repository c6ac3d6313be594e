package dev.ganvas.bench.quality;

import dev.ganvas.bench.result.BenchFolders;
import dev.ganvas.bench.result.MachineLoad;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.PixelCache;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.data.Sources;
import dev.ganvas.engine.machine.PrecisionChoice;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.error.Require;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench quality}: generators on the same pictures, for the same time, before the same evaluator. */
@Command(
        name = "quality",
        description = {
            "Trains Ganvas and ports of the literature for the same time on the same pictures, one after another, and"
                    + " evaluates what they draw.",
            "What a result of the same name holds already is not trained again, so a long race can run in pieces."
        },
        showDefaultValues = true)
public final class QualityCommand implements Callable<Integer> {
    @Option(names = "--data", required = true, description = "Pictures, named as for 'ganvas train'.")
    private String data;

    @Option(names = "--size", defaultValue = "32", description = "Side in pixels.")
    private int size;

    @Option(names = "--minutes", defaultValue = "20", description = "Training time of each system.")
    private double minutes;

    @Option(
            names = "--systems",
            split = ",",
            paramLabel = "SYSTEM",
            description =
                    "Who takes part: ganvas, dcgan, sngan, cgan-pd, r3gan, fastgan; with a width as in r3gan@96, with"
                            + " settings as in ganvas@gamma=1@augment=off or r3gan@classes=0.")
    private List<String> systems = Racer.SYSTEMS;

    @Option(names = "--seeds", defaultValue = "1", description = "Trainings of each system, with the seeds 1, 2, ...")
    private int seeds;

    @Option(
            names = "--milestones",
            split = ",",
            paramLabel = "SHARE",
            description = "Shares of the time after which to evaluator too, outside of the clock, such as 0.25,0.5.")
    private List<Double> milestones = new ArrayList<>();

    @Option(names = "--n", defaultValue = "5000", description = "Pictures on each side of the evaluation.")
    private int samples;

    @Option(
            names = "--precision",
            defaultValue = "auto",
            description = "fp32, bf16 or auto: what is faster on this machine.")
    private String precision;

    @Option(names = "--threads", defaultValue = "2", description = "Threads of each system.")
    private int threads;

    @Option(
            names = "--python",
            paramLabel = "PATH",
            defaultValue = "python3",
            description = "A Python that can import torch.")
    private String python;

    @Option(names = "--out", required = true, description = "Folder for runs and samples, some hundred MB.")
    private Path out;

    @Option(names = "--name", description = "Name of the result file (default: quality-DATA-SIZE).")
    private String name;

    @Option(names = "--again", description = "Train again what the result holds already.")
    private boolean again;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<Racer> racers = systems.stream().map(Racer::parse).toList();
        Require.within(seeds, 1, 1000, "--seeds");
        BenchFolders folders = BenchFolders.find();
        PrintWriter print = spec.commandLine().getOut();
        MachineLoad.warn(print);
        try (Threads spent = Threads.use(Require.positive(threads, "--threads"));
                PictureSource source = Sources.open(data);
                PixelCache cache = PixelCache.open(source, size, PixelCache.defaultRoot(), ProgressListener.NONE);
                RaceEvaluator evaluator = RaceEvaluator.on(cache, Require.within(samples, 2, 1_000_000, "--n"))) {
            QualityResult.Settings settings = settings(cache);
            KeptQuality kept = KeptQuality.open(folders, name == null ? defaultName(cache) : name, settings);
            Path work = out.toAbsolutePath();
            RaceProgram program = new RaceProgram(folders, python, data, PictureFile.export(cache, work), settings);
            QualityRace race = new QualityRace(program, evaluator, kept, work, line -> {
                print.println(line);
                print.flush();
            });
            kept.floor(evaluator);
            String faster = precision.equals("auto")
                    ? PrecisionChoice.measure().precision().toString()
                    : precision;
            for (long seed = 1; seed <= seeds; seed++) {
                RaceProgram.Start start = new RaceProgram.Start(minutes, seed, faster, milestones);
                racers.forEach(racer -> race.run(racer, start, again));
            }
            kept.print(print);
            return kept.result().entries().isEmpty() ? 1 : 0;
        }
    }

    private QualityResult.Settings settings(PixelCache cache) {
        return new QualityResult.Settings(
                cache.sourceName(),
                cache.contentHash(),
                cache.size(),
                cache.count(),
                labelled(cache) ? cache.classes().size() : 0,
                samples,
                threads);
    }

    private static boolean labelled(PixelCache cache) {
        for (int i = 0; i < cache.count(); i++) {
            if (cache.label(i) < 0) {
                return false;
            }
        }
        return true;
    }

    private String defaultName(PixelCache cache) {
        String plain = cache.sourceName().replaceFirst("\\.[A-Za-z0-9]+$", "").replaceAll("[^A-Za-z0-9-]+", "-");
        return "quality-" + plain + "-" + size;
    }
}
