package dev.ganvas.train.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ganvas.page.Html;
import dev.ganvas.page.Numbers;
import dev.ganvas.page.Page;
import dev.ganvas.train.Words;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Shows any JSON object as tables: one for each object inside it, one for what is left. */
final class SettingTables {
    private static final List<String> FIRST = List.of("data", "machine");
    /** The longest by far; coming last it fills a column of its own. */
    private static final String LAST = "settings";

    private static final String TITLE = "title";
    /** A value longer than this is folded away. */
    private static final int FOLD = 160;

    private SettingTables() {}

    static Html of(JsonNode run) {
        List<Html> tables = new ArrayList<>();
        List<Html> loose = new ArrayList<>();
        List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(run.properties());
        fields.sort(Comparator.comparingInt(field -> rank(field.getKey())));
        for (Map.Entry<String, JsonNode> field : fields) {
            if (field.getValue().isObject()) {
                List<Html> rows = new ArrayList<>();
                addRows(rows, field.getValue(), "");
                tables.add(Page.table(Words.of(field.getKey()), rows));
            } else if (!field.getKey().equals(TITLE) && !field.getKey().equals(Report.FIGURES)) {
                loose.add(Page.row(Words.of(field.getKey()), value(field.getValue())));
            }
        }
        if (!loose.isEmpty()) {
            tables.add(Math.min(FIRST.size(), tables.size()), Page.table("run", loose));
        }
        return Html.tag("div").with("class", "tables").of(tables);
    }

    private static int rank(String name) {
        if (name.equals(LAST)) {
            return FIRST.size() + 1;
        }
        int rank = FIRST.indexOf(name);
        return rank < 0 ? FIRST.size() : rank;
    }

    /** Values of the object itself first, then a headed block for each object inside. */
    private static void addRows(List<Html> rows, JsonNode object, String path) {
        List<Map.Entry<String, JsonNode>> nested = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (field.getValue().isObject() && !field.getValue().isEmpty()) {
                nested.add(field);
            } else {
                rows.add(Page.row(Words.of(field.getKey()), value(field.getValue())));
            }
        }
        for (Map.Entry<String, JsonNode> field : nested) {
            String name = path.isEmpty() ? Words.of(field.getKey()) : path + ", " + Words.of(field.getKey());
            rows.add(Html.tag("tr")
                    .of(Html.tag("th").with("class", "block").with("colspan", 2).of(name)));
            addRows(rows, field.getValue(), name);
        }
    }

    private static Html value(JsonNode node) {
        String text = text(node);
        if (text.length() <= FOLD) {
            return Html.text(text);
        }
        String summary = node.isArray() ? Numbers.grouped(node.size()) + " entries" : text.substring(0, FOLD / 2) + "…";
        return Html.tag("details").of(Html.tag("summary").of(summary), Html.text(text));
    }

    private static String text(JsonNode node) {
        if (node.isArray()) {
            List<String> parts = new ArrayList<>();
            node.forEach(part -> parts.add(text(part)));
            return parts.isEmpty() ? "none" : String.join(", ", parts);
        }
        if (node.isObject()) {
            List<String> parts = new ArrayList<>();
            node.properties().forEach(field -> parts.add(Words.of(field.getKey()) + " " + text(field.getValue())));
            return parts.isEmpty() ? "none" : String.join("; ", parts);
        }
        if (node.isBoolean()) {
            return node.asBoolean() ? "yes" : "no";
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return Math.abs(node.asLong()) < 10_000 ? node.asText() : Numbers.grouped(node.asLong());
        }
        if (node.isNumber() && Double.isFinite(node.asDouble())) {
            BigDecimal exact = node.decimalValue().stripTrailingZeros();
            return Math.abs(exact.scale()) <= 9 ? exact.toPlainString() : exact.toString();
        }
        return node.isNull() ? "none" : node.asText();
    }
}
