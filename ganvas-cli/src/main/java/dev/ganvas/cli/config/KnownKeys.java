package dev.ganvas.cli.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Every key there is: {@code VERB.OPTION} for each option of each verb, {@code VERB.ACTION.OPTION} where verbs have actions, and
 * what the library reads. {@code VERB.OPTION} also stands for that option of all actions of the verb.
 */
final class KnownKeys {
    private static final String PROPERTY = "ganvas.";

    /** Options that a key stands for; none for what the library reads. */
    private final Map<String, List<OptionSpec>> keys = new TreeMap<>();

    KnownKeys(CommandSpec root) {
        collect(root, List.of());
        for (LibrarySetting setting : LibrarySetting.values()) {
            keys.put(setting.key(), List.of());
        }
    }

    private void collect(CommandSpec verb, List<String> path) {
        for (OptionSpec option : verb.options()) {
            if (isConfigurable(option)) {
                of(option, path).forEach(key -> keys.computeIfAbsent(key, made -> new ArrayList<>())
                        .add(option));
            }
        }
        for (CommandLine action : Set.copyOf(verb.subcommands().values())) {
            List<String> deeper = new ArrayList<>(path);
            deeper.add(action.getCommandName());
            collect(action.getCommandSpec(), deeper);
        }
    }

    private static boolean isConfigurable(OptionSpec option) {
        return !option.usageHelp() && !option.versionHelp() && !option.inherited();
    }

    /** Keys that an option's default may have, the most particular first. */
    static List<String> of(OptionSpec option) {
        List<String> path = new ArrayList<>();
        for (CommandSpec verb = option.command(); verb.parent() != null; verb = verb.parent()) {
            path.add(0, verb.name());
        }
        return isConfigurable(option) ? of(option, path) : List.of();
    }

    private static List<String> of(OptionSpec option, List<String> path) {
        String name = option.longestName().replaceFirst("^-+", "");
        List<String> own = new ArrayList<>(path);
        own.add(name);
        List<String> found = new ArrayList<>(List.of(String.join(".", own)));
        String ofVerb = path.size() < 2 ? "" : String.join(".", path.get(0), name);
        // What the library reads means the same for every verb, which an action's option of that name need not.
        if (!ofVerb.isEmpty() && LibrarySetting.of(ofVerb).isEmpty()) {
            found.add(ofVerb);
        }
        return found;
    }

    Set<String> all() {
        return keys.keySet();
    }

    boolean contains(String key) {
        return keys.containsKey(key);
    }

    /** Whether keys begin with this one and a dot. */
    boolean isGroup(String key) {
        return keys.keySet().stream().anyMatch(known -> known.startsWith(key + "."));
    }

    /** Whether a list of values may be given. */
    boolean takesSeveral(String key) {
        List<OptionSpec> options = keys.getOrDefault(key, List.of());
        return !options.isEmpty() && options.stream().allMatch(option -> ",".equals(option.splitRegex()));
    }

    /** What a key is for, in the words of the help. */
    String about(String key) {
        List<OptionSpec> options = keys.get(key);
        return options.isEmpty()
                ? LibrarySetting.of(key).map(LibrarySetting::about).orElse("")
                : String.join(" ", options.get(0).description());
    }

    static String variable(String key) {
        return LibrarySetting.of(key)
                .map(LibrarySetting::variable)
                .orElse((PROPERTY + key)
                        .toUpperCase(Locale.ROOT)
                        .replace('.', '_')
                        .replace('-', '_'));
    }

    static String property(String key) {
        return LibrarySetting.of(key).map(LibrarySetting::property).orElse(PROPERTY + key);
    }

    /** The known key that is spelt most alike; empty when none is alike. */
    Optional<String> nearest(String key) {
        String nearest = "";
        int least = Math.max(2, key.length() / 2);
        for (String known : keys.keySet()) {
            int distance = distance(key, known);
            if (distance < least) {
                least = distance;
                nearest = known;
            }
        }
        return Optional.of(nearest).filter(found -> !found.isEmpty());
    }

    /** Letters to add, take away or replace (Levenshtein 1966). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
