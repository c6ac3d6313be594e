package dev.ganvas.spring;

import dev.ganvas.engine.machine.Precision;
import dev.ganvas.error.Require;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What an application says of Ganvas.
 *
 * @param threads that a network computes with; 0 for one a processor
 * @param precision of networks that restore and enhance: fp32 or bf16
 * @param memory that restoring and enhancing may take, pictures included
 * @param models which networks are used
 * @param limits of what is taken in
 * @param label of what is generated; what is left out is as system properties and environment say
 */
@ConfigurationProperties("ganvas")
public record GanvasProperties(
        @DefaultValue("0") int threads,
        @DefaultValue("fp32") String precision,
        @DefaultValue("2GB") DataSize memory,
        @DefaultValue Models models,
        @DefaultValue Limits limits,
        @DefaultValue Label label) {
    public GanvasProperties {
        Require.that(threads >= 0, "ganvas.threads must be 0 or more, not " + threads);
        Precision.parse(precision);
        Require.positive(memory.toBytes(), "ganvas.memory");
    }

    /**
     * Which networks are used: files, or names of models that ship.
     *
     * @param restorers files that are taken before the networks that ship for restoring and enhancing
     * @param classifier says what is in pictures
     * @param embedder turns pictures into vectors
     * @param generator draws pictures; without one there is no bean that does
     */
    public record Models(
            @DefaultValue List<String> restorers,
            @DefaultValue("cifar10-objects") String classifier,
            @DefaultValue("cifar10-features") String embedder,
            @DefaultValue("") String generator) {}

    /**
     * Limits of what is taken in.
     *
     * @param bytes of a picture file
     * @param pixels of a picture
     * @param pictures drawn by one call
     * @param longestWait how long a call waits for those before it
     */
    public record Limits(
            @DefaultValue("64MB") DataSize bytes,
            @DefaultValue("50000000") long pixels,
            @DefaultValue("1000") int pictures,
            @DefaultValue("30s") Duration longestWait) {}

    /**
     * Labels of what is generated.
     *
     * @param profile none, metadata, cn, eu or cn+eu
     * @param producer name or code of who generates
     * @param key file of the key that signs
     * @param visibleText words in a corner of each picture
     * @param watermark number of the invisible mark, or producer for one that follows from the producer
     */
    public record Label(
            @DefaultValue("") String profile,
            @DefaultValue("") String producer,
            @DefaultValue("") String key,
            @DefaultValue("") String visibleText,
            @DefaultValue("") String watermark) {}
}
