package dev.ganvas.cli;

import dev.ganvas.cli.config.Configuration;
import dev.ganvas.cli.config.ConfiguredValue;
import dev.ganvas.cli.config.OptionDefaults;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.usage.Group;
import dev.ganvas.cli.usage.InGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@InGroup(Group.MANAGE)
@Command(
        name = "config",
        description = "Shows the defaults that ganvas.yaml, the environment and system properties set.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "ACTION",
        subcommands = {ConfigCommand.Show.class, ConfigCommand.Keys.class},
        footer = {"", "Example:  ganvas config show --origin", "Example:  ganvas config keys train"})
final class ConfigCommand {
    private ConfigCommand() {}

    private static Configuration configuration(CommandSpec command) {
        return command.defaultValueProvider() instanceof OptionDefaults defaults
                ? defaults.configuration()
                : Configuration.none(command.root());
    }

    @Command(
            name = "show",
            description = {
                "Shows the values that hold. Later ones win: ganvas.yaml of the working directory, ganvas.yaml of the user,"
                        + " the environment, system properties; an option on the command line wins over all."
            },
            mixinStandardHelpOptions = true,
            footer = {"", "Example:  ganvas config show --origin"})
    static final class Show implements Callable<Integer> {
        @Option(names = "--origin", description = "Also show where each value stands, and which values it overrides.")
        private boolean origin;

        @Mixin
        private Output output;

        @Spec
        private CommandSpec command;

        @Override
        public Integer call() {
            Configuration configuration = configuration(command);
            List<Map<String, Object>> rows = new ArrayList<>();
            for (String key : configuration.keys()) {
                List<ConfiguredValue> said = configuration.said(List.of(key));
                if (!said.isEmpty()) {
                    output.say(
                            origin
                                    ? said.get(0).toString()
                                    : key + " = " + said.get(0).text());
                    Map<String, Object> row = row(said.get(0));
                    if (origin) {
                        List<ConfiguredValue> overridden = said.subList(1, said.size());
                        overridden.forEach(
                                value -> output.say("  instead of " + value.text() + " (" + value.where() + ")"));
                        row.put("overrides", overridden.stream().map(Show::row).toList());
                    }
                    rows.add(row);
                }
            }
            if (rows.isEmpty()) {
                output.say("Nothing is configured.");
            }
            output.result(Map.of("values", rows));
            return 0;
        }

        private static Map<String, Object> row(ConfiguredValue value) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("key", value.key());
            row.put("value", value.text());
            row.put("layer", value.layer().name().toLowerCase(Locale.ROOT));
            row.put("where", value.where());
            return row;
        }
    }

    @Command(
            name = "keys",
            description = "Lists the keys that ganvas.yaml may have.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:  ganvas config keys train"})
    static final class Keys implements Callable<Integer> {
        @Parameters(arity = "0..1", paramLabel = "BEGINNING", description = "Only keys that begin so, such as train.")
        private String beginning = "";

        @Mixin
        private Output output;

        @Spec
        private CommandSpec command;

        @Override
        public Integer call() {
            Configuration configuration = configuration(command);
            Map<String, String> found = new LinkedHashMap<>();
            for (String key : configuration.keys()) {
                if (key.startsWith(beginning)) {
                    found.put(key, configuration.about(key));
                }
            }
            int width = found.keySet().stream().mapToInt(String::length).max().orElse(0);
            found.forEach((key, about) -> output.say(key + " ".repeat(width - key.length() + 2) + about));
            output.result(found);
            return 0;
        }
    }
}
