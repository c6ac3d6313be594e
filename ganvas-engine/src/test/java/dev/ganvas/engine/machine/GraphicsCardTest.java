package dev.ganvas.engine.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GraphicsCardTest {
    // As nvidia-smi prints them with --format=csv,noheader,nounits: memory in MiB.
    private static final String TWO =
            "NVIDIA H200, 580.65.06, 9.0, 143771, 143100\nTesla T4, 580.65.06, 7.5, 15360, [N/A]\n";

    @Test
    void cardsAreReadFromTheDriversProgram() {
        assertThat(GraphicsCard.parsed(TWO))
                .containsExactly(
                        new GraphicsCard("NVIDIA H200", "580.65.06", "9.0", 143771L << 20, 143100L << 20),
                        new GraphicsCard("Tesla T4", "580.65.06", "7.5", 15360L << 20, 0));
    }

    @Test
    void whatIsNoCardIsNone() {
        assertThat(GraphicsCard.parsed("NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver."))
                .isEmpty();
        assertThat(GraphicsCard.parsed("")).isEmpty();
    }
}
