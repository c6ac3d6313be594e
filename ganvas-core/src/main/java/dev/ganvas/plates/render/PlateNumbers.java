package dev.ganvas.plates.render;

import dev.ganvas.plates.PlateAlphabet;
import dev.ganvas.plates.PlateKind;
import dev.ganvas.plates.PlatePattern;
import dev.ganvas.random.RandomStream;
import java.util.List;

/** Texts of plates at random: every form of a kind, and every province, as likely as another. */
final class PlateNumbers {
    /** Where a letter or a digit may stand, digits are usual. */
    private static final double DIGIT = 0.62;

    private static final int DIGITS = 10;

    private PlateNumbers() {}

    static String draw(PlateKind kind, RandomStream random) {
        PlatePattern pattern =
                kind.patterns().get(random.nextInt(kind.patterns().size()));
        StringBuilder text = new StringBuilder();
        for (List<Integer> set : pattern.sets()) {
            boolean either = set.size() > DIGITS && PlateAlphabet.character(set.get(0)) == '0';
            int from = either && random.nextDouble() >= DIGIT ? DIGITS : 0;
            int to = either && from == 0 ? DIGITS : set.size();
            text.append(PlateAlphabet.character(set.get(random.nextInt(from, to - 1))));
        }
        return text.toString();
    }
}
