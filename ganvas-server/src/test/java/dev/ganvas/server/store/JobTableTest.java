package dev.ganvas.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.server.kind.Lane;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobTableTest {
    @TempDir
    Path folder;

    private Database database;
    private JobTable jobs;

    @BeforeEach
    void open() throws IOException {
        database = Database.open(folder, Optional.empty());
        jobs = new JobTable(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void ask(String id, String owner, int priority) {
        jobs.insert(
                new JobTable.Draft(id, owner, "echo", Lane.QUICK, priority, "{}", "h", Optional.empty(), 10, false));
    }

    @Test
    void keysTakeTurnsAndWhoeverWaitsForItComesFirst() {
        for (int i = 0; i < 3; i++) {
            ask("a" + i, "anna", 0);
        }
        ask("b0", "bert", 0);
        ask("i0", "ida", 1);
        ask("b1", "bert", 0);
        assertThat(jobs.order(Lane.QUICK, 10)).containsExactly("i0", "a0", "b0", "a1", "b1", "a2");
        assertThat(jobs.ahead(jobs.find("b1").orElseThrow())).isEqualTo(4);
    }

    @Test
    void whoComesLateDoesNotWaitForAllThatAnotherAskedFor() {
        for (int i = 0; i < 10; i++) {
            ask("a" + i, "anna", 0);
        }
        for (int i = 0; i < 5; i++) {
            jobs.claim("a" + i, "node");
        }
        ask("b", "bert", 0);
        assertThat(jobs.order(Lane.QUICK, 10)).startsWith("a5", "b");
        assertThat(jobs.waiting("bert")).isEqualTo(new JobTable.Waiting(6, 60, 1));
    }

    @Test
    void anAttemptThatComesTooLateEndsNothing() {
        ask("a", "anna", 0);
        Job first = jobs.claim("a", "one").orElseThrow();
        Job second = jobs.claim("a", "two").orElseThrow();
        JobTable.End end = new JobTable.End(
                Job.State.DONE,
                new Job.Result(Optional.empty(), Optional.of("{}"), Optional.of("[]"), Optional.empty()),
                5);
        assertThat(jobs.finish(first, end)).isFalse();
        assertThat(jobs.requeue(first, true)).isFalse();
        assertThat(jobs.finish(second, end)).isTrue();
        assertThat(jobs.finish(second, end)).isFalse();
        assertThat(jobs.claim("a", "three")).isEmpty();
        assertThat(jobs.bytes()).isEqualTo(5);
    }

    @Test
    void whatIsWrittenInAFailedTransactionIsNotThere() {
        assertThatThrownBy(() -> database.write(connection -> {
                    ask("A", "anna", 0);
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(jobs.find("A")).isEmpty();
        ask("A", "anna", 0);
        assertThat(jobs.list(Optional.of("anna"), Optional.empty(), 5)).hasSize(1);
        assertThat(jobs.list(Optional.of("bert"), Optional.empty(), 5)).isEqualTo(List.of());
    }
}
