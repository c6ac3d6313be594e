package dev.ganvas.search;

import dev.ganvas.error.Require;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Picture files in small, row by row, each cropped to its central square. What cannot be read is a dark cell.
 *
 * @param picture all of them
 * @param origin what it is, from what the files say of themselves
 */
public record ContactSheet(Picture picture, Origin origin) {
    private static final int GAP = 4;
    private static final int MISSING = 96;
    private static final int BACKGROUND = 240;

    /** Most files on a sheet. */
    public static final int MAX_FILES = 2000;

    /**
     * Reads the files and lays them out.
     *
     * @param rows of files; shorter ones end early
     * @param cell width and height of each in pixels
     */
    public static ContactSheet of(List<List<Path>> rows, int cell) {
        Require.positive(cell, "cell");
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        Require.within(columns * rows.size(), 1, MAX_FILES, "pictures on a contact sheet");
        List<Picture> cells = new ArrayList<>();
        List<Origin.Kind> kinds = new ArrayList<>();
        for (List<Path> row : rows) {
            row.forEach(file -> cells.add(small(file, cell, kinds)));
            for (int i = row.size(); i < columns; i++) {
                cells.add(plain(cell, BACKGROUND));
            }
        }
        return new ContactSheet(
                Pictures.grid(cells, columns, GAP), Origin.of(Origin.Kind.of(kinds.isEmpty() ? REAL : kinds)));
    }

    private static final List<Origin.Kind> REAL = List.of(Origin.Kind.REAL);

    /** In rows of {@code columns}. */
    public static ContactSheet of(List<Path> files, int columns, int cell) {
        List<List<Path>> rows = new ArrayList<>();
        for (int from = 0; from < files.size(); from += columns) {
            rows.add(files.subList(from, Math.min(files.size(), from + columns)));
        }
        return of(rows, cell);
    }

    private static Picture small(Path file, int cell, List<Origin.Kind> kinds) {
        try {
            if (Files.size(file) > PictureDecoder.MAX_FILE_BYTES) {
                return plain(cell, MISSING);
            }
            byte[] bytes = Files.readAllBytes(file);
            Picture picture = Pictures.square(PictureDecoder.decode(bytes, file.toString()), cell);
            kinds.add(Origin.Kind.saidBy(bytes));
            return picture;
        } catch (IOException e) {
            return plain(cell, MISSING); // The sheet is about the others too.
        }
    }

    private static Picture plain(int side, int grey) {
        byte[] rgb = new byte[3 * side * side];
        Arrays.fill(rgb, (byte) grey);
        return new Picture(side, side, rgb);
    }
}
