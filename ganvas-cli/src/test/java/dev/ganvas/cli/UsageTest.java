package dev.ganvas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line says of itself and of wrong usage. */
class UsageTest {
    @TempDir
    Path folder;

    private record Said(int code, String out, String err) {}

    private static Said ganvas(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Said(code, out.toString(), err.toString());
    }

    @Test
    void verbsAreListedInGroups() {
        List<String> help = ganvas("--help").out().lines().toList();
        List<String> headings =
                help.stream().filter(line -> line.matches("[A-Z][a-z ]+:")).toList();
        assertThat(headings)
                .containsExactly(
                        "Make pictures:",
                        "Repair pictures:",
                        "Understand pictures and models:",
                        "Learn from pictures:",
                        "Manage:");
        assertThat(help.get(help.indexOf("Repair pictures:") + 1)).startsWith("  restore ");
        assertThat(help.get(help.indexOf("Make pictures:") + 1)).startsWith("  generate ");
        assertThat(help.get(help.indexOf("Learn from pictures:") + 1)).startsWith("  train ");
        assertThat(String.join("\n", help)).contains("\n  doctor ", "\n  completion ", "\n  data ");
    }

    @Test
    void optionsOfATaskStandInTheirSection() {
        String help = ganvas("train", "--help").out();
        int section = help.indexOf("Options of --task generate:");
        assertThat(section).isPositive();
        assertThat(help.indexOf("--budget")).isLessThan(section);
        assertThat(help.indexOf("--threads")).isLessThan(section);
        assertThat(help.lastIndexOf("--recipe")).isGreaterThan(section);
        assertThat(help.lastIndexOf("--stop-early")).isGreaterThan(section);
    }

    @Test
    void wrongUsageIsTwoLines() {
        for (String[] arguments : new String[][] {
            {"train"},
            {"paint"},
            {},
            {"data"},
            {"train", "x", "--out", "y", "--task", "paint"},
            {"generate", "m", "-n", "x"}
        }) {
            Said said = ganvas(arguments);
            assertThat(said.code()).isEqualTo(2);
            List<String> lines = said.err().lines().toList();
            assertThat(lines).as(String.join(" ", arguments)).hasSize(2);
            assertThat(lines.get(0)).startsWith("ganvas: ");
            assertThat(lines.get(1)).startsWith("See 'ganvas").endsWith("--help'.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--lr, --learning-rate",
        "--resume, the same command again",
        "--epochs=3, --budget",
        "--batch-size, --batch",
        "--gpu, --device cuda",
        "--workers, --threads",
        "--outdir, --out",
        "--recipy, --recipe"
    })
    void whatPeopleOfOtherProgramsTypeIsAnswered(String typed, String answer) {
        Said said = ganvas("train", "photos", typed, "--seed", "1");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err().lines().findFirst().orElseThrow())
                .contains("no option " + typed.replaceFirst("=.*", ""))
                .contains(answer);
    }

    @Test
    void aHintIsGivenOnlyWhereItHelps() {
        assertThat(ganvas("generate", "m", "--out", "x", "--epochs", "3").err())
                .contains("there is no option --epochs")
                .doesNotContain("--budget");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void completionIsAScriptThatBashReads(String shell) throws Exception {
        Said said = ganvas("completion", shell);
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("generate", "--learning-rate", "complete -F");
        Path script = Files.writeString(folder.resolve("completion"), said.out());
        Process bash;
        try {
            bash = new ProcessBuilder("bash", "-n", script.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            assumeThat(false).as("no bash here").isTrue();
            return;
        }
        assertThat(bash.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(new String(bash.getInputStream().readAllBytes())).isEmpty();
        assertThat(bash.exitValue()).isZero();
    }

    @Test
    void aNameThatIsNoneIsSaidInWords() {
        Said said = ganvas("generate", "m", "--out", "a\0b");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("--out", "no name of a file").doesNotContain("Exception");
    }

    @Test
    void aShellWithoutCompletionIsRefusedWithThoseThatHaveIt() {
        Said said = ganvas("completion", "fish");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("bash", "zsh");
    }
}
