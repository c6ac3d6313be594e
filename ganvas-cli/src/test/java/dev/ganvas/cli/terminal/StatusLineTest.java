package dev.ganvas.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class StatusLineTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream terminal = new PrintStream(bytes, true);
    private final StatusLine line = new StatusLine(terminal);

    /** What a terminal shows in the end: a return goes back to the beginning of its line. */
    private String shown() {
        StringBuilder all = new StringBuilder();
        for (String row : bytes.toString().split("\n", -1)) {
            StringBuilder seen = new StringBuilder();
            for (String part : row.split("\r", -1)) {
                seen.replace(0, Math.min(part.length(), seen.length()), part);
            }
            all.append(seen.toString().stripTrailing()).append('\n');
        }
        return all.toString().stripTrailing();
    }

    @Test
    void textStandsOnALineOfItsOwnAndTheBarGoesOnBelow() {
        line.accept("training 30% MFU 30%");
        line.above(() -> terminal.print("at 96 images\n"));
        line.accept("training 40% MFU 30%");
        line.close();
        line.above(() -> terminal.print("done\n"));
        assertThat(shown()).isEqualTo("at 96 images\ntraining 40% MFU 30%\ndone");
    }

    @Test
    void nothingIsDrawnAfterTheEnd() {
        line.end();
        line.above(() -> terminal.print("Interrupted\n"));
        line.accept("training 40%");
        assertThat(shown()).isEqualTo("Interrupted");
    }
}
