package dev.ganvas.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ganvas.engine.ranks.GradientFormat;
import dev.ganvas.error.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ranks as small scripts of the shell. */
class LauncherTest {
    @TempDir
    Path folder;

    private final List<String> told = new CopyOnWriteArrayList<>();

    @BeforeEach
    void needsAShell() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell here");
    }

    private static LaunchPlan plan(int processes, int restarts) {
        return new LaunchPlan(processes, 0, 1, Optional.empty(), restarts, Duration.ofSeconds(7), GradientFormat.BF16);
    }

    private int launch(LaunchPlan plan, String script) {
        return new Launcher(plan, List.of("/bin/sh", "-c", "cd '" + folder + "'\n" + script), told::add).run();
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(folder.resolve(file));
    }

    @Test
    void everyRankIsToldItsPlace() throws IOException {
        int code = launch(
                plan(2, 0),
                "echo said by $RANK >&2; echo $RANK $LOCAL_RANK $WORLD_SIZE $LOCAL_WORLD_SIZE $GROUP_RANK $MASTER_ADDR"
                        + " $TORCHELASTIC_RESTART_COUNT $TORCHELASTIC_MAX_RESTARTS $GANVAS_RANK_TIMEOUT $GANVAS_RANK_EXCHANGE > $RANK;"
                        + " echo $MASTER_PORT > port$RANK");
        assertThat(code).isZero();
        assertThat(lines("0")).containsExactly("0 0 2 2 0 127.0.0.1 0 0 7 bf16");
        assertThat(lines("1")).containsExactly("1 1 2 2 0 127.0.0.1 0 0 7 bf16");
        assertThat(lines("port0")).isEqualTo(lines("port1"));
        // What others say is kept for a report.
        assertThat(told).containsExactly("said by 0");
    }

    @Test
    void ranksOfAnotherMachineAreNumberedOn() throws IOException {
        LaunchPlan plan = new LaunchPlan(
                2,
                1,
                2,
                Optional.of(new LaunchPlan.Address("10.0.0.1", 29500)),
                0,
                Duration.ofSeconds(7),
                GradientFormat.BF16);
        assertThat(launch(
                        plan, "echo $RANK $LOCAL_RANK $WORLD_SIZE $GROUP_RANK $MASTER_ADDR $MASTER_PORT > $LOCAL_RANK"))
                .isZero();
        assertThat(lines("0")).containsExactly("2 0 4 1 10.0.0.1 29500");
        assertThat(lines("1")).containsExactly("3 1 4 1 10.0.0.1 29500");
        assertThatThrownBy(
                        () -> new LaunchPlan(2, 1, 2, Optional.empty(), 0, Duration.ofSeconds(7), GradientFormat.BF16))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("where rank 0 is");
    }

    /** The second start ends well; the rank that would have gone on for ever is ended with the one that died. */
    @Test
    void allAreStartedAnewWhenOneIsLost() throws IOException {
        int code = launch(
                plan(2, 2),
                "echo $TORCHELASTIC_RESTART_COUNT >> starts; echo $$ >> pids;"
                        + " if [ $TORCHELASTIC_RESTART_COUNT = 1 ]; then exit 0; fi;"
                        + " if [ $RANK = 1 ]; then kill -9 $$; fi; exec sleep 600");
        assertThat(code).isZero();
        assertThat(lines("starts")).containsExactlyInAnyOrder("0", "0", "1", "1");
        assertThat(told)
                .containsExactly("rank 1 was ended by signal 9; starting anew from the last checkpoint (1 of 2)");
        assertGone();
    }

    @Test
    void afterTheLastRestartThereIsOneReport() throws IOException {
        int code = launch(
                plan(2, 1),
                "echo $$ >> pids; if [ $RANK = 1 ]; then echo no disk >&2; exit 3; fi; echo waiting >&2; exec sleep 600");
        assertThat(code).isEqualTo(1);
        assertThat(told.get(told.size() - 1))
                .isEqualTo(String.join(
                        System.lineSeparator(),
                        "gave up after 1 restart; the last attempt:",
                        "rank 0 did not end and was ended",
                        "    waiting",
                        "rank 1 ended with code 3",
                        "    no disk"));
        assertGone();
    }

    /** It would be used wrongly again. */
    @Test
    void wrongUsageIsNotTriedAgain() throws IOException {
        int code = launch(
                plan(2, 5), "echo $RANK >> starts; echo $$ >> pids; if [ $RANK = 0 ]; then exit 2; fi; exec sleep 600");
        assertThat(code).isEqualTo(2);
        assertThat(lines("starts")).hasSize(2);
        assertGone();
    }

    @Test
    void whoIsAskedToStopEndsAndIsNotStartedAnew() throws Exception {
        Launcher launcher = new Launcher(
                plan(2, 5),
                List.of(
                        "/bin/sh",
                        "-c",
                        // Waits within the shell: some lose a signal that comes while they start a program.
                        "cd '" + folder + "'\ntrap 'kill $!; echo saved >> saved; exit 130' TERM\n"
                                + "sleep 600 & echo $$ >> pids; wait"),
                told::add);
        Thread running = new Thread(launcher::run);
        running.start();
        while (!Files.exists(folder.resolve("pids")) || lines("pids").size() < 2) {
            Thread.sleep(20);
        }
        launcher.stop();
        running.join();
        assertThat(lines("saved")).containsExactly("saved", "saved");
        assertThat(lines("pids")).hasSize(2);
        assertGone();
    }

    private void assertGone() throws IOException {
        assertThat(lines("pids")).isNotEmpty().allSatisfy(pid -> assertThat(
                        ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive))
                .isEmpty());
    }
}
