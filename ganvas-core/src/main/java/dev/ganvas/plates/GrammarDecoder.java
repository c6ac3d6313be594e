package dev.ganvas.plates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The most likely text among those that a grammar allows. */
final class GrammarDecoder {
    /** As many of the best forms are compared by all ways to write their text, not by the best one alone. */
    private static final int COMPARED = 4;

    private GrammarDecoder() {}

    /**
     * A form, and how likely it is before anything was seen.
     *
     * @param log logarithm of its weight against others
     */
    record Form(PlateKind kind, PlatePattern pattern, double log) {}

    /**
     * A text.
     *
     * @param classes of its characters
     * @param log logarithm of its probability and its form's weight
     */
    record Decoded(Form form, int[] classes, double log) {}

    /** The best text of each of the best forms, best first; forms too long for the steps are left out. */
    static List<Decoded> decode(CharacterScores scores, List<Form> forms) {
        List<Decoded> byPath = new ArrayList<>();
        for (Form form : forms) {
            Decoded path = bestPath(scores, form);
            if (path.log() > Double.NEGATIVE_INFINITY) {
                byPath.add(path);
            }
        }
        Comparator<Decoded> best = Comparator.comparingDouble(decoded -> -decoded.log());
        return byPath.stream()
                .sorted(best)
                .limit(COMPARED)
                .map(path -> new Decoded(
                        path.form(),
                        path.classes(),
                        scores.likelihood(path.classes()) + path.form().log()))
                .sorted(best)
                .toList();
    }

    /**
     * Viterbi's algorithm over places and what may stand there: before each place a blank may stand, and must between two of the same.
     */
    private static Decoded bestPath(CharacterScores scores, Form form) {
        Lattice lattice = new Lattice(scores, form.pattern());
        for (int step = 1; step < scores.steps(); step++) {
            lattice.step(step);
        }
        return lattice.best(form);
    }

    /** What has been seen up to a step: the best way to be in each state, and the text so far. */
    private static final class Lattice {
        private final CharacterScores scores;
        private final List<List<Integer>> sets;

        /** Of the blank after so many characters; and of each character at each place. */
        private double[] blanks;

        private double[][] places;
        private int[][] blankTexts;
        private int[][][] placeTexts;

        Lattice(CharacterScores scores, PlatePattern pattern) {
            this.scores = scores;
            this.sets = pattern.sets().stream().map(set -> likely(scores, set)).toList();
            int length = sets.size();
            blanks = new double[length + 1];
            Arrays.fill(blanks, Double.NEGATIVE_INFINITY);
            blankTexts = new int[length + 1][];
            places = new double[length][];
            placeTexts = new int[length][][];
            for (int place = 0; place < length; place++) {
                places[place] = new double[sets.get(place).size()];
                Arrays.fill(places[place], Double.NEGATIVE_INFINITY);
                placeTexts[place] = new int[sets.get(place).size()][];
            }
            blanks[0] = scores.log(0, 0);
            blankTexts[0] = new int[0];
            for (int i = 0; i < sets.get(0).size(); i++) {
                places[0][i] = scores.log(0, sets.get(0).get(i));
                placeTexts[0][i] = new int[] {sets.get(0).get(i)};
            }
        }

        /** Those of a set that are seen at all, and always the likeliest two, of which one may be what stands beside. */
        private static List<Integer> likely(CharacterScores scores, List<Integer> set) {
            List<Integer> sorted = set.stream()
                    .sorted(Comparator.comparingDouble(each -> -scores.most(each)))
                    .toList();
            int count = 0;
            while (count < sorted.size() && (count < 2 || scores.most(sorted.get(count)) > CharacterScores.UNLIKELY)) {
                count++;
            }
            return sorted.subList(0, count);
        }

        void step(int step) {
            int length = sets.size();
            double[] newBlanks = new double[length + 1];
            int[][] newBlankTexts = new int[length + 1][];
            double[][] newPlaces = new double[length][];
            int[][][] newTexts = new int[length][][];
            for (int done = 0; done <= length; done++) {
                newBlanks[done] = blanks[done];
                newBlankTexts[done] = blankTexts[done];
                if (done > 0) {
                    int best = largest(places[done - 1], -1);
                    if (places[done - 1][best] > newBlanks[done]) {
                        newBlanks[done] = places[done - 1][best];
                        newBlankTexts[done] = placeTexts[done - 1][best];
                    }
                }
                newBlanks[done] += scores.log(step, 0);
            }
            for (int place = 0; place < length; place++) {
                moved(step, place, newPlaces, newTexts);
            }
            blanks = newBlanks;
            blankTexts = newBlankTexts;
            places = newPlaces;
            placeTexts = newTexts;
        }

        private void moved(int step, int place, double[][] newPlaces, int[][][] newTexts) {
            List<Integer> set = sets.get(place);
            newPlaces[place] = new double[set.size()];
            newTexts[place] = new int[set.size()][];
            int first = place == 0 ? -1 : largest(places[place - 1], -1);
            int second = place == 0 ? -1 : largest(places[place - 1], first);
            for (int i = 0; i < set.size(); i++) {
                int character = set.get(i);
                double best = places[place][i];
                int[] text = placeTexts[place][i];
                if (blanks[place] > best) {
                    best = blanks[place];
                    text = with(blankTexts[place], character);
                }
                // The same character as before needs a blank between.
                int from = first >= 0 && sets.get(place - 1).get(first) == character ? second : first;
                if (from >= 0 && places[place - 1][from] > best) {
                    best = places[place - 1][from];
                    text = with(placeTexts[place - 1][from], character);
                }
                newPlaces[place][i] = best + scores.log(step, character);
                newTexts[place][i] = text;
            }
        }

        private static int[] with(int[] text, int character) {
            int[] longer = Arrays.copyOf(text, text.length + 1);
            longer[text.length] = character;
            return longer;
        }

        /** Index of the largest value but for one; -1 without others. */
        private static int largest(double[] values, int but) {
            int best = -1;
            for (int i = 0; i < values.length; i++) {
                if (i != but && (best < 0 || values[i] > values[best])) {
                    best = i;
                }
            }
            return best;
        }

        Decoded best(Form form) {
            int last = sets.size() - 1;
            int at = largest(places[last], -1);
            boolean blank = blanks[last + 1] > places[last][at];
            return new Decoded(
                    form,
                    blank ? blankTexts[last + 1] : placeTexts[last][at],
                    (blank ? blanks[last + 1] : places[last][at]) + form.log());
        }
    }
}
