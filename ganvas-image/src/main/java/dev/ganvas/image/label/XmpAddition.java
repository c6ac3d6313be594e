package dev.ganvas.image.label;

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
        XmpText read = XmpText.of(packet);
        String text = read.text();
        Optional<int[]> value = value(text);
        if (value.isPresent()) {
            String now = text.substring(value.get()[0], value.get()[1]);
            boolean keeps = Origin.Kind.isGenerated(now.trim()) || now.equals(type);
            return keeps
                    ? packet
                    : read.with(replaced(text, value.get()[0], value.get()[1], type))
                            .bytes();
        }
        Matcher end = END.matcher(text);
        return end.find()
                ? read.with(replaced(text, end.start(), end.start(), description(text, end.group(1), type)))
                        .bytes()
                : packet;
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
