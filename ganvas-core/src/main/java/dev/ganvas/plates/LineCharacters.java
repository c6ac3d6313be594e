package dev.ganvas.plates;

import dev.ganvas.image.Planes;
import dev.ganvas.vision.CharacterProbabilities;
import dev.ganvas.vision.LineReader;
import java.util.ArrayList;
import java.util.List;

/** The characters as a reader of any text sees them; what is on no plate, such as marks between, counts as nothing. */
final class LineCharacters implements CharacterReader {
    private static final double LEAST = 1e-7;

    /** Rows of plates with two, as parts of the height, with some of what is around them. */
    private static final double UPPER_END = 0.4;

    private static final double LOWER_START = 0.36;

    private final LineReader lines;

    LineCharacters(LineReader lines) {
        this.lines = lines;
    }

    @Override
    public String name() {
        return lines.name();
    }

    @Override
    public Said read(Planes plate, boolean twoRows) {
        List<Planes> rows = new ArrayList<>();
        if (twoRows) {
            int upper = Math.max(1, (int) Math.round(UPPER_END * plate.height()));
            int lower = Math.min(plate.height() - 1, (int) Math.round(LOWER_START * plate.height()));
            rows.add(plate.crop(0, 0, plate.width(), upper));
            rows.add(plate.crop(0, lower, plate.width(), plate.height() - lower));
        } else {
            rows.add(plate);
        }
        return new Said(joined(lines.read(rows)), new double[PlateKind.values().length]);
    }

    /** Rows one after the other, as classes of {@link PlateAlphabet}. */
    static CharacterScores joined(List<CharacterProbabilities> rows) {
        int classes = PlateAlphabet.classes();
        // A blank between rows keeps equal characters apart.
        int steps = rows.stream().mapToInt(CharacterProbabilities::steps).sum() + rows.size() - 1;
        double[] logs = new double[steps * classes];
        int at = 0;
        for (CharacterProbabilities row : rows) {
            if (at > 0) {
                at = put(logs, at, blank(classes));
            }
            int[] places = places(row.characters());
            for (int step = 0; step < row.steps(); step++) {
                at = put(logs, at, probabilities(row, step, places));
            }
        }
        return new CharacterScores(steps, classes, logs);
    }

    private static double[] blank(int classes) {
        double[] blank = new double[classes];
        blank[0] = 1;
        return blank;
    }

    private static int put(double[] logs, int at, double[] probabilities) {
        for (int c = 0; c < probabilities.length; c++) {
            logs[at + c] = Math.log(Math.max(LEAST, probabilities[c]));
        }
        return at + probabilities.length;
    }

    /** Class of a plate for each of the reader's, 0 for what is on none. */
    private static int[] places(List<String> characters) {
        return characters.stream()
                .mapToInt(each -> each.length() == 1 && PlateAlphabet.has(each.charAt(0))
                        ? PlateAlphabet.classOf(each.charAt(0))
                        : 0)
                .toArray();
    }

    private static double[] probabilities(CharacterProbabilities row, int step, int[] places) {
        double[] sums = new double[PlateAlphabet.classes()];
        int from = step * places.length;
        for (int i = 0; i < places.length; i++) {
            sums[places[i]] += row.probabilities()[from + i];
        }
        return sums;
    }
}
