package dev.ganvas.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.bench.process.Contender;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandLineTest {
    private final StringWriter errors = new StringWriter();

    @Test
    void wrongSettingsAreNamedWithoutStackTrace() {
        assertThat(execute("throughput", "--rounds", "0")).isEqualTo(2);
        assertThat(errors.toString())
                .contains("--rounds must be above zero, not 0")
                .doesNotContain("\tat ");
    }

    @Test
    void unknownPeersAreNamed() {
        assertThat(execute("check", "--peers", "keras")).isEqualTo(2);
        assertThat(errors.toString()).contains("no peer is called keras; there are ganvas, pytorch, djl, dl4j");
    }

    @Test
    void unknownNetworksAndRanksThatDoNotDivideABatchAreNamed() {
        assertThat(execute("ranks", "--networks", "vgg")).isEqualTo(2);
        assertThat(errors.toString())
                .contains("no network is called vgg; there are dcgan-32, dcgan-64, dcgan-128, unet-16");
        assertThat(execute("ranks", "--ranks", "3")).isEqualTo(2);
        assertThat(errors.toString()).contains("--ranks must divide the batch of 16, not 3");
    }

    @Test
    void everyCommandExplainsItself() {
        assertThat(Main.commandLine().getSubcommands())
                .containsOnlyKeys(
                        "throughput",
                        "gemm",
                        "io",
                        "recognition",
                        "startup",
                        "memory",
                        "restore",
                        "ranks",
                        "quality",
                        "check",
                        "report",
                        "pack");
        for (String name : Main.commandLine().getSubcommands().keySet()) {
            StringWriter out = new StringWriter();
            CommandLine line = Main.commandLine().setOut(new PrintWriter(out, true));
            assertThat(line.execute(name, "--help")).isZero();
            assertThat(out.toString()).contains("Usage: bench " + name);
        }
    }

    @Test
    void commandCarriesPrecisionLayoutAndMore() {
        assertThat(new Contender("pytorch", "bf16", "nhwc", List.of("python3", "x.py")).command("--threads", "2"))
                .containsExactly("python3", "x.py", "--precision", "bf16", "--layout", "nhwc", "--threads", "2");
    }

    private int execute(String... arguments) {
        return Main.commandLine().setErr(new PrintWriter(errors, true)).execute(arguments);
    }
}
