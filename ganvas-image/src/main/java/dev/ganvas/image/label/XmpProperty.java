package dev.ganvas.image.label;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A property of simple text in an XMP packet (ISO 16684-1), found and set in the packet's text, so that all else stays byte for byte.
 * No XML is parsed: nothing in a packet can be expanded, fetched or nested.
 *
 * @param schema the address of its namespace
 * @param prefix it is written with; any is read
 * @param name of the property
 */
record XmpProperty(String schema, String prefix, String name) {
    /** GB 45438-2025, annex E, and TC260-PG-20258A. */
    static final XmpProperty AIGC = new XmpProperty("http://www.tc260.org.cn/ns/AIGC/1.0/", "TC260", "AIGC");

    /** IPTC Photo Metadata Standard 2023.1, Digital Source Type. */
    static final XmpProperty DIGITAL_SOURCE_TYPE =
            new XmpProperty("http://iptc.org/std/Iptc4xmpExt/2008-02-29/", "Iptc4xmpExt", "DigitalSourceType");

    /** XMP Specification, part 1, 8.4. */
    static final XmpProperty CREATOR_TOOL = new XmpProperty("http://ns.adobe.com/xap/1.0/", "xmp", "CreatorTool");

    /** What made the picture and how, as JSON; Ganvas's own. */
    static final XmpProperty RECORD = new XmpProperty("https://ganvas.dev/ns/record/1.0/", "ganvas", "Record");

    /** A packet that gives its schema more names is none that anybody wrote. */
    private static final int MAX_PREFIXES = 8;

    /** More values than these are not counted. */
    private static final int MAX_VALUES = 64;

    private static final Pattern ABOUT = Pattern.compile("[\\w.-]{1,64}:about\\s*=\\s*(\"[^\"]*\"|'[^']*')");
    private static final Pattern END = Pattern.compile("</([\\w.-]{1,64}):RDF\\s*>");
    private static final Pattern ENTITY = Pattern.compile("&(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|[a-z]{2,4});");

    /** Every value in a packet, in its order; a sound packet has one at most. */
    List<String> values(byte[] packet) {
        XmpText read = XmpText.of(packet);
        List<String> values = new ArrayList<>();
        for (Pattern pattern : patterns(read.text())) {
            Matcher matcher = pattern.matcher(read.text());
            while (values.size() < MAX_VALUES && matcher.find()) {
                for (int group = 1; group <= matcher.groupCount(); group++) {
                    if (matcher.group(group) != null) {
                        String value = read.read(matcher.group(group));
                        boolean verbatim = matcher.group().contains("<![CDATA[");
                        values.add(verbatim ? value : unescaped(value).strip());
                    }
                }
            }
        }
        return values;
    }

    /**
     * The same packet with this value as the only one.
     *
     * @return the same packet when it is none that can be added to
     */
    byte[] set(byte[] packet, String value) {
        XmpText read = XmpText.of(packet);
        String text = read.text();
        for (Pattern pattern : patterns(text)) {
            text = pattern.matcher(text).replaceAll("");
        }
        Matcher end = END.matcher(text);
        if (!end.find()) {
            return packet;
        }
        Matcher about = ABOUT.matcher(text);
        String rdf = end.group(1);
        String description = "<" + rdf + ":Description " + rdf + ":about=" + (about.find() ? about.group(1) : "\"\"")
                + " xmlns:" + prefix + "=\"" + schema + "\"><" + prefix + ":" + name + ">" + escaped(value) + "</"
                + prefix + ":" + name + "></" + rdf + ":Description>\n";
        return read.with(text.substring(0, end.start()) + description + text.substring(end.start()))
                .bytes();
    }

    /** Whether properties can be added to a packet. */
    static boolean canBeSetIn(byte[] packet) {
        return END.matcher(XmpText.of(packet).text()).find();
    }

    /** As an attribute, as a resource that an element names, or as an element's text, for each name of the schema. */
    private List<Pattern> patterns(String text) {
        Matcher names = Pattern.compile("xmlns:([\\w.-]{1,64})\\s*=\\s*[\"']" + Pattern.quote(schema) + "[\"']")
                .matcher(text);
        Set<String> found = new LinkedHashSet<>();
        while (found.size() < MAX_PREFIXES && names.find()) {
            found.add(names.group(1));
        }
        return found.stream()
                .map(each -> Pattern.quote(each) + ":" + name)
                .map(full -> Pattern.compile("(?<=\\s)" + full + "\\s*=\\s*(?:\"([^\"<]*)\"|'([^'<]*)')"
                        + "|<" + full + "\\s+[\\w.-]{1,64}:resource\\s*=\\s*[\"']([^\"'<]*)[\"']\\s*/>"
                        + "|<" + full + "(?:\\s[^<>/]*)?>(?:\\s*<!\\[CDATA\\[([^\\]]*)]]>\\s*|([^<]*))</" + full
                        + "\\s*>"))
                .toList();
    }

    /** As ASCII, which stands in every encoding of a packet alike. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                default -> {
                    if (c < 0x7f) {
                        escaped.append((char) c);
                    } else {
                        escaped.append("&#x").append(Integer.toHexString(c)).append(';');
                    }
                }
            }
        });
        return escaped.toString();
    }

    private static String unescaped(String text) {
        return ENTITY.matcher(text)
                .replaceAll(entity -> Matcher.quoteReplacement(character(entity.group(1), entity.group())));
    }

    private static String character(String name, String otherwise) {
        if (name.startsWith("#")) {
            int code = name.startsWith("#x")
                    ? Integer.parseInt(name.substring(2), 16)
                    : Integer.parseInt(name.substring(1));
            return Character.isValidCodePoint(code) ? Character.toString(code) : otherwise;
        }
        return switch (name) {
            case "quot" -> "\"";
            case "amp" -> "&";
            case "lt" -> "<";
            case "gt" -> ">";
            case "apos" -> "'";
            default -> otherwise;
        };
    }
}
