package dev.ganvas.bench.ranks;

import dev.ganvas.bench.process.Absent;
import dev.ganvas.bench.process.Contender;
import dev.ganvas.bench.process.Run;
import dev.ganvas.bench.ranks.RanksResult.Entry;
import dev.ganvas.bench.ranks.RanksResult.Settings;
import dev.ganvas.bench.result.BenchFolders;
import dev.ganvas.bench.result.MachineLoad;
import dev.ganvas.bench.result.ResultFile;
import dev.ganvas.engine.ranks.RankPlace;
import dev.ganvas.error.Require;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench ranks}: trainings by one process and by several, in Ganvas and in PyTorch, in turns. */
@Command(
        name = "ranks",
        description = "Times training steps of one process and of several that share a batch, in Ganvas and in PyTorch,"
                + " taking turns.",
        showDefaultValues = true)
public final class RanksCommand implements Callable<Integer> {
    private static final String PYTORCH = "pytorch";

    @Option(
            names = "--networks",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "dcgan-32,dcgan-64,dcgan-128,unet-16",
            description = "What is trained.")
    private List<String> networks;

    @Option(names = "--ranks", split = ",", paramLabel = "N", defaultValue = "1,2", description = "Processes.")
    private List<Integer> ranks;

    @Option(
            names = "--layouts",
            split = ",",
            paramLabel = "nhwc|nchw",
            defaultValue = "nhwc,nchw",
            description = "Layouts of memory of PyTorch; none leaves it out.",
            arity = "0..*")
    private List<String> layouts;

    @Option(names = "--rounds", defaultValue = "3", description = "Turns of each program.")
    private int rounds;

    @Option(
            names = "--steps",
            defaultValue = "30",
            description = "Steps timed in each turn, with the exchange and without.")
    private int steps;

    @Option(
            names = "--warmup",
            defaultValue = "40",
            description = "Steps before timing in each turn; Java compiles itself during the first.")
    private int warmup;

    @Option(names = "--threads", defaultValue = "1", description = "Threads of each process.")
    private int threads;

    @Option(names = "--gigabits", defaultValue = "1", description = "Of a link, each second, in the model on paper.")
    private double gigabits;

    @Option(names = "--limit", defaultValue = "900", description = "Seconds after which a program is given up.")
    private long limit;

    @Option(
            names = "--python",
            paramLabel = "PATH",
            defaultValue = "python3",
            description = "A Python that can import torch.")
    private String python;

    @Option(names = "--name", defaultValue = "ranks", description = "Name of the result file, without .json.")
    private String name;

    @Spec
    private CommandSpec spec;

    /** A program with so many ranks. */
    private record Turn(
            RankedNetwork network, String peer, String layout, String exchange, int ranks, List<String> program) {
        String place() {
            return network + ", " + peer + "-" + layout + "-" + exchange + ", " + ranks
                    + (ranks == 1 ? " rank" : " ranks");
        }
    }

    @Override
    public Integer call() throws IOException {
        Settings settings = new Settings(
                Require.positive(rounds, "--rounds"),
                Require.positive(steps, "--steps"),
                Require.within(warmup, 0, 10_000, "--warmup"),
                Require.positive(threads, "--threads"),
                RankedNetwork.BATCH,
                Require.within(gigabits, 0.001, 10_000, "--gigabits"));
        List<RankedNetwork> chosen = networks.stream().map(RankedNetwork::of).toList();
        ranks.forEach(size -> Require.that(
                size > 0 && RankedNetwork.BATCH % size == 0,
                "--ranks must divide the batch of " + RankedNetwork.BATCH + ", not " + size));
        BenchFolders folders = BenchFolders.find();
        PrintWriter out = spec.commandLine().getOut();
        MachineLoad.warn(out);
        List<Absent> absent = new ArrayList<>();
        List<Entry> entries = measure(turns(chosen, folders), absent, out);
        if (entries.isEmpty()) {
            out.println("nothing was measured; no result is written");
            return 1;
        }
        RanksResult result = new RanksResult(settings, entries, absent);
        new RanksSection().keep(ResultFile.of(RanksResult.KIND, name, folders, result), folders, out);
        return 0;
    }

    private List<Turn> turns(List<RankedNetwork> chosen, BenchFolders folders) {
        List<String> ours = Contender.java(System.getProperty("java.class.path"), RankPeer.class.getName());
        String script = folders.peer(PYTORCH).resolve("ddp_step.py").toString();
        List<Turn> turns = new ArrayList<>();
        for (RankedNetwork network : chosen) {
            for (int size : ranks) {
                for (String exchange : size == 1 ? List.of(RanksResult.FP32) : List.of(RanksResult.FP32, "bf16")) {
                    turns.add(new Turn(network, RanksResult.SUBJECT, "nhwc", exchange, size, ours));
                }
                for (String layout : layouts) {
                    turns.add(new Turn(
                            network,
                            PYTORCH,
                            layout,
                            RanksResult.FP32,
                            size,
                            List.of(python, script, "--layout", layout)));
                }
            }
        }
        return turns;
    }

    /** Lets the programs take turns. One that fails leaves, and its earlier rounds are dropped. */
    private List<Entry> measure(List<Turn> turns, List<Absent> absent, PrintWriter out) {
        Map<Turn, List<RankTiming>> runs = new LinkedHashMap<>();
        turns.forEach(turn -> runs.put(turn, new ArrayList<>()));
        for (int round = 1; round <= rounds; round++) {
            for (Turn turn : turns) {
                if (!runs.containsKey(turn)) {
                    continue;
                }
                String place = "round " + round + ", " + turn.place() + ": ";
                try {
                    RankTiming timing = run(turn);
                    runs.get(turn).add(timing);
                    out.println(place + timing.ms() + " ms, " + timing.msAlone() + " ms without the exchange");
                } catch (IOException e) {
                    runs.remove(turn);
                    absent.add(new Absent(turn.place(), e.getMessage()));
                    out.println(place + e.getMessage());
                }
                out.flush();
            }
        }
        return runs.entrySet().stream()
                .map(run -> new Entry(
                        run.getKey().network().toString(),
                        run.getKey().peer(),
                        run.getKey().layout(),
                        run.getKey().exchange(),
                        run.getKey().ranks(),
                        run.getValue()))
                .toList();
    }

    private RankTiming run(Turn turn) throws IOException {
        List<String> command = Stream.concat(
                        turn.program().stream(),
                        Stream.of(
                                turn.network().toString(),
                                "--threads",
                                Integer.toString(threads),
                                "--steps",
                                Integer.toString(steps),
                                "--warmup",
                                Integer.toString(warmup)))
                .toList();
        Map<String, String> environment = new HashMap<>(Run.usualEnvironment(threads));
        environment.put(RankPlace.FORMAT, turn.exchange());
        return RankTiming.parse(RankedRun.of(command, environment, turn.ranks(), limit), turn.place());
    }
}
