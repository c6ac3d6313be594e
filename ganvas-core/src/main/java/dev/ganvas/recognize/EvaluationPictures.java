package dev.ganvas.recognize;

import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureTable;
import dev.ganvas.image.Pictures;
import dev.ganvas.vision.Prediction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;

/** An evaluation of a classifier, drawn. */
public final class EvaluationPictures {
    private static final int CELL = 24;
    private static final int MOST_CLASSES = 100;
    private static final int MOST_WRONG = 12;
    private static final int SHOWN_SIDE = 64;
    private static final int[] HIT = {0x1b, 0x7f, 0x5c};
    private static final int[] MISS = {0xb3, 0x3a, 0x2b};

    private EvaluationPictures() {}

    /**
     * The confusion matrix: a row for each right class, a column for each that was seen, the darker the more of the row's pictures;
     * green where they are the same, red elsewhere. Empty where there are more than 100 classes.
     */
    public static Optional<Picture> confusion(ClassifierEvaluation evaluation) {
        int count = evaluation.classes().size();
        if (count > MOST_CLASSES) {
            return Optional.empty();
        }
        List<Picture> cells = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            int all = evaluation.confusion().get(row).stream().mapToInt(n -> n).sum();
            for (int column = 0; column < count; column++) {
                double part =
                        all == 0 ? 0 : (double) evaluation.confusion().get(row).get(column) / all;
                cells.add(cell(row == column ? HIT : MISS, Math.sqrt(part)));
            }
        }
        return Optional.of(drawn(new PictureTable(cells, count, evaluation.classes(), evaluation.classes())));
    }

    private static Picture cell(int[] colour, double strength) {
        byte[] rgb = new byte[3 * CELL * CELL];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.round(255 + strength * (colour[i % 3] - 255));
        }
        return new Picture(CELL, CELL, rgb);
    }

    /**
     * The pictures that are most surely taken for another class, each with both names; empty when none is.
     *
     * @param picture by its number in the evaluation
     */
    public static Optional<Picture> mostWrong(
            ClassifierEvaluation evaluation, int[] labels, List<Prediction> predictions, IntFunction<Picture> picture) {
        List<Picture> cells = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i : evaluation.mostWrong().stream().limit(MOST_WRONG).toList()) {
            Picture shown = picture.apply(i);
            cells.add(Pictures.square(shown, SHOWN_SIDE).toRgb());
            Prediction.Answer seen = predictions.get(i).best();
            names.add(String.format(
                    Locale.ROOT,
                    "%s, seen as %s (%.0f %%)",
                    evaluation.classes().get(labels[i]),
                    seen.name(),
                    seen.probability() * 100));
        }
        return cells.isEmpty() ? Optional.empty() : Optional.of(drawn(new PictureTable(cells, 1, names, List.of())));
    }

    /** With names where this computer has letters for them. */
    private static Picture drawn(PictureTable table) {
        return table.named().orElseGet(table::plain);
    }

    /** A white picture, for where there is nothing to show. */
    public static Picture blank() {
        byte[] white = new byte[3 * CELL * CELL];
        Arrays.fill(white, (byte) 255);
        return new Picture(CELL, CELL, white);
    }
}
