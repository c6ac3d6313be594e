package dev.ganvas.cli;

import dev.ganvas.cli.terminal.Output;
import dev.ganvas.server.kind.Role;
import dev.ganvas.server.store.Database;
import dev.ganvas.server.store.KeyTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "keys",
        description = "Makes, lists and revokes the keys that clients of a server show.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "ACTION",
        subcommands = {ServeKeysCommand.Add.class, ServeKeysCommand.Listing.class, ServeKeysCommand.Revoke.class},
        footer = {"", "Example:  ganvas serve keys add studio --role train --data ganvas-data"})
final class ServeKeysCommand {
    private ServeKeysCommand() {}

    /** Where a server keeps what it keeps. */
    static final class Store {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                defaultValue = "ganvas-data",
                description = "Folder of everything that the server keeps (default: ${DEFAULT-VALUE}).")
        private Path data;

        @Option(
                names = "--db",
                paramLabel = "URL",
                description = "PostgreSQL for several servers, as jdbc:postgresql://host/name?user=...&password=..."
                        + " (default: $GANVAS_DB, else a file of SQLite in --data).")
        private Optional<String> url = Optional.empty();

        Path data() {
            return data;
        }

        Optional<String> database() {
            return url.or(() -> Optional.ofNullable(System.getenv("GANVAS_DB")).filter(text -> !text.isBlank()));
        }

        Database open() throws IOException {
            return Database.open(data.toAbsolutePath(), database());
        }
    }

    /** The key that is meant. */
    static final class KeyName {
        @Parameters(paramLabel = "NAME", description = "What the key is called.")
        private String name;
    }

    @Command(
            name = "add",
            description = "Makes a key and shows it, once.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:  ganvas serve keys add studio --role train --data ganvas-data"})
    static final class Add implements Callable<Integer> {
        @Mixin
        private KeyName key;

        @Option(
                names = "--role",
                defaultValue = "use",
                description =
                        "use: files and jobs of its own; train: also trainings; admin: also jobs of others, and the"
                                + " server's figures (default: ${DEFAULT-VALUE}).")
        private Role role;

        @Mixin
        private Store store;

        @Mixin
        private Output output;

        @Override
        public Integer call() throws IOException {
            try (Database database = store.open()) {
                String secret = new KeyTable(database).add(key.name, role);
                output.say(secret);
                output.note("Keep it: nobody can read it again. Clients send it as  Authorization: Bearer KEY");
                output.result(Map.of("name", key.name, "role", role.label(), "key", secret));
                return 0;
            }
        }
    }

    @Command(
            name = "list",
            description = "Lists keys, without the keys themselves.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:  ganvas serve keys list --data ganvas-data"})
    static final class Listing implements Callable<Integer> {
        @Mixin
        private Store store;

        @Mixin
        private Output output;

        @Override
        public Integer call() throws IOException {
            try (Database database = store.open()) {
                List<Map<String, Object>> rows = new ArrayList<>();
                for (KeyTable.ApiKey key : new KeyTable(database).list()) {
                    String made = Instant.ofEpochMilli(key.created()).toString();
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("name", key.name());
                    row.put("role", key.role().label());
                    row.put("created", made);
                    row.put("revoked", key.revoked());
                    rows.add(row);
                    output.say(String.format(
                            "%-24s %-6s %s%s", key.name(), key.role().label(), made, key.revoked() ? "  revoked" : ""));
                }
                output.result(Map.of("keys", rows));
                return 0;
            }
        }
    }

    @Command(
            name = "revoke",
            description = "Takes a key's powers away, also from a server that runs.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:  ganvas serve keys revoke studio --data ganvas-data"})
    static final class Revoke implements Callable<Integer> {
        @Mixin
        private KeyName key;

        @Mixin
        private Store store;

        @Mixin
        private Output output;

        @Override
        public Integer call() throws IOException {
            try (Database database = store.open()) {
                new KeyTable(database).revoke(key.name);
                output.say("Revoked: " + key.name);
                output.result(Map.of("revoked", key.name));
                return 0;
            }
        }
    }
}
