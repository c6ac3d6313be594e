package dev.ganvas.bench.result;

import dev.ganvas.error.Require;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table of a Markdown page: a header row, then rows; the first column is text, the others numbers. */
public final class MarkdownTable {
    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    public MarkdownTable(List<String> header) {
        this.header = List.copyOf(header);
    }

    public MarkdownTable row(List<String> cells) {
        Require.that(
                cells.size() == header.size(),
                "a row of " + cells.size() + " cells under " + header.size() + " headings");
        rows.add(List.copyOf(cells));
        return this;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(line(header));
        List<String> alignment = new ArrayList<>(Collections.nCopies(header.size(), "---:"));
        alignment.set(0, "---");
        text.append(line(alignment));
        rows.forEach(row -> text.append(line(row)));
        return text.toString();
    }

    private static String line(List<String> cells) {
        StringBuilder line = new StringBuilder("|");
        for (String cell : cells) {
            line.append(' ').append(cell.replace("|", "\\|").replace('\n', ' ')).append(" |");
        }
        return line.append('\n').toString();
    }
}
