package dev.ganvas.cli;

import static dev.ganvas.cli.MainTest.ganvas;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.model.ModelFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LaunchCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PICTURES = "toybox:face,vehicle?n=400&size=32&seed=1";

    @TempDir
    Path folder;

    @Test
    void whatCannotBeLaunchedIsRefused() {
        assertThat(ganvas("launch", "--nproc", 2, "--", "generate", "x").code()).isEqualTo(2);
        assertThat(ganvas("launch", "--nproc", 0, "--", "train", "x").code()).isEqualTo(2);
        MainTest.Said said = ganvas("launch", "--nproc", 2, "--nodes", 2, "--", "train", "x");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("where rank 0 is");
        said = ganvas("launch", "--nproc", 2, "--exchange", "fp8", "--", "train", "x");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("--exchange must be fp32 or bf16, not 'fp8'");
        said = ganvas("train", PICTURES, "--out", folder.resolve("alone"), "--exchange", "bf16");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("this one trains alone");
    }

    /** A whole launch, as somebody types it. */
    private final class Launch {
        private final Process process;
        private final Path log;

        Launch(String run, int images, String... options) throws IOException {
            this(List.of(), run, images, "2", options);
        }

        /** @param within what the launch is a part of the command line of */
        Launch(List<String> within, String run, int images, String processes, String... options) throws IOException {
            log = folder.resolve(run + ".log");
            List<String> command = new ArrayList<>(within);
            command.addAll(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Djava.awt.headless=true",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName(),
                    "launch",
                    "--nproc",
                    processes));
            command.addAll(List.of(options));
            command.addAll(List.of("--", "train", PICTURES, "--task", "classify", "--classifier-width", "24"));
            command.addAll(List.of("--out", folder.resolve(run).toString(), "--images", Integer.toString(images)));
            command.addAll(List.of("--threads", "1", "--precision", "fp32"));
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        }

        List<ProcessHandle> ranks() {
            return process.children().filter(ProcessHandle::isAlive).toList();
        }

        /** Waits for a checkpoint beyond the one before, or the end. */
        String newest(String run, String before) throws Exception {
            String now = before;
            while (process.isAlive() && now.equals(before)) {
                Thread.sleep(50);
                now = checkpoint(run);
            }
            return now;
        }

        String said() throws IOException {
            return Files.readString(log, StandardCharsets.UTF_8);
        }
    }

    private String checkpoint(String run) throws IOException {
        Path checkpoints = folder.resolve(run).resolve("checkpoints");
        if (!Files.isDirectory(checkpoints)) {
            return "";
        }
        try (Stream<Path> files = Files.list(checkpoints)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".safetensors"))
                    .max(String::compareTo)
                    .orElse("");
        }
    }

    private String weights(String run) throws IOException {
        return ModelFile.read(folder.resolve(run).resolve("last.ganvas")).weightsSha256();
    }

    /** Begins a run with the plan of another, and a checkpoint every so many images. */
    private void begin(String run, String like, int checkpointEvery) throws IOException {
        ObjectNode record = (ObjectNode)
                JSON.readTree(folder.resolve(like).resolve("run.json").toFile());
        ((ObjectNode) record.path("plan")).put("checkpointEvery", checkpointEvery);
        Files.createDirectories(folder.resolve(run));
        Files.write(folder.resolve(run).resolve("run.json"), JSON.writeValueAsBytes(record));
    }

    @Test
    @Tag("slow")
    @DisabledOnOs(OS.WINDOWS)
    void killedAtRandomTheWeightsAreThoseOfAnUndisturbedRun() throws Exception {
        int kills = Integer.getInteger("ganvas.test.kills", 12);
        int images = 64 * (32 + 8 * kills);
        Launch undisturbed = new Launch("whole", images);
        assertThat(undisturbed.process.waitFor()).as(undisturbed.said()).isZero();
        begin("killed", "whole", 64 * 4);
        Launch launch = new Launch("killed", images, "--max-restarts", "" + (kills + 8), "--timeout", "20");
        Random random = new Random(1);
        int killed = 0;
        String checkpoint = "";
        long killedAt = 0;
        List<Double> noticed = new ArrayList<>();
        List<Double> wentOn = new ArrayList<>();
        while (killed < kills && launch.process.isAlive()) {
            checkpoint = launch.newest("killed", checkpoint);
            if (killed > 0) {
                wentOn.add((System.nanoTime() - killedAt) / 1e9);
            }
            Thread.sleep(random.nextInt(1500));
            List<ProcessHandle> ranks = launch.ranks();
            if (ranks.size() == 2) {
                // In the order of their start: rank 0 first.
                ranks.get(killed % 2).destroyForcibly();
                killed++;
                killedAt = System.nanoTime();
                while (launch.process.isAlive() && !launch.said().contains("(" + killed + " of ")) {
                    Thread.sleep(5);
                }
                noticed.add((System.nanoTime() - killedAt) / 1e9);
            }
        }
        assertThat(launch.process.waitFor()).as(launch.said()).isZero();
        System.out.printf(
                "%d kills: noticed after %.2f s at most, a new checkpoint after %.1f s at most%n",
                killed, Collections.max(noticed), Collections.max(wentOn));
        assertThat(killed).isGreaterThanOrEqualTo(kills - 2);
        assertThat(weights("killed")).isEqualTo(weights("whole"));
        assertThat(launch.said())
                .contains("was ended by signal 9; starting anew from the last checkpoint (" + (kills - 2) + " of "
                        + (kills + 8) + ")");
    }

    @Test
    @Tag("slow")
    @DisabledOnOs(OS.WINDOWS)
    void aStoppedProcessIsNoticedAndAfterTheLastRestartNothingIsLeft() throws Exception {
        Launch launch = new Launch("stopped", 64 * 100_000, "--max-restarts", "0", "--timeout", "3");
        while (checkpoint("stopped").isEmpty()) {
            assertThat(launch.process.isAlive()).as(launch.said()).isTrue();
            Thread.sleep(50);
        }
        List<ProcessHandle> ranks = launch.ranks();
        assertThat(ranks).hasSize(2);
        new ProcessBuilder("kill", "-STOP", Long.toString(ranks.get(1).pid()))
                .start()
                .waitFor();
        assertThat(launch.process.waitFor(60, TimeUnit.SECONDS))
                .as(launch.said())
                .isTrue();
        assertThat(launch.process.exitValue()).isEqualTo(1);
        assertThat(launch.said()).containsOnlyOnce("gave up after 0 restarts; the last attempt:");
        assertThat(ranks).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    @Tag("slow")
    @DisabledOnOs(OS.WINDOWS)
    void ranksEndWithTheirLauncherHoweverItEnds() throws Exception {
        Launch launch = new Launch("orphans", 64 * 100_000);
        while (checkpoint("orphans").isEmpty()) {
            assertThat(launch.process.isAlive()).as(launch.said()).isTrue();
            Thread.sleep(50);
        }
        List<ProcessHandle> ranks = launch.ranks();
        assertThat(ranks).hasSize(2);
        launch.process.destroyForcibly().waitFor();
        for (ProcessHandle rank : ranks) {
            rank.onExit().get(20, TimeUnit.SECONDS);
        }
    }

    /** Two machines that a link joins: network namespaces, which need the rights of an administrator. */
    private static final class TwoMachines implements AutoCloseable {
        private static final String ADDRESS = "10.77.31.";
        private final String name = "gv" + ProcessHandle.current().pid() % 100_000;

        TwoMachines() throws Exception {
            assumeThat(OS.LINUX.isCurrentOs()).isTrue();
            for (int machine = 0; machine < 2; machine++) {
                assumeThat(ran("ip", "netns", "add", name + machine))
                        .as("ip netns add")
                        .isTrue();
            }
            assertThat(ran("ip", "link", "add", name + "a", "type", "veth", "peer", "name", name + "b"))
                    .isTrue();
            for (int machine = 0; machine < 2; machine++) {
                String end = end(machine);
                assertThat(ran("ip", "link", "set", end, "netns", name + machine))
                        .isTrue();
                assertThat(inside(machine, "ip", "address", "add", ADDRESS + (machine + 1) + "/24", "dev", end))
                        .isTrue();
                assertThat(inside(machine, "ip", "link", "set", "lo", "up")).isTrue();
                assertThat(inside(machine, "ip", "link", "set", end, "up")).isTrue();
            }
        }

        private String end(int machine) {
            return name + (machine == 0 ? "a" : "b");
        }

        List<String> on(int machine) {
            return List.of("ip", "netns", "exec", name + machine);
        }

        void link(String state) throws Exception {
            assertThat(inside(1, "ip", "link", "set", end(1), state)).isTrue();
        }

        private boolean inside(int machine, String... command) throws Exception {
            return ran(Stream.concat(on(machine).stream(), Stream.of(command)).toArray(String[]::new));
        }

        private static boolean ran(String... command) throws Exception {
            try {
                return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
            } catch (IOException e) {
                return false;
            }
        }

        @Override
        public void close() throws Exception {
            for (int machine = 0; machine < 2; machine++) {
                ran("ip", "netns", "delete", name + machine);
            }
        }
    }

    @Test
    @Tag("slow")
    void aLinkThatIsCutIsNoticedAndBothMachinesGoOnWhenItIsBack() throws Exception {
        int images = 64 * 60;
        Launch undisturbed = new Launch("whole", images);
        assertThat(undisturbed.process.waitFor()).as(undisturbed.said()).isZero();
        begin("cut", "whole", 64 * 4);
        try (TwoMachines machines = new TwoMachines()) {
            List<Launch> launches = new ArrayList<>();
            for (int machine = 0; machine < 2; machine++) {
                launches.add(new Launch(
                        machines.on(machine),
                        machine == 0 ? "cut" : "other",
                        images,
                        "1",
                        "--nodes=2",
                        "--node-rank=" + machine,
                        "--master-addr=" + TwoMachines.ADDRESS + 1,
                        "--timeout=5",
                        "--max-restarts=10"));
            }
            launches.get(0).newest("cut", "");
            machines.link("down");
            long cut = System.nanoTime();
            for (Launch launch : launches) {
                while (!launch.said().contains("starting anew from the last checkpoint")) {
                    assertThat(System.nanoTime() - cut).as(launch.said()).isLessThan(TimeUnit.SECONDS.toNanos(60));
                    Thread.sleep(50);
                }
                System.out.printf("noticed after %.1f s%n", (System.nanoTime() - cut) / 1e9);
            }
            machines.link("up");
            long back = System.nanoTime();
            String newest = checkpoint("cut");
            launches.get(0).newest("cut", newest);
            System.out.printf("went on %.1f s after the link was back%n", (System.nanoTime() - back) / 1e9);
            for (Launch launch : launches) {
                assertThat(launch.process.waitFor()).as(launch.said()).isZero();
            }
        }
        assertThat(weights("cut")).isEqualTo(weights("whole"));
    }
}
