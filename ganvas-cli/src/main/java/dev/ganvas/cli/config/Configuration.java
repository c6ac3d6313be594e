package dev.ganvas.cli.config;

import dev.ganvas.error.UsageException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What files, environment and system properties say, for each key. */
public final class Configuration {
    private final KnownKeys known;
    private final Map<Layer, Map<String, ConfiguredValue>> layers;

    private Configuration(KnownKeys known, Map<Layer, Map<String, ConfiguredValue>> layers) {
        this.known = known;
        this.layers = layers;
    }

    /**
     * Reads it.
     *
     * @param root of all verbs, whose options are the keys
     * @throws UsageException when a file says what cannot be understood
     */
    public static Configuration read(Surroundings surroundings, CommandSpec root) {
        KnownKeys known = new KnownKeys(root);
        Map<Layer, Map<String, ConfiguredValue>> layers = new EnumMap<>(Layer.class);
        layers.put(Layer.PROJECT, ConfigurationFile.read(surroundings.project(), Layer.PROJECT, known));
        layers.put(Layer.USER, ConfigurationFile.read(surroundings.user(), Layer.USER, known));
        Map<String, ConfiguredValue> variables = new LinkedHashMap<>();
        Map<String, ConfiguredValue> properties = new LinkedHashMap<>();
        for (String key : known.all()) {
            String variable = KnownKeys.variable(key);
            said(surroundings.environment().get(variable))
                    .map(text -> new ConfiguredValue(key, text, Layer.ENVIRONMENT, "$" + variable))
                    .ifPresent(value -> variables.put(key, value));
            String property = KnownKeys.property(key);
            said(surroundings.properties().getProperty(property))
                    .map(text -> new ConfiguredValue(key, text, Layer.PROPERTY, "-D" + property))
                    .ifPresent(value -> properties.put(key, value));
        }
        layers.put(Layer.ENVIRONMENT, variables);
        layers.put(Layer.PROPERTY, properties);
        return new Configuration(known, layers);
    }

    /** One that says nothing. */
    public static Configuration none(CommandSpec root) {
        return new Configuration(new KnownKeys(root), Map.of());
    }

    private static Optional<String> said(String text) {
        return Optional.ofNullable(text).filter(value -> !value.isBlank());
    }

    /** Every key there is. */
    public Set<String> keys() {
        return known.all();
    }

    /** What a key is for, in a line or two. */
    public String about(String key) {
        return known.about(key);
    }

    /** What is said of a key, the one that holds first. */
    public List<ConfiguredValue> said(List<String> keys) {
        List<ConfiguredValue> found = new ArrayList<>();
        for (String key : keys) {
            for (int i = Layer.values().length - 1; i >= 0; i--) {
                Optional.ofNullable(
                                layers.getOrDefault(Layer.values()[i], Map.of()).get(key))
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    /** The default that an option has by it. */
    public Optional<ConfiguredValue> of(OptionSpec option) {
        return said(KnownKeys.of(option)).stream().findFirst();
    }

    /**
     * Lets the library see what files say of its own settings, which it reads as system properties. Those that are there stay, and so
     * does what the environment says.
     *
     * @return takes them back
     */
    public Undo asProperties() {
        List<String> added = new ArrayList<>();
        for (LibrarySetting setting : LibrarySetting.values()) {
            Optional<ConfiguredValue> value =
                    said(List.of(setting.key())).stream().findFirst();
            if (value.isPresent() && value.get().layer().compareTo(Layer.ENVIRONMENT) < 0) {
                System.setProperty(setting.property(), value.get().text());
                added.add(setting.property());
            }
        }
        return () -> added.forEach(System::clearProperty);
    }

    /** Takes back what was set. */
    @FunctionalInterface
    public interface Undo extends AutoCloseable {
        @Override
        void close();
    }
}
