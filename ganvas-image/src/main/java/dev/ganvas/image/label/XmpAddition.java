package dev.ganvas.image.label;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says how a picture came about in an XMP packet that is there already. The packet is changed as text, so that everything else in it
 * stays byte for byte, whatever it is.
 */
final class XmpAddition {
    private static final String SCHEMA = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";

    /** A packet that gives its schema more names is none that anybody wrote. */
    private static final int MAX_PREFIXES = 8;

    private static final Pattern PREFIX =
            Pattern.compile("xmlns:([\\w.-]{1,64})\\s*=\\s*[\"']" + Pattern.quote(SCHEMA) + "[\"']");
    private static final Pattern ABOUT = Pattern.compile("[\\w.-]{1,64}:about\\s*=\\s*(\"[^\"]*\"|'[^']*')");
    private static final Pattern END = Pattern.compile("</([\\w.-]{1,64}):RDF\\s*>");

    private XmpAddition() {}

    static byte[] of(byte[] packet, String type) {
        Charset charset = charset(packet);
        String text = new String(packet, charset);
        Optional<int[]> value = value(text);
        if (value.isPresent()) {
            String now = text.substring(value.get()[0], value.get()[1]);
            boolean keeps = Origin.Kind.isGenerated(now.trim()) || now.equals(type);
            return keeps
                    ? packet
                    : replaced(text, value.get()[0], value.get()[1], type).getBytes(charset);
        }
        Matcher end = END.matcher(text);
        return end.find()
                ? replaced(text, end.start(), end.start(), description(text, end.group(1), type))
                        .getBytes(charset)
                : packet;
    }

    /** XMP Specification, part 1, 7.1: UTF-8, UTF-16 or UTF-32; a packet begins with a character of ASCII or a byte order mark. */
    private static Charset charset(byte[] packet) {
        int zeros = 0;
        int first = -1;
        for (int i = 0; i < Math.min(4, packet.length); i++) {
            if (packet[i] == 0) {
                zeros++;
                first = first < 0 ? i : first;
            }
        }
        boolean marked = packet.length > 1 && (packet[0] & 0xff) + (packet[1] & 0xff) == 0xff + 0xfe;
        if (zeros >= 2 && packet.length % 4 == 0) {
            boolean utf32 = zeros == 3 || (packet[0] == 0 && packet[1] == 0) || (packet[2] == 0 && packet[3] == 0);
            if (utf32) {
                return Charset.forName(packet[0] == 0 ? "UTF-32BE" : "UTF-32LE");
            }
        }
        if (marked) {
            return (packet[0] & 0xff) == 0xfe ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        }
        if (zeros > 0) {
            return first == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        }
        // Latin letters of one byte each come back as they were, damaged UTF-8 too.
        return StandardCharsets.ISO_8859_1;
    }

    /** Where the value of the property stands: as an attribute, as an element's text, or as a resource that it names. */
    private static Optional<int[]> value(String text) {
        Matcher prefixes = PREFIX.matcher(text);
        for (int i = 0; i < MAX_PREFIXES && prefixes.find(); i++) {
            String name = Pattern.quote(prefixes.group(1)) + ":DigitalSourceType";
            Matcher value = Pattern.compile(name + "\\s*=\\s*[\"']([^\"'<]*)[\"']"
                            + "|<" + name + "\\s+[\\w.-]{1,64}:resource\\s*=\\s*[\"']([^\"'<]*)[\"']"
                            + "|<" + name + "(?:\\s[^<>/]*)?>([^<]*)</")
                    .matcher(text);
            if (value.find()) {
                for (int group = 1; group <= 3; group++) {
                    if (value.group(group) != null) {
                        return Optional.of(new int[] {value.start(group), value.end(group)});
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Descriptions of one packet are all about the same resource (XMP Specification, part 1, 7.4). */
    private static String description(String text, String rdf, String type) {
        Matcher about = ABOUT.matcher(text);
        String of = about.find() ? about.group(1) : "\"\"";
        return "<" + rdf + ":Description " + rdf + ":about=" + of + " xmlns:Iptc4xmpExt=\"" + SCHEMA
                + "\"><Iptc4xmpExt:DigitalSourceType>" + type + "</Iptc4xmpExt:DigitalSourceType></" + rdf
                + ":Description>\n";
    }

    private static String replaced(String text, int from, int to, String by) {
        return text.substring(0, from) + by + text.substring(to);
    }
}
