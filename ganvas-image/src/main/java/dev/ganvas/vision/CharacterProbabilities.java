package dev.ganvas.vision;

import dev.ganvas.error.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * What a reader of lines says of one, step by step from left to right, for connectionist temporal classification (Graves et al., 2006).
 *
 * @param characters what each class stands for; the first is the blank, an empty text
 * @param steps from left to right
 * @param probabilities {@code steps * characters.size()}, those of each step with the sum 1; not copied
 */
public record CharacterProbabilities(List<String> characters, int steps, float[] probabilities) {
    public CharacterProbabilities {
        characters = List.copyOf(characters);
        Require.that(
                probabilities.length == steps * characters.size() && !characters.isEmpty(),
                steps + " steps of " + characters.size() + " classes are not " + probabilities.length + " numbers");
    }

    /**
     * A character that was read.
     *
     * @param confidence 0 to 1
     */
    public record Letter(String text, double confidence) {}

    /** The likeliest class of each step, without repetitions and blanks; a character's confidence is the best of its steps'. */
    public List<Letter> letters() {
        List<Letter> letters = new ArrayList<>();
        int before = 0;
        for (int step = 0; step < steps; step++) {
            int best = best(step);
            double confidence = probabilities[step * characters.size() + best];
            if (best != 0 && best == before) {
                Letter last = letters.remove(letters.size() - 1);
                letters.add(new Letter(last.text(), Math.max(last.confidence(), confidence)));
            } else if (best != 0) {
                letters.add(new Letter(characters.get(best), confidence));
            }
            before = best;
        }
        return letters;
    }

    private int best(int step) {
        int best = 0;
        int from = step * characters.size();
        for (int i = 1; i < characters.size(); i++) {
            best = probabilities[from + i] > probabilities[from + best] ? i : best;
        }
        return best;
    }
}
