package dev.ganvas.image.label;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.image.container.XmpContainer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a picture file says of its origin, whoever wrote it. Knows no pixels.
 *
 * @param packets XMP packets in the file; a sound one has one at most
 * @param aigc labels of GB 45438-2025 as they stand: those in XMP, or, where there is none, one in a text entry or in EXIF
 * @param digitalSourceTypes addresses of IPTC's vocabulary; a sound file has one at most
 * @param record of the generation, as JSON
 * @param tool that wrote the packet, or ""
 * @param c2pa whether there is a manifest of C2PA, which is not checked
 * @param content SHA-256 of the pixels as coded, in hexadecimal digits
 */
public record FileLabel(
        int packets,
        List<String> aigc,
        List<String> digitalSourceTypes,
        Optional<String> record,
        String tool,
        boolean c2pa,
        String content) {
    /** A label outside of XMP: JSON behind the keyword of a PNG's entry, or behind the name of a field. */
    private static final Pattern ELSEWHERE = Pattern.compile("AIGC(?:\0{1,5}|\"\\s{0,8}:\\s{0,8})(?=\\{)");

    /** Longer ones are none. */
    private static final int MAX_ELSEWHERE = 16 << 10;

    private static final int MAX_CANDIDATES = 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The label of GB 45438-2025, when there is exactly one and it can be read. */
    public Optional<AigcLabel> label() {
        return aigc.size() == 1 ? AigcLabel.parse(aigc.get(0)) : Optional.empty();
    }

    /** The one digital source type, or "". */
    public String digitalSourceType() {
        return digitalSourceTypes.size() == 1 ? digitalSourceTypes.get(0) : "";
    }

    /** Whether anything says that some of the picture is generated. */
    public boolean saysGenerated() {
        return !aigc.isEmpty() || digitalSourceTypes.stream().anyMatch(Origin.Kind::isGenerated);
    }

    /**
     * Reads a file.
     *
     * @param file a PNG, APNG, JPEG, WebP, TIFF or GIF
     * @param name for messages
     * @throws MalformedFileException when it is of another kind, or damaged
     */
    public static FileLabel read(byte[] file, String name) throws MalformedFileException {
        try {
            XmpContainer container = container(file, name);
            List<byte[]> packets = container.packets(file);
            List<String> aigc = all(packets, XmpProperty.AIGC);
            return new FileLabel(
                    packets.size(),
                    aigc.isEmpty() ? elsewhere(file) : aigc,
                    all(packets, XmpProperty.DIGITAL_SOURCE_TYPE),
                    all(packets, XmpProperty.RECORD).stream().findFirst(),
                    all(packets, XmpProperty.CREATOR_TOOL).stream().findFirst().orElse(""),
                    container.hasC2pa(file),
                    content(container, file));
        } catch (MalformedFileException e) {
            throw e;
        } catch (IOException | IndexOutOfBoundsException e) {
            throw new MalformedFileException(name, "is damaged", e);
        }
    }

    static XmpContainer container(byte[] file, String name) throws MalformedFileException {
        return XmpContainer.of(file)
                .orElseThrow(() ->
                        new MalformedFileException(name, "is no PNG, JPEG, WebP, TIFF or GIF, which hold labels"));
    }

    static String content(XmpContainer container, byte[] file) throws IOException {
        MessageDigest digest = Hashes.sha256();
        container.content(file, digest);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static List<String> all(List<byte[]> packets, XmpProperty property) {
        return packets.stream()
                .flatMap(packet -> property.values(packet).stream())
                .toList();
    }

    private static List<String> elsewhere(byte[] file) {
        // One byte a character, so that places in the text are places in the file.
        String text = new String(file, StandardCharsets.ISO_8859_1);
        Matcher matcher = ELSEWHERE.matcher(text);
        for (int i = 0; i < MAX_CANDIDATES && matcher.find(); i++) {
            int from = matcher.end();
            int length = Math.min(MAX_ELSEWHERE, file.length - from);
            String candidate = new String(file, from, length, StandardCharsets.UTF_8);
            Optional<String> object = object(candidate);
            if (object.flatMap(AigcLabel::parse).isPresent()) {
                return List.of(object.get());
            }
        }
        return List.of();
    }

    /** The JSON that a text begins with. */
    private static Optional<String> object(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            JsonNode node = JSON.readTree(parser);
            return Optional.ofNullable(node).map(JsonNode::toString);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory cannot fail", e);
        }
    }
}
