package dev.ganvas.image.label;

import dev.ganvas.error.Require;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a picture is, and how it came about. Whoever writes a picture file says so with one of these, and what a generator
 * drew cannot be written without its label: readable entries, and an XMP packet with the digital source type of IPTC.
 *
 * @param kind of the picture
 * @param software that wrote it, one line
 * @param details of how it came about, by short lower-case names such as {@code seed}; written as {@code ganvas:seed}
 * @param labelling which labels it carries when some of it is generated
 */
public record Origin(Kind kind, String software, Map<String, String> details, Labelling labelling) {
    static final String SOFTWARE = "Ganvas";
    private static final String DETAIL = "ganvas:";

    /** What a picture shows. */
    public enum Kind {
        /** Pictures as they were given; no label says anything of them. */
        REAL("", ""),
        /** All of it was drawn by a trained generator. */
        GENERATED("generated picture", "trainedAlgorithmicMedia"),
        /** Generated pictures beside real ones. */
        COMPOSITE("generated and real pictures side by side", "compositeWithTrainedAlgorithmicMedia"),
        /** A real picture that was restored or enhanced. */
        ENHANCED("restored or enhanced picture", "algorithmicallyEnhanced");

        /** IPTC NewsCodes, Digital Source Type (https://cv.iptc.org/newscodes/digitalsourcetype/). */
        private static final String VOCABULARY = "http://cv.iptc.org/newscodes/digitalsourcetype/";

        private final String words;
        private final String code;

        Kind(String words, String code) {
            this.words = words;
            this.code = code;
        }

        /** Whether a generator drew some of it. */
        public boolean isGenerated() {
            return this == GENERATED || this == COMPOSITE;
        }

        /** The address that IPTC's vocabulary has for it; none for real pictures. */
        public Optional<String> digitalSourceType() {
            return this == REAL ? Optional.empty() : Optional.of(VOCABULARY + code);
        }

        /**
         * What a picture file of any format says of itself; restored and enhanced ones are real. Metadata is searched as text, as XMP packets are made for
         * (ISO 16684-1, 7.3); compressed metadata says nothing here.
         *
         * @param file the whole file
         */
        public static Kind saidBy(byte[] file) {
            // One byte a character, so that places in the text are places in the file.
            String text = new String(file, StandardCharsets.ISO_8859_1);
            for (Kind kind : new Kind[] {COMPOSITE, GENERATED}) {
                if (text.contains(VOCABULARY + kind.code)) {
                    return kind;
                }
            }
            return REAL;
        }

        /** Whether what a file says, the address of its digital source type, is that some of it was generated. */
        static boolean isGenerated(String digitalSourceType) {
            return digitalSourceType.equals(VOCABULARY + GENERATED.code)
                    || digitalSourceType.equals(VOCABULARY + COMPOSITE.code);
        }

        /** What a picture is that shows pictures of all these kinds. */
        public static Kind of(Collection<Kind> parts) {
            Require.that(!parts.isEmpty(), "a picture of no pictures has no origin");
            Kind first = parts.iterator().next();
            return parts.stream().allMatch(first::equals) ? first : COMPOSITE;
        }
    }

    /** With the labels that properties and environment ask for. */
    public Origin(Kind kind, String software, Map<String, String> details) {
        this(kind, software, details, kind == Kind.REAL ? Labelling.METADATA : Labelling.configured());
    }

    public Origin {
        Objects.requireNonNull(labelling, "labelling");
        Require.that(
                !software.isBlank() && software.chars().noneMatch(Character::isISOControl),
                "the software that wrote a picture is named in one line, not \"" + software + "\"");
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /** Of this kind, with nothing more to say. */
    public static Origin of(Kind kind) {
        return new Origin(kind, SOFTWARE, Map.of());
    }

    /** Of this kind, with these labels and nothing more to say. */
    public static Origin of(Kind kind, Labelling labelling) {
        return new Origin(kind, SOFTWARE, Map.of(), labelling);
    }

    /** Of pictures as they were given. */
    public static Origin real() {
        return of(Kind.REAL);
    }

    /** Of what a generator drew. */
    public static Origin generated() {
        return of(Kind.GENERATED);
    }

    /** Of generated pictures beside real ones. */
    public static Origin composite() {
        return of(Kind.COMPOSITE);
    }

    /** The same, written by this version of the software. */
    public Origin by(String version) {
        return new Origin(kind, SOFTWARE + " " + version, details, labelling);
    }

    /** The same with one more detail. */
    public Origin with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(details);
        more.put(name, value);
        return new Origin(kind, software, more, labelling);
    }

    /** The same with other labels. */
    public Origin labelled(Labelling other) {
        return new Origin(kind, software, details, other);
    }

    /** The words that go into the picture; none into real ones. */
    public Optional<VisibleLabel> visibleLabel() {
        return kind.isGenerated() ? labelling.visible() : Optional.empty();
    }

    /** The number of the invisible mark; none in real ones. */
    public OptionalLong watermark() {
        return kind.isGenerated() ? labelling.watermark() : OptionalLong.empty();
    }

    /** What people and simple tools read, by keyword, in a fixed order. */
    public Map<String, String> entries() {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("Software", software);
        if (kind != Kind.REAL && labelling.profile().hasIptc()) {
            entries.put("Source", kind.words);
        }
        details.forEach((name, value) -> entries.put(DETAIL + name, value));
        return entries;
    }

    /** The XMP packet that machines read; none for real pictures. The same origin gives the same packet. */
    public Optional<String> xmp() {
        return sourceType().map(type -> XmpPacket.of(type, software));
    }

    private Optional<String> sourceType() {
        return labelling.profile().hasIptc() ? kind.digitalSourceType() : Optional.empty();
    }

    /**
     * A packet that says of a changed picture what it is now, and all that the picture's own packet says besides. That a picture is
     * generated, or partly so, is never taken back; any other digital source type, such as that of a capture, gives way.
     *
     * @param packet the picture's own, XMP in any of its encodings
     * @return the same packet when it says so already, or when it is none that can be added to
     */
    public byte[] addedTo(byte[] packet) {
        return sourceType().map(type -> XmpAddition.of(packet, type)).orElse(packet);
    }
}
