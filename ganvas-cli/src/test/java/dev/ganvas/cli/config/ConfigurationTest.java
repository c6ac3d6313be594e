package dev.ganvas.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class ConfigurationTest {
    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final Properties properties = new Properties();

    @Command(
            name = "root",
            subcommands = {Learn.class, Fetch.class},
            mixinStandardHelpOptions = true)
    static final class Root {}

    @Command(name = "learn", mixinStandardHelpOptions = true)
    static final class Learn implements Runnable {
        @Parameters(arity = "0..1")
        private String data;

        @Option(names = "--json")
        private boolean json;

        @Option(names = "--out", required = true)
        private Path out;

        @Option(names = "--data-licence")
        private String licence;

        @Option(names = "--classes", split = ",")
        private List<String> classes = List.of();

        @Option(
                names = {"-n", "--count"},
                defaultValue = "3")
        private int count;

        @ArgGroup
        private Budget budget = new Budget();

        @ArgGroup(validate = false)
        private More more = new More();

        static final class Budget {
            @Option(names = "--budget")
            private String time;

            @Option(names = "--images")
            private String images;
        }

        static final class More {
            @Option(names = "--width", defaultValue = "7")
            private int width;
        }

        @Override
        public void run() {}

        String said() {
            return String.join(
                    " ",
                    String.valueOf(out),
                    String.valueOf(count),
                    "json=" + json,
                    String.valueOf(budget.time),
                    String.valueOf(budget.images),
                    String.valueOf(more.width),
                    String.join("+", classes));
        }
    }

    @Command(name = "models", subcommands = Pull.class)
    static final class Fetch {}

    @Command(name = "pull")
    static final class Pull implements Runnable {
        @Option(names = "--mirror")
        private String mirror;

        @Override
        public void run() {}
    }

    private Surroundings surroundings() {
        return new Surroundings(folder.resolve("ganvas.yaml"), folder.resolve("user.yaml"), environment, properties);
    }

    private void project(String yaml) throws IOException {
        Files.writeString(folder.resolve("ganvas.yaml"), yaml);
    }

    private void user(String yaml) throws IOException {
        Files.writeString(folder.resolve("user.yaml"), yaml);
    }

    private CommandLine parsed(String... arguments) {
        CommandLine root = new CommandLine(new Root());
        Configuration configuration = Configuration.read(surroundings(), root.getCommandSpec());
        OptionDefaults defaults = new OptionDefaults(configuration, List.of(arguments));
        root.setDefaultValueProvider(defaults);
        CommandLine.ParseResult found = root.parseArgs(arguments);
        defaults.conflict().ifPresent(conflict -> {
            throw new UsageException(conflict);
        });
        while (found.hasSubcommand()) {
            found = found.subcommand();
        }
        return found.commandSpec().commandLine();
    }

    private String learn(String... arguments) {
        return ((Learn) parsed(arguments).getCommand()).said();
    }

    private Configuration read() {
        return Configuration.read(surroundings(), new CommandLine(new Root()).getCommandSpec());
    }

    @Test
    void laterLayersWin() throws IOException {
        project("learn:\n  out: a\n  count: 5\n  width: 8\n");
        assertThat(learn("learn")).isEqualTo("a 5 json=false null null 8 ");
        user("learn.out: b\n");
        assertThat(learn("learn")).startsWith("b 5");
        environment.put("GANVAS_LEARN_OUT", "c");
        assertThat(learn("learn")).startsWith("c 5");
        properties.setProperty("ganvas.learn.out", "d");
        assertThat(learn("learn")).startsWith("d 5");
        assertThat(learn("learn", "--out", "e", "--width", "9")).isEqualTo("e 5 json=false null null 9 ");
        assertThat(read().said(List.of("learn.out")))
                .extracting(ConfiguredValue::where)
                .containsExactly(
                        "-Dganvas.learn.out",
                        "$GANVAS_LEARN_OUT",
                        folder.resolve("user.yaml") + ", line 1",
                        folder.resolve("ganvas.yaml") + ", line 2");
    }

    @Test
    void withoutAnyOptionsHaveTheirOwnDefaults() {
        assertThat(learn("learn", "--out", "a")).isEqualTo("a 3 json=false null null 7 ");
    }

    @Test
    void aFlagThatIsConfiguredAndGivenIsOn() throws IOException {
        project("learn:\n  json: true\n  out: a\n  classes: [cat, dog]\n");
        assertThat(learn("learn")).contains("json=true", "cat+dog");
        assertThat(learn("learn", "--json")).contains("json=true");
    }

    @Test
    void ofOptionsThatExcludeEachOtherOneHolds() throws IOException {
        project("learn:\n  budget: 1h\n  out: a\n");
        assertThat(learn("learn")).contains(" 1h null ");
        assertThat(learn("learn", "--images", "500")).contains(" null 500 ");
        user("learn.images: 700\n");
        assertThat(learn("learn")).contains(" null 700 ");
        assertThat(learn("learn", "--budget", "2m")).contains(" 2m null ");
        project("learn:\n  budget: 1h\n  images: 3\n  out: a\n");
        user("");
        assertThatThrownBy(() -> learn("learn"))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("learn.budget", "exclude each other");
    }

    @Test
    void aVerbsKeyStandsForItsActions() throws IOException {
        project("models.mirror: http://near\n");
        assertThat(((Pull) parsed("models", "pull").getCommand()).mirror).isEqualTo("http://near");
        project("models:\n  mirror: http://near\n  pull.mirror: http://nearer\n");
        assertThat(((Pull) parsed("models", "pull").getCommand()).mirror).isEqualTo("http://nearer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "learn:\\n  buget: 1h | line 2: learn.buget is not known; did you mean learn.budget?",
                "lern.out: x | line 1: lern.out is not known; did you mean learn.out?",
                "learn.help: true | learn.help is not known",
                "xyzzy-plugh: 1 | line 1: xyzzy-plugh is not known.",
                "learn: 3 | learn takes keys of its own, not a value.",
                "learn:\\n  out:\\n    deep: 1 | learn.out takes a value, not a mapping",
                "learn.out: [a, b] | learn.out takes one value, not a list.",
                "learn.out: | line 1: learn.out has no value.",
                "learn:\\n  out: a\\nlearn.out: b | line 3: learn.out stands there twice, at first in line 2.",
                "just words | keys and values are expected",
                "[1, 2] | keys and values are expected",
                "a: [1 | line 2: this is no YAML",
                "a: &x {b: *x} | a is not known",
                "learn: &x {learn: *x} | learn.learn is not known",
                "? [a] \\n: b | this is no YAML: Non scalar key",
                "learn.out: !!java.net.URL [http://x] | takes one value, not a list",
            })
    void whatCannotBeUnderstoodIsRefusedWithItsLine(String yaml, String reason) throws IOException {
        project(yaml.replace("\\n", "\n") + "\n");
        assertThatThrownBy(this::read).isInstanceOf(UsageException.class).hasMessageContaining(reason);
    }

    @Test
    void emptyFilesSayNothing() throws IOException {
        project("# nothing yet\n");
        user("");
        assertThat(learn("learn", "--out", "a")).startsWith("a 3");
    }

    @Test
    void theLibrarySeesWhatFilesSayWhileAVerbRuns() throws IOException {
        project("cache: /from/file\n");
        try (Configuration.Undo undo = read().asProperties()) {
            assertThat(System.getProperty("ganvas.cache")).isEqualTo("/from/file");
        }
        assertThat(System.getProperty("ganvas.cache")).isNull();
        environment.put("GANVAS_CACHE", "/from/environment");
        try (Configuration.Undo undo = read().asProperties()) {
            assertThat(System.getProperty("ganvas.cache")).isNull();
        }
    }

    @Test
    void eachSystemHasItsFolderForSettings() {
        assertThat(Surroundings.user(Map.of(), "Linux", "/home/a"))
                .isEqualTo(Path.of("/home/a/.config/ganvas/ganvas.yaml"));
        assertThat(Surroundings.user(Map.of("XDG_CONFIG_HOME", "/x"), "Linux", "/home/a"))
                .isEqualTo(Path.of("/x/ganvas/ganvas.yaml"));
        assertThat(Surroundings.user(Map.of(), "Mac OS X", "/Users/a"))
                .isEqualTo(Path.of("/Users/a/Library/Application Support/ganvas/ganvas.yaml"));
        assertThat(Surroundings.user(Map.of("APPDATA", "/roaming"), "Windows 11", "/a"))
                .isEqualTo(Path.of("/roaming/ganvas/ganvas.yaml"));
    }
}
