package dev.ganvas.server.store;

import dev.ganvas.error.UsageException;
import dev.ganvas.server.kind.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Keys that programs and people show. A key has 256 random bits, so that its plain SHA-256 cannot be turned back; the database
 * holds that alone.
 */
public final class KeyTable {
    private static final String PREFIX = "gnv_";
    private static final int SECRET_BYTES = 32;
    private static final int ID_LENGTH = 26;
    private static final String NAME = "[\\p{L}\\p{N}][\\p{L}\\p{N} ._@-]{0,63}";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;

    public KeyTable(Database database) {
        this.database = database;
    }

    /**
     * What is known of a key.
     *
     * @param created milliseconds since 1970
     * @param revoked whether it no longer opens anything
     */
    public record ApiKey(String id, String name, Role role, long created, boolean revoked) {}

    /**
     * Makes a key.
     *
     * @return the key itself, which nobody can read again
     */
    public String add(String name, Role role) {
        if (!name.matches(NAME)) {
            throw new UsageException(
                    "A key's name has letters, digits, spaces and . _ @ - , at most 64, not '" + name + "'.");
        }
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        String id = Ids.next();
        String key = PREFIX + id + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        try {
            database.write(connection -> Sql.update(
                    connection,
                    "insert into api_key (id, name, hash, role, created) values (?, ?, ?, ?, ?)",
                    id,
                    name,
                    hash(key),
                    role.name(),
                    System.currentTimeMillis()));
        } catch (StoreException e) {
            if (e.isDuplicate()) {
                throw new UsageException("There is a key '" + name + "' already; names are used once.", e);
            }
            throw e;
        }
        return key;
    }

    public List<ApiKey> list() {
        return database.read(connection -> Sql.list(
                connection,
                "select id, name, role, created, revoked from api_key order by id",
                row -> new ApiKey(
                        row.getString(1),
                        row.getString(2),
                        Role.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                        row.getLong(4),
                        row.getObject(5) != null)));
    }

    /** Whether some key opens something. */
    public boolean any() {
        return database.read(connection -> Sql.number(connection, "select count(*) from api_key where revoked is null"))
                > 0;
    }

    /** Takes a key's powers away. */
    public void revoke(String name) {
        int changed = database.write(connection -> Sql.update(
                connection,
                "update api_key set revoked = ? where name = ? and revoked is null",
                System.currentTimeMillis(),
                name));
        if (changed == 0) {
            throw new UsageException("There is no key '" + name + "' that is not revoked already.");
        }
    }

    /** The key that was shown; empty when it is none, or revoked. */
    public Optional<ApiKey> find(String shown) {
        if (!shown.startsWith(PREFIX) || shown.length() < PREFIX.length() + ID_LENGTH) {
            return Optional.empty();
        }
        String id = shown.substring(PREFIX.length(), PREFIX.length() + ID_LENGTH);
        record Stored(String hash, ApiKey key) {}
        Optional<Stored> stored = database.read(connection -> Sql.first(
                connection,
                "select hash, name, role, created from api_key where id = ? and revoked is null",
                row -> new Stored(
                        row.getString(1),
                        new ApiKey(id, row.getString(2), Role.valueOf(row.getString(3)), row.getLong(4), false)),
                id));
        byte[] hash = hash(shown).getBytes(StandardCharsets.US_ASCII);
        // Compared in a time that does not tell how much of it is right.
        return stored.filter(one -> MessageDigest.isEqual(hash, one.hash().getBytes(StandardCharsets.US_ASCII)))
                .map(Stored::key);
    }

    private static String hash(String key) {
        return HexFormat.of().formatHex(sha256().digest(key.getBytes(StandardCharsets.UTF_8)));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
