package dev.ganvas.data.format;

import dev.ganvas.error.MalformedFileException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a table of text, whatever program wrote it: UTF-8, UTF-16 or GBK, separated by comma, semicolon or tab,
 * quoted by RFC 4180 without line breaks inside quotes.
 *
 * @param rows fields of each line that is not blank, at least two each; blanks around fields are gone
 */
record LabelLines(List<List<String>> rows) {
    private static final String SEPARATORS = ",;\t";

    static LabelLines of(byte[] bytes, String location) throws MalformedFileException {
        List<String> lines = text(bytes).lines().toList();
        char separator = separator(
                lines.stream().filter(line -> !line.isBlank()).findFirst().orElse(""));
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            List<String> fields = fields(lines.get(i), separator);
            if (fields.size() < 2) {
                String line = lines.get(i);
                throw new MalformedFileException(
                        location,
                        "line " + (i + 1) + " is not \"file,label\": "
                                + (line.length() > 60 ? line.substring(0, 60) + "..." : line));
            }
            rows.add(fields);
        }
        return new LabelLines(rows);
    }

    private static String text(byte[] bytes) {
        String text = NameBytes.strict(bytes, charset(bytes)).orElseGet(() -> NameBytes.decoded(bytes));
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    /** UTF-16 by its mark, or by the zero beside a first letter of ASCII; else UTF-8. */
    private static Charset charset(byte[] bytes) {
        int first = bytes.length > 1 ? bytes[0] & 0xff : ' ';
        int second = bytes.length > 1 ? bytes[1] & 0xff : ' ';
        if (second == 0 || (first == 0xff && second == 0xfe)) {
            return StandardCharsets.UTF_16LE;
        }
        return first == 0 || (first == 0xfe && second == 0xff) ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
    }

    /** The separator that cuts a line into most fields. */
    private static char separator(String line) {
        char best = ',';
        for (char candidate : SEPARATORS.toCharArray()) {
            if (fields(line, candidate).size() > fields(line, best).size()) {
                best = candidate;
            }
        }
        return best;
    }

    private static List<String> fields(String line, char separator) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                boolean doubled = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
                if (doubled) {
                    field.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == separator && !quoted) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString().strip());
        return fields;
    }
}
