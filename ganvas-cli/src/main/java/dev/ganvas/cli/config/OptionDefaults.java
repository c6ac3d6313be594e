package dev.ganvas.cli.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Gives options the defaults that a configuration says. */
public final class OptionDefaults implements IDefaultValueProvider {
    private final Configuration configuration;
    private final Set<String> given;
    private final Map<String, ConfiguredValue> used = new LinkedHashMap<>();
    private Optional<String> conflict = Optional.empty();

    /** @param arguments of the command line; what is given there has no default by the configuration */
    public OptionDefaults(Configuration configuration, List<String> arguments) {
        this.configuration = configuration;
        this.given = arguments.stream()
                .filter(argument -> argument.startsWith("-"))
                .map(argument -> argument.replaceFirst("=.*", ""))
                .collect(Collectors.toSet());
    }

    /** What it gives from. */
    public Configuration configuration() {
        return configuration;
    }

    /** The defaults that options of the chosen verb got, by key. */
    public Map<String, ConfiguredValue> used() {
        return used;
    }

    /** What is wrong when one place says two things that exclude each other; known once the command line was read. */
    public Optional<String> conflict() {
        return conflict;
    }

    @Override
    public String defaultValue(ArgSpec argument) {
        // Null is how picocli says that there is none.
        return argument instanceof OptionSpec option
                ? value(option).map(ConfiguredValue::text).orElse(null)
                : null;
    }

    private Optional<ConfiguredValue> value(OptionSpec option) {
        Optional<ConfiguredValue> value = configuration.of(option);
        if (value.isEmpty() || isGiven(option) || givesWay(option, value.get())) {
            return Optional.empty();
        }
        used.put(value.get().key(), value.get());
        return value;
    }

    private boolean isGiven(OptionSpec option) {
        return Arrays.stream(option.names()).anyMatch(given::contains);
    }

    /** Of options that exclude each other, only one has a default: none beside one that is given, else that of the last layer. */
    private boolean givesWay(OptionSpec option, ConfiguredValue value) {
        ArgGroupSpec group = option.group();
        if (group == null || !group.exclusive()) {
            return false;
        }
        for (OptionSpec other : group.options()) {
            if (other == option) {
                continue;
            }
            Optional<ConfiguredValue> rival = configuration.of(other);
            if (isGiven(other)
                    || rival.filter(found -> found.layer().compareTo(value.layer()) > 0)
                            .isPresent()) {
                return true;
            }
            if (rival.filter(found -> found.layer() == value.layer()).isPresent()) {
                conflict = Optional.of(value + " and " + rival.get() + " exclude each other; leave one out.");
                return true;
            }
        }
        return false;
    }
}
