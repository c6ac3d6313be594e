package dev.ganvas.bench.restore;

import dev.ganvas.bench.process.Absent;
import dev.ganvas.bench.process.Contender;
import dev.ganvas.bench.process.Run;
import dev.ganvas.bench.process.TemporaryFolder;
import dev.ganvas.bench.restore.RestoreResult.Entry;
import dev.ganvas.bench.restore.RestoreResult.Settings;
import dev.ganvas.bench.result.BenchFolders;
import dev.ganvas.bench.result.MachineLoad;
import dev.ganvas.bench.result.ResultFile;
import dev.ganvas.error.Require;
import dev.ganvas.export.Export;
import dev.ganvas.export.PortableModel;
import dev.ganvas.repair.RepairNetwork;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench restore}: the networks that ship, run over one picture by Ganvas and by PyTorch in turns. */
@Command(
        name = "restore",
        description = "Times networks that restore over the same picture in Ganvas and in PyTorch, taking turns.",
        showDefaultValues = true)
public final class RestoreCommand implements Callable<Integer> {
    private static final String PYTORCH = "pytorch";

    /** Beyond the timed seconds: starting, and a last picture that began in time. */
    private static final long ALLOWANCE_SECONDS = 240;

    private static final int WARMUP = 2;

    @Option(
            names = "--networks",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "restore-denoise,restore-deblock,restore-deblur,restore-fill,enlarge-x2,enlarge-x4",
            description = "Models that ship, or .ganvas files.")
    private List<String> networks;

    @Option(
            names = "--side",
            defaultValue = "1008",
            description = "Pixels of the picture in each direction; a multiple of 16.")
    private int side;

    @Option(names = "--rounds", defaultValue = "3", description = "Turns of each program.")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "8", description = "Seconds timed in each turn.")
    private double seconds;

    @Option(names = "--threads", defaultValue = "2", description = "Threads of each program.")
    private int threads;

    @Option(
            names = "--precisions",
            split = ",",
            paramLabel = "fp32|bf16",
            defaultValue = "fp32,bf16",
            description = "What is computed in.")
    private List<String> precisions;

    @Option(
            names = "--python",
            paramLabel = "PATH",
            defaultValue = "python3",
            description = "A Python that can import torch.")
    private String python;

    @Option(names = "--name", defaultValue = "restore", description = "Name of the result file, without .json.")
    private String name;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Settings settings = new Settings(
                Require.within(side, 16, 8192, "--side"),
                Require.positive(rounds, "--rounds"),
                Require.within(seconds, 0.1, 3600, "--seconds"),
                Require.positive(threads, "--threads"));
        BenchFolders folders = BenchFolders.find();
        PrintWriter out = spec.commandLine().getOut();
        MachineLoad.warn(out);
        List<Entry> entries = new ArrayList<>();
        List<Absent> absent = new ArrayList<>();
        try (TemporaryFolder scripts = TemporaryFolder.make()) {
            for (String network : networks) {
                entries.addAll(new Turns(settings, folders, scripts.path(), network).measure(absent));
            }
        }
        if (entries.isEmpty()) {
            absent.forEach(one -> out.println(one.who() + ": " + one.reason()));
            out.println("nothing was measured; no result is written");
            return 1;
        }
        RestoreResult result = new RestoreResult(settings, entries, absent);
        new RestoreSection().keep(ResultFile.of(RestoreResult.KIND, name, folders, result), folders, out);
        return 0;
    }

    /** Lets the programs take turns at one network. One that fails leaves, and its earlier rounds are dropped. */
    private final class Turns {
        private final Settings settings;
        private final String network;
        private final List<Contender> contenders = new ArrayList<>();

        Turns(Settings settings, BenchFolders folders, Path scripts, String network) throws IOException {
            this.settings = settings;
            this.network = network;
            Path script = scripts.resolve(Path.of(network).getFileName() + ".pt");
            try (PortableModel model = PortableModel.open(Path.of(network))) {
                Export.torchScript(model, script);
            }
            List<String> ours =
                    Contender.java(System.getProperty("java.class.path"), "dev.ganvas.bench.restore.RestorePeer");
            String program = folders.peer(PYTORCH).resolve("restore_net.py").toString();
            for (String precision : precisions) {
                contenders.add(new Contender(RestoreResult.SUBJECT, precision, "nhwc", with(ours, network)));
                for (String layout : List.of("nhwc", "nchw")) {
                    contenders.add(new Contender(
                            PYTORCH, precision, layout, with(List.of(python, program), script.toString())));
                }
            }
        }

        private List<String> with(List<String> program, String file) {
            return Stream.of(program, List.of(file, Integer.toString(settings.side())))
                    .flatMap(List::stream)
                    .toList();
        }

        List<Entry> measure(List<Absent> absent) throws IOException {
            Map<Contender, List<PictureTiming>> runs = new LinkedHashMap<>();
            contenders.forEach(contender -> runs.put(contender, new ArrayList<>()));
            PrintWriter out = spec.commandLine().getOut();
            for (int round = 1; round <= settings.rounds(); round++) {
                for (Contender contender : contenders) {
                    if (!runs.containsKey(contender)) {
                        continue;
                    }
                    String place = network + ", round " + round + ", " + contender.key() + ": ";
                    try {
                        PictureTiming timing = run(contender);
                        runs.get(contender).add(timing);
                        out.println(place + timing.msMedian() + " ms");
                    } catch (IOException e) {
                        runs.remove(contender);
                        absent.add(new Absent(network + ", " + contender.key(), e.getMessage()));
                        out.println(place + e.getMessage());
                    }
                    out.flush();
                }
            }
            return entries(runs);
        }

        private PictureTiming run(Contender contender) throws IOException {
            String cores = Integer.toString(settings.threads());
            List<String> command = contender.command(
                    "--threads",
                    cores,
                    "--seconds",
                    Double.toString(settings.seconds()),
                    "--warmup",
                    Integer.toString(WARMUP));
            Run run = Run.of(
                    command,
                    Run.usualEnvironment(settings.threads()),
                    (long) settings.seconds() + ALLOWANCE_SECONDS,
                    TimeUnit.SECONDS);
            if (run.exit() != 0) {
                throw new IOException(run.complaint());
            }
            return PictureTiming.parse(run.output(), contender.key());
        }

        private List<Entry> entries(Map<Contender, List<PictureTiming>> runs) throws IOException {
            try (RepairNetwork opened = RepairNetwork.open(Path.of(network))) {
                long parameters = opened.model().shape().values();
                double operations = opened.operationsPerPixel();
                return runs.entrySet().stream()
                        .map(run -> new Entry(
                                network,
                                parameters,
                                operations,
                                run.getKey().peer(),
                                run.getKey().precision(),
                                run.getValue()))
                        .toList();
            }
        }
    }
}
