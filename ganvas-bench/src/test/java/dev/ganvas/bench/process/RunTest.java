package dev.ganvas.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RunTest {
    @Test
    void keepsBothOutputsApart() throws Exception {
        Run run = Run.of(
                Contender.java(System.getProperty("java.class.path"), Speaker.class.getName()), 1, TimeUnit.MINUTES);
        // A JVM with JAVA_TOOL_OPTIONS set says so first.
        List<String> errors = run.errors().stream()
                .filter(line -> !line.startsWith("Picked up "))
                .toList();
        assertThat(new Run(run.exit(), run.output(), errors))
                .isEqualTo(new Run(3, List.of("result"), List.of("complaint")));
        assertThat(run.complaint()).isEqualTo("complaint");
    }

    @Test
    void saysWhichProgramCannotStart() {
        assertThatThrownBy(() -> Run.of(List.of("no-such-program"), 1, TimeUnit.MINUTES))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no-such-program");
    }

    @Test
    void complainsOfSomethingInAnyCase() {
        assertThat(new Run(1, List.of("", "printed"), List.of(" ")).complaint()).isEqualTo("printed");
        assertThat(new Run(9, List.of(), List.of()).complaint()).isEqualTo("exit code 9");
    }

    /** What the first test starts. */
    static final class Speaker {
        private Speaker() {}

        public static void main(String[] arguments) {
            System.out.println("result");
            System.err.println("complaint");
            System.exit(3);
        }
    }
}
