package dev.ganvas.image;

import dev.ganvas.error.Require;
import java.util.List;
import java.util.Optional;

/**
 * Pictures of one size in rows and columns that have names.
 *
 * @param cells row by row
 * @param columns pictures a row
 * @param rowNames one for each row, or none at all
 * @param columnNames one for each column, or none at all
 */
public record PictureTable(List<Picture> cells, int columns, List<String> rowNames, List<String> columnNames) {
    static final int GAP = 2;

    public PictureTable {
        cells = List.copyOf(cells);
        rowNames = List.copyOf(rowNames);
        columnNames = List.copyOf(columnNames);
        Require.that(!cells.isEmpty(), "a table needs at least one picture");
        Require.positive(columns, "columns");
        int rows = (cells.size() + columns - 1) / columns;
        Require.that(
                rowNames.isEmpty() || rowNames.size() == rows,
                rows + " rows need as many names, not " + rowNames.size());
        Require.that(
                columnNames.isEmpty() || columnNames.size() == columns,
                columns + " columns need as many names, not " + columnNames.size());
    }

    /** The pictures alone, on light grey. */
    public Picture plain() {
        return Pictures.grid(cells, columns, GAP);
    }

    /**
     * The pictures with the names left of the rows and above the columns, in the computer's usual sans-serif font. Names
     * of columns that are wider than these run upwards.
     *
     * @return empty where this computer has no font, or none with the letters of a name
     */
    public Optional<Picture> named() {
        return rowNames.isEmpty() && columnNames.isEmpty() ? Optional.of(plain()) : TableNames.around(this);
    }
}
