package dev.ganvas.bench.step;

import dev.ganvas.bench.process.Absent;
import dev.ganvas.bench.process.Contender;
import dev.ganvas.bench.process.Run;
import dev.ganvas.bench.result.BenchFolders;
import dev.ganvas.error.UsageException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Who takes part on this machine.
 *
 * @param contenders in the order they run within a round
 * @param absent the others, with the reason
 */
record Contest(List<Contender> contenders, List<Absent> absent) {
    static final List<String> PEERS = List.of("ganvas", "pytorch", "djl", "dl4j");
    private static final String GANVAS_PROGRAM = "dev.ganvas.bench.step.DcganStepPeer";
    private static final List<String> PRECISIONS = List.of("fp32", "bf16");
    private static final List<String> LAYOUTS = List.of("nchw", "nhwc");
    private static final long BUILD_MINUTES = 15;

    Contest {
        contenders = List.copyOf(contenders);
        absent = List.copyOf(absent);
    }

    /**
     * Looks for each of {@code peers}, building those that have a pom of their own.
     *
     * @param python the interpreter that has torch
     */
    static Contest gather(BenchFolders folders, Set<String> peers, String python) {
        for (String peer : peers) {
            if (!PEERS.contains(peer)) {
                throw new UsageException("no peer is called " + peer + "; there are " + String.join(", ", PEERS));
            }
        }
        List<Contender> contenders = new ArrayList<>();
        List<Absent> absent = new ArrayList<>();
        for (String peer : new LinkedHashSet<>(PEERS)) {
            if (!peers.contains(peer)) {
                continue;
            }
            try {
                contenders.addAll(find(peer, folders, python));
            } catch (IOException e) {
                absent.add(new Absent(peer, e.getMessage()));
            }
        }
        return new Contest(contenders, absent);
    }

    /** @throws IOException with the reason why the peer cannot take part */
    private static List<Contender> find(String peer, BenchFolders folders, String python) throws IOException {
        return switch (peer) {
            case "ganvas" -> channelsLast(peer, ganvas());
            case "pytorch" -> bothStyles(peer, pytorch(folders, python));
            case "djl" -> plainWay(peer, built(folders.peer(peer), "dev.ganvas.peers.djl.DjlPeer"));
            case "dl4j" -> plainWay(peer, built(folders.peer(peer), "dev.ganvas.peers.dl4j.Dl4jPeer"));
            default -> throw new IllegalArgumentException(peer);
        };
    }

    /**
     * PyTorch as its tutorial has it, in every way, and once more in Ganvas's ways without the discriminator's weight
     * gradients in the generator's update, which Ganvas does not compute either.
     */
    static List<Contender> bothStyles(String peer, List<String> program) {
        List<String> frozen = new ArrayList<>(program);
        frozen.add("--no-wasted-gradients");
        List<Contender> ways = new ArrayList<>();
        for (String precision : PRECISIONS) {
            for (String layout : LAYOUTS) {
                ways.add(new Contender(peer, precision, layout, program));
            }
        }
        ways.addAll(channelsLast(peer + "-frozen-d", frozen));
        return ways;
    }

    private static List<Contender> channelsLast(String peer, List<String> program) {
        return PRECISIONS.stream()
                .map(precision -> new Contender(peer, precision, "nhwc", program))
                .toList();
    }

    private static List<Contender> plainWay(String peer, List<String> program) {
        return List.of(new Contender(peer, "fp32", "nchw", program));
    }

    private static List<String> ganvas() throws IOException {
        try {
            Class.forName(GANVAS_PROGRAM, false, Contest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IOException("its program " + GANVAS_PROGRAM + " is not on the class path", e);
        }
        return Contender.java(System.getProperty("java.class.path"), GANVAS_PROGRAM);
    }

    private static List<String> pytorch(BenchFolders folders, String python) throws IOException {
        Run run = Run.of(List.of(python, "-c", "import torch; print(torch.__version__)"), 1, TimeUnit.MINUTES);
        if (run.exit() != 0) {
            throw new IOException(python + " cannot import torch; name one that can with --python");
        }
        Path program = folders.peer("pytorch").resolve("dcgan_step.py");
        return List.of(python, program.toString());
    }

    private static List<String> built(Path folder, String mainClass) throws IOException {
        List<String> build =
                List.of("mvn", "-q", "-B", "-f", folder.resolve("pom.xml").toString(), "process-classes");
        Run run = Run.of(build, BUILD_MINUTES, TimeUnit.MINUTES);
        if (run.exit() != 0) {
            throw new IOException("its build failed: " + run.complaint());
        }
        Path target = folder.resolve("target");
        String classPath =
                target.resolve("classes") + File.pathSeparator + target.resolve("lib") + File.separator + "*";
        return Contender.java(classPath, mainClass);
    }
}
