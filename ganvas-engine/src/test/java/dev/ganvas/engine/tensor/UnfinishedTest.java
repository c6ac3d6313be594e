package dev.ganvas.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnfinishedTest {
    private final List<String> closed = new ArrayList<>();

    private AutoCloseable part(String name) {
        return () -> closed.add(name);
    }

    @Test
    void whatWasMadeBeforeAFailureIsClosedTheLastFirst() {
        assertThatThrownBy(() -> {
                    try (Unfinished made = new Unfinished()) {
                        made.add(part("network"));
                        made.add(part("optimiser"));
                        throw new IllegalArgumentException("no memory");
                    }
                })
                .hasMessage("no memory");
        assertThat(closed).containsExactly("optimiser", "network");
    }

    @Test
    void whatIsFinishedStaysOpen() {
        try (Unfinished made = new Unfinished()) {
            made.add(part("network"));
            made.finished();
        }
        assertThat(closed).isEmpty();
    }

    @Test
    void aPartThatDoesNotCloseKeepsNoOtherOpenAndHidesNoFailure() {
        assertThatThrownBy(() -> {
                    try (Unfinished made = new Unfinished()) {
                        made.add(part("network"));
                        made.add(() -> {
                            throw new IllegalStateException("stuck");
                        });
                        throw new IllegalArgumentException("no memory");
                    }
                })
                .hasMessage("no memory")
                .satisfies(e -> assertThat(e.getSuppressed()[0]).hasRootCauseMessage("stuck"));
        assertThat(closed).containsExactly("network");
    }
}
