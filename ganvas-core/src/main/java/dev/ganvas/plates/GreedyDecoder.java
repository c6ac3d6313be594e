package dev.ganvas.plates;

import dev.ganvas.plates.network.ReaderNetwork;

/** The text that a reader's likeliest classes spell, without a grammar. */
public final class GreedyDecoder {
    private GreedyDecoder() {}

    /**
     * Of logits as {@link ReaderNetwork} gives them.
     *
     * @param logits {@code [classes, steps]}, from a place on
     */
    public static String text(float[] logits, int from) {
        int classes = PlateAlphabet.classes();
        StringBuilder text = new StringBuilder();
        int before = 0;
        for (int step = 0; step < ReaderNetwork.STEPS; step++) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                best = logits[from + c * ReaderNetwork.STEPS + step] > logits[from + best * ReaderNetwork.STEPS + step]
                        ? c
                        : best;
            }
            if (best != 0 && best != before) {
                text.append(PlateAlphabet.character(best));
            }
            before = best;
        }
        return text.toString();
    }

    /**
     * Least number of characters to insert, to leave out or to change that make one text of another (Levenshtein, 1966).
     */
    public static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
