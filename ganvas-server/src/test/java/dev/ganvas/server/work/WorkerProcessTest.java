package dev.ganvas.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A death is told apart from one that came before the work. */
class WorkerProcessTest {
    @TempDir
    private Path folder;

    private WorkerProcess shell(String script) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh");
        return WorkerProcess.start(List.of("/bin/sh", "-c", script), folder);
    }

    private static WorkerProcess.Outcome outcome(WorkerProcess worker) throws Exception {
        return worker.run(List.of("echo"), (phase, done, total) -> {}).get(20, TimeUnit.SECONDS);
    }

    @Test
    void whoDiesOfItsWorkHasBegunIt() throws Exception {
        try (WorkerProcess worker = shell("read line; echo '{\"begun\": true}'; exit 3")) {
            assertThat(outcome(worker)).isEqualTo(WorkerProcess.Outcome.DEATH);
        }
    }

    @Test
    void whoDiesBeforeHasNot() throws Exception {
        try (WorkerProcess worker = shell("read line; exit 3")) {
            WorkerProcess.Outcome outcome = outcome(worker);
            assertThat(outcome.isDeath()).isTrue();
            assertThat(outcome.begun()).isFalse();
            assertThat(outcome(worker)).isEqualTo(outcome);
        }
    }
}
