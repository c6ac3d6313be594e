package dev.ganvas.image.label;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.Optional;

/**
 * The implicit label that GB 45438-2025 asks for in a file's metadata: its annex E, for pictures with TC260-PG-20258A. Empty text
 * stands for a field of which nothing is said.
 *
 * @param certainty whether the content is generated
 * @param producer name or code of who generates
 * @param produceId the content's own number at the producer's
 * @param reserved1 the producer's own, to protect content and label; Ganvas keeps a {@link Seal} there
 * @param propagator name or code of who publishes
 * @param propagateId the content's own number at the publisher's
 * @param reserved2 the publisher's own
 */
public record AigcLabel(
        Certainty certainty,
        String producer,
        String produceId,
        String reserved1,
        String propagator,
        String propagateId,
        String reserved2) {
    /** Longer texts are no label. */
    private static final int MAX_TEXT = 64 << 10;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whether content is generated, as the field {@code Label} says. */
    public enum Certainty {
        GENERATED("1"),
        POSSIBLY("2"),
        SUSPECTED("3");

        private final String code;

        Certainty(String code) {
            this.code = code;
        }

        /** The digit of the standard. */
        public String code() {
            return code;
        }

        static Optional<Certainty> of(String code) {
            for (Certainty certainty : values()) {
                if (certainty.code.equals(code)) {
                    return Optional.of(certainty);
                }
            }
            return Optional.empty();
        }
    }

    public AigcLabel {
        Objects.requireNonNull(certainty, "certainty");
    }

    /** Of content that is generated, by this producer. */
    public static AigcLabel generated(String producer, String produceId) {
        return new AigcLabel(Certainty.GENERATED, producer, produceId, "", "", "", "");
    }

    /** The same with another {@code ReservedCode1}. */
    public AigcLabel withReserved1(String text) {
        return new AigcLabel(certainty, producer, produceId, text, propagator, propagateId, reserved2);
    }

    /** The same, published by another. */
    public AigcLabel publishedBy(String name, String id) {
        return new AigcLabel(certainty, producer, produceId, reserved1, name, id, reserved2);
    }

    /** Whether somebody answers for it: a producer with a number, or a publisher with one. */
    public boolean isAttributed() {
        return !producer.isBlank() && !produceId.isBlank() || !propagator.isBlank() && !propagateId.isBlank();
    }

    /** The JSON object of the standard; the fields are always in its order. */
    public String json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("Label", certainty.code());
        json.put("ContentProducer", producer);
        json.put("ProduceID", produceId);
        json.put("ReservedCode1", reserved1);
        json.put("ContentPropagator", propagator);
        json.put("PropagateID", propagateId);
        json.put("ReservedCode2", reserved2);
        return json.toString();
    }

    /**
     * What a text says; absent fields are empty. An object around it by the name {@code AIGC} is looked through.
     *
     * @return empty when it is no such label
     */
    public static Optional<AigcLabel> parse(String text) {
        if (text.length() > MAX_TEXT) {
            return Optional.empty();
        }
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        if (json.path("AIGC").isObject()) {
            json = json.path("AIGC");
        }
        JsonNode all = json;
        return Certainty.of(json.path("Label").asText())
                .map(certainty -> new AigcLabel(
                        certainty,
                        all.path("ContentProducer").asText(),
                        all.path("ProduceID").asText(),
                        all.path("ReservedCode1").asText(),
                        all.path("ContentPropagator").asText(),
                        all.path("PropagateID").asText(),
                        all.path("ReservedCode2").asText()));
    }
}
