package dev.ganvas.server.store;

import java.security.SecureRandom;
import java.time.Instant;

/** Names that nobody can guess, and that sort by time: 48 bits of milliseconds, then 80 random bits, in Crockford's base 32 (ULID). */
public final class Ids {
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int TIME_DIGITS = 10;
    private static final int RANDOM_DIGITS = 16;
    private static final int BITS = 5;
    private static final int LAST = 31;

    /** Not a seed's: whoever could repeat these numbers could read what is others'. */
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** A new one. */
    public static String next() {
        StringBuilder text = new StringBuilder(TIME_DIGITS + RANDOM_DIGITS);
        long millis = Instant.now().toEpochMilli();
        for (int i = TIME_DIGITS - 1; i >= 0; i--) {
            text.append(DIGITS.charAt((int) (millis >>> (BITS * i)) & LAST));
        }
        for (int i = 0; i < RANDOM_DIGITS; i++) {
            text.append(DIGITS.charAt(RANDOM.nextInt(LAST + 1)));
        }
        return text.toString();
    }
}
