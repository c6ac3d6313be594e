package dev.ganvas.server.settings;

import dev.ganvas.error.Require;
import java.time.Duration;

/**
 * How much a server takes on.
 *
 * @param bodyBytes of one upload
 * @param pixels that a picture's header may claim
 * @param outputPixels that the results of a job may have in all
 * @param inputs pictures of a job
 * @param queue what may wait
 * @param disk what may lie on the disk
 * @param requests of a key a second
 * @param archive what an archive may unpack to
 * @param galleries of faces that a key may keep
 */
public record ServerLimits(
        long bodyBytes,
        long pixels,
        long outputPixels,
        int inputs,
        Queue queue,
        Disk disk,
        Requests requests,
        Archive archive,
        Galleries galleries) {
    /** The limits that hold when nothing else is said. */
    public static final ServerLimits USUAL = new ServerLimits(
            64L << 20,
            50_000_000,
            400_000_000,
            100,
            new Queue(10_000, 2_000, 8L << 30),
            new Disk(50L << 30, 256L << 20, Duration.ofDays(7)),
            new Requests(50, 200, 1000),
            new Archive(200, 1_000_000, 32L << 30),
            new Galleries(20, 256L << 20));

    /**
     * What may wait.
     *
     * @param jobs of all keys
     * @param own jobs of one key
     * @param bytes of their inputs
     */
    public record Queue(int jobs, int own, long bytes) {}

    /**
     * What may lie on the disk.
     *
     * @param bytes of uploads and results
     * @param reserve bytes that are left free in any case
     * @param retention how long ended jobs and uploads stay
     */
    public record Disk(long bytes, long reserve, Duration retention) {}

    /**
     * How often a key may ask.
     *
     * @param perSecond in the long run
     * @param burst at once
     * @param uploads bodies of files on their way in at once, of one key at most half of them
     */
    public record Requests(int perSecond, int burst, int uploads) {}

    /**
     * What an archive may claim.
     *
     * @param ratio bytes it unpacks to, over its own
     * @param entries in it
     * @param bytes it unpacks to
     */
    public record Archive(int ratio, int entries, long bytes) {}

    /**
     * The galleries of faces of one key.
     *
     * @param count of them
     * @param bytes of all of them together
     */
    public record Galleries(int count, long bytes) {}

    public ServerLimits {
        Require.positive(bodyBytes, "bodyBytes");
        Require.positive(pixels, "pixels");
        Require.positive(inputs, "inputs");
    }

    /** The same with another queue. */
    public ServerLimits with(Queue other) {
        return new ServerLimits(bodyBytes, pixels, outputPixels, inputs, other, disk, requests, archive, galleries);
    }

    /** The same with another disk. */
    public ServerLimits with(Disk other) {
        return new ServerLimits(bodyBytes, pixels, outputPixels, inputs, queue, other, requests, archive, galleries);
    }

    /** The same with other rates. */
    public ServerLimits with(Requests other) {
        return new ServerLimits(bodyBytes, pixels, outputPixels, inputs, queue, disk, other, archive, galleries);
    }

    /** The same with other galleries. */
    public ServerLimits with(Galleries other) {
        return new ServerLimits(bodyBytes, pixels, outputPixels, inputs, queue, disk, requests, archive, other);
    }
}
