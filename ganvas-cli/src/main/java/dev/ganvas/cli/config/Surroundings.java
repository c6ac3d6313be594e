package dev.ganvas.cli.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Where values may stand.
 *
 * @param project the file of the working directory, which need not exist
 * @param user the file of the user, which need not exist
 * @param environment variables by name
 * @param properties of the system
 */
public record Surroundings(Path project, Path user, Map<String, String> environment, Properties properties) {
    private static final String FILE = "ganvas.yaml";

    /** Those of this process. */
    public static Surroundings usual() {
        return new Surroundings(
                Path.of(FILE),
                user(System.getenv(), System.getProperty("os.name"), System.getProperty("user.home")),
                System.getenv(),
                System.getProperties());
    }

    /** The file in the user's folder for settings, as each system has it. */
    static Path user(Map<String, String> environment, String system, String home) {
        String lower = system.toLowerCase(Locale.ROOT);
        if (lower.contains("mac")) {
            return Path.of(home, "Library", "Application Support", "ganvas", FILE);
        }
        Optional<String> folder =
                lower.contains("windows") ? named(environment, "APPDATA") : named(environment, "XDG_CONFIG_HOME");
        return folder.map(named -> Path.of(named, "ganvas", FILE)).orElse(Path.of(home, ".config", "ganvas", FILE));
    }

    private static Optional<String> named(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
