package dev.ganvas.server.http;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Browsers that showed a key: a cookie stands for it, for a while, so that pages never hold the key. */
final class Sessions {
    static final String COOKIE = "ganvas";
    static final Duration LASTS = Duration.ofHours(12);

    private static final int MOST = 10_000;
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private record Session(String key, long until) {}

    private final Map<String, Session> sessions = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
            return size() > MOST;
        }
    };

    /** Begins a session of a key; returns its token. */
    synchronized String begin(String key) {
        byte[] token = new byte[BYTES];
        RANDOM.nextBytes(token);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(token);
        sessions.put(text, new Session(key, System.nanoTime() + LASTS.toNanos()));
        return text;
    }

    /** The key that a token stands for. */
    synchronized Optional<String> key(String token) {
        return Optional.ofNullable(sessions.get(token))
                .filter(session -> session.until() - System.nanoTime() > 0)
                .map(Session::key);
    }

    synchronized void end(String token) {
        sessions.remove(token);
    }
}
