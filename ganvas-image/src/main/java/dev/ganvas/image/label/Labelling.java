package dev.ganvas.image.label;

import dev.ganvas.error.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Which labels generated pictures carry, and who answers for them.
 *
 * @param profile which labels
 * @param producer who generates: a name or a code, as GB 45438-2025 has it
 * @param key that signs the label; absent, a label shows mishaps alone
 * @param visible words in the picture
 * @param watermark number of an invisible mark in the picture, 48 bits; absent for none
 */
public record Labelling(
        Profile profile,
        String producer,
        Optional<SigningKey> key,
        Optional<VisibleLabel> visible,
        OptionalLong watermark) {
    private static final String NOBODY = "Ganvas";

    /** In the metadata alone; the producer is not named. */
    public static final Labelling METADATA =
            new Labelling(Profile.METADATA, NOBODY, Optional.empty(), Optional.empty(), OptionalLong.empty());

    /** Which labels pictures carry. */
    public enum Profile {
        /** None. Who publishes such pictures may break the law. */
        NONE(false, false),
        /** Those of IPTC and of GB 45438-2025 in the metadata. */
        METADATA(true, true),
        /** As {@link #METADATA}, by a producer that is named, and words in the picture. */
        CN(true, true),
        /** That of IPTC in the metadata, which is machine-readable as Article 50(2) of Regulation (EU) 2024/1689 asks. */
        EU(true, false),
        /** As {@link #CN}. */
        CN_EU(true, true);

        private final boolean iptc;
        private final boolean aigc;

        Profile(boolean iptc, boolean aigc) {
            this.iptc = iptc;
            this.aigc = aigc;
        }

        boolean hasIptc() {
            return iptc;
        }

        boolean hasAigc() {
            return aigc;
        }

        /** Whether the rules of China are to be kept. */
        public boolean isChinese() {
            return this == CN || this == CN_EU;
        }

        /** As people write it: {@code cn+eu}. */
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', '+');
        }

        /**
         * The profile of a name.
         *
         * @throws UsageException when there is none
         */
        public static Profile named(String name) {
            return Arrays.stream(values())
                    .filter(profile -> profile.words().equals(name.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new UsageException("There is no profile of labels '" + name + "'; they are "
                            + Arrays.stream(values()).map(Profile::words).collect(Collectors.joining(", ")) + "."));
        }
    }

    public Labelling {
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(visible, "visible");
    }

    /** Without an invisible mark. */
    public Labelling(Profile profile, String producer, Optional<SigningKey> key, Optional<VisibleLabel> visible) {
        this(profile, producer, key, visible, OptionalLong.empty());
    }

    /** What people said; absent parts are as usual for the profile. */
    public record Choice(
            Optional<String> profile,
            Optional<String> producer,
            Optional<Path> key,
            Optional<String> visibleText,
            Optional<String> watermark) {
        /** What is said of a mark whose number follows from the producer. */
        public static final String BY_PRODUCER = "producer";

        /** This where it says something, otherwise the other. */
        public Choice or(Choice other) {
            return new Choice(
                    profile.or(other::profile),
                    producer.or(other::producer),
                    key.or(other::key),
                    visibleText.or(other::visibleText),
                    watermark.or(other::watermark));
        }

        /**
         * What it comes to.
         *
         * @throws UsageException when there is no such profile or key, or a producer is wanting
         */
        public Labelling labelling() throws IOException {
            Profile chosen = profile.map(Profile::named).orElse(Profile.METADATA);
            Optional<String> named = producer.map(String::strip).filter(name -> !name.isEmpty());
            if (chosen.isChinese() && named.isEmpty()) {
                throw new UsageException(
                        "The profile " + chosen.words() + " needs the name or code of who generates: give"
                                + " a producer, or set " + Setting.PRODUCER.environment + ".");
            }
            Optional<VisibleLabel> words = visibleText.map(VisibleLabel.USUAL::saying);
            return new Labelling(
                    chosen,
                    named.orElse(NOBODY),
                    key.isPresent() ? Optional.of(SigningKey.read(key.get())) : Optional.empty(),
                    chosen.isChinese() ? words.or(() -> Optional.of(VisibleLabel.USUAL)) : words,
                    watermark.isPresent()
                            ? OptionalLong.of(markNumber(watermark.get(), named.orElse(NOBODY)))
                            : OptionalLong.empty());
        }

        /**
         * The number of a mark.
         *
         * @param said a number, or {@value #BY_PRODUCER} for one that follows from the producer's name: the first 48 bits of the
         *     SHA-256 of its UTF-8
         * @throws UsageException when it is no such number
         */
        public static long markNumber(String said, String producer) {
            if (said.equalsIgnoreCase(BY_PRODUCER) || said.equalsIgnoreCase("true")) {
                return ByteBuffer.wrap(Hashes.sha256(producer.getBytes(StandardCharsets.UTF_8)))
                                .getLong()
                        >>> 16;
            }
            if (!said.matches("\\d{1,15}") || Long.parseLong(said) >= 1L << 48) {
                throw new UsageException(
                        "'" + said + "' is no number of 48 bits for an invisible mark; leave it out for one that"
                                + " follows from the producer.");
            }
            return Long.parseLong(said);
        }

        /** What the system's properties say ({@code ganvas.label.producer}), or the environment ({@code GANVAS_LABEL_PRODUCER}). */
        public static Choice configured() {
            return new Choice(
                    Setting.PROFILE.value(),
                    Setting.PRODUCER.value(),
                    Setting.KEY.value().map(Path::of),
                    Setting.TEXT.value(),
                    Setting.WATERMARK.value());
        }
    }

    private enum Setting {
        PROFILE("ganvas.label", "GANVAS_LABEL"),
        PRODUCER("ganvas.label.producer", "GANVAS_LABEL_PRODUCER"),
        KEY("ganvas.label.key", "GANVAS_LABEL_KEY"),
        TEXT("ganvas.label.text", "GANVAS_LABEL_TEXT"),
        WATERMARK("ganvas.label.watermark", "GANVAS_LABEL_WATERMARK");

        private final String property;
        private final String environment;

        Setting(String property, String environment) {
            this.property = property;
            this.environment = environment;
        }

        Optional<String> value() {
            return Optional.ofNullable(System.getProperty(property))
                    .or(() -> Optional.ofNullable(System.getenv(environment)))
                    .filter(value -> !value.isBlank());
        }
    }

    /**
     * What properties and environment say; {@link #METADATA} where they say nothing.
     *
     * @throws UsageException when they name no profile there is, or a producer is wanting
     */
    public static Labelling configured() {
        try {
            return Choice.configured().labelling();
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
