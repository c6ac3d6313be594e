package dev.ganvas.server.http;

import dev.ganvas.server.problem.Problem;
import dev.ganvas.server.settings.ServerSettings;
import dev.ganvas.server.store.KeyTable;
import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who may come in. A page of another site cannot: its origin is not this server's, and a name that it has led here is not one that
 * this server has (DNS rebinding). Where keys were made, each request shows one.
 */
final class Gate {
    private static final String BEARER = "Bearer ";
    private static final Duration KEYS_KNOWN_FOR = Duration.ofSeconds(1);
    private static final Set<String> SAFE = Set.of("GET", "HEAD");
    private static final String PORT = ":\\d{1,5}$";

    private final KeyTable keys;
    private final Sessions sessions;
    private final Rates rates;
    private final ServerSettings.Address address;
    private volatile boolean keysNeeded = true;
    private volatile Optional<Long> looked = Optional.empty();

    Gate(KeyTable keys, Sessions sessions, Rates rates, ServerSettings.Address address) {
        this.keys = keys;
        this.sessions = sessions;
        this.rates = rates;
        this.address = address;
    }

    /** Checks where a request comes from; before anything of it is looked at. */
    void checkOrigin(Context context) {
        if (context.header("X-HTTP-Method-Override") != null) {
            throw Problem.of(Problem.Kind.MALFORMED_REQUEST, "A request's method is the one it says first.");
        }
        String host = Optional.ofNullable(context.header("Host")).orElse("").toLowerCase(Locale.ROOT);
        if (!isOurs(host.replaceFirst(PORT, ""))) {
            throw Problem.of(
                    Problem.Kind.UNKNOWN_HOST,
                    "This server is called by its address or as localhost; other names are given to it with --host.");
        }
        String origin = context.header("Origin");
        if (origin != null && !origin.equals("http://" + host) && !origin.equals("https://" + host)) {
            throw Problem.of(Problem.Kind.FOREIGN_ORIGIN, "Pages of other sites may not use this server.");
        }
        String site = Optional.ofNullable(context.header("Sec-Fetch-Site")).orElse("none");
        boolean foreign = site.equals("cross-site") || site.equals("same-site");
        boolean api = context.path().startsWith("/v1/");
        if (foreign && (api || !SAFE.contains(context.req().getMethod()))) {
            throw Problem.of(Problem.Kind.FOREIGN_ORIGIN, "Pages of other sites may not use this server.");
        }
    }

    /** An address cannot be led elsewhere, so that any is fine; a name must be one of ours. */
    private boolean isOurs(String host) {
        boolean literal = host.matches("\\d{1,3}(\\.\\d{1,3}){3}") || host.matches("\\[[0-9a-f:.]+]");
        return literal || host.equals("localhost") || address.hosts().contains(host);
    }

    /** Finds out who asks, and whether that is too often. */
    void admit(Context context) {
        Caller caller = caller(context);
        caller.attach(context);
        rates.request(caller);
    }

    private Caller caller(Context context) {
        Optional<String> shown = Optional.ofNullable(context.header("Authorization"))
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip());
        if (shown.isPresent()) {
            return byKey(shown.get(), context.ip());
        }
        Optional<String> key =
                Optional.ofNullable(context.cookie(Sessions.COOKIE)).flatMap(sessions::key);
        if (key.isPresent()) {
            return byKey(key.get(), context.ip());
        }
        if (keysNeeded()) {
            throw Problem.of(Problem.Kind.KEY_NEEDED, "Show a key of this server: Authorization: Bearer gnv_...");
        }
        return Caller.LOCAL;
    }

    /** Who showed a key; counts those that are wrong. */
    Caller byKey(String key, String ip) {
        return keys.find(key)
                .map(found -> new Caller(found.id(), found.name(), found.role()))
                .orElseGet(() -> {
                    rates.wrongKey(ip);
                    throw Problem.of(Problem.Kind.KEY_NEEDED, "This key is none of this server's, or was revoked.");
                });
    }

    /** Keys made while the server runs count soon. */
    private boolean keysNeeded() {
        long now = System.nanoTime();
        if (looked.isEmpty() || now - looked.get() > KEYS_KNOWN_FOR.toNanos()) {
            keysNeeded = keys.any() || !isLoopback(address.bind());
            looked = Optional.of(now);
        }
        return keysNeeded;
    }

    /** Whether an address is reached from this computer alone. */
    static boolean isLoopback(String bind) {
        try {
            return InetAddress.getByName(bind).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
