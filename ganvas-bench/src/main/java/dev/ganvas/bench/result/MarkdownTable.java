package dev.ganvas.bench.result;

import dev.ganvas.error.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A table of a Markdown page: a header row, then rows; columns of numbers stand at the right, columns of words at the left. */
public final class MarkdownTable {
    private static final Pattern NUMBER = Pattern.compile("-?[\\d,]+(\\.\\d+)?");

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
        List<String> alignment = new ArrayList<>();
        for (int column = 0; column < header.size(); column++) {
            alignment.add(isNumbers(column) ? "---:" : "---");
        }
        text.append(line(alignment));
        rows.forEach(row -> text.append(line(row)));
        return text.toString();
    }

    /** Whether every cell that is filled holds a number and nothing else. */
    private boolean isNumbers(int column) {
        return rows.stream()
                .map(row -> row.get(column))
                .allMatch(cell -> cell.isEmpty() || NUMBER.matcher(cell).matches());
    }

    private static String line(List<String> cells) {
        StringBuilder line = new StringBuilder("|");
        for (String cell : cells) {
            line.append(' ').append(cell.replace("|", "\\|").replace('\n', ' ')).append(" |");
        }
        return line.append('\n').toString();
    }
}
