package dev.ganvas.server.http;

import dev.ganvas.server.problem.Problem;
import dev.ganvas.server.settings.ServerLimits;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often each caller may ask: token buckets, of which those of callers long gone are forgotten. */
final class Rates {
    private static final int CALLERS = 10_000;
    private static final long SECOND = 1_000_000_000L;

    /** Wrong keys from one address: so many at once, and one each few seconds. */
    private static final int WRONG_KEYS = 20;

    private static final Duration WRONG_KEY_PAUSE = Duration.ofSeconds(3);

    private final ServerLimits.Requests most;
    private final Map<String, Bucket> requests = forgetting();
    private final Map<String, Bucket> wrong = forgetting();

    Rates(ServerLimits.Requests most) {
        this.most = most;
    }

    private static Map<String, Bucket> forgetting() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > CALLERS;
            }
        };
    }

    /** Counts a request; refuses it when there were too many. */
    void request(Caller caller) {
        Bucket bucket;
        synchronized (requests) {
            bucket = requests.computeIfAbsent(caller.id(), id -> Bucket.builder()
                    .addLimit(
                            limit -> limit.capacity(most.burst()).refillGreedy(most.perSecond(), Duration.ofSeconds(1)))
                    .build());
        }
        take(bucket, "This key asks too often.");
    }

    /** Counts a wrong key of an address; refuses to look at more when there were too many. */
    void wrongKey(String address) {
        Bucket bucket;
        synchronized (wrong) {
            bucket = wrong.computeIfAbsent(address, id -> Bucket.builder()
                    .addLimit(limit -> limit.capacity(WRONG_KEYS).refillGreedy(1, WRONG_KEY_PAUSE))
                    .build());
        }
        take(bucket, "Too many wrong keys came from this address.");
    }

    private static void take(Bucket bucket, String otherwise) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            int seconds = (int) (probe.getNanosToWaitForRefill() / SECOND) + 1;
            throw Problem.later(Problem.Kind.TOO_MANY_REQUESTS, otherwise, seconds);
        }
    }
}
