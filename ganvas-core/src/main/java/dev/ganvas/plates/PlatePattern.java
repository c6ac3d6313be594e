package dev.ganvas.plates;

import dev.ganvas.error.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One form that a plate's text may have: which characters are allowed at each of its places.
 *
 * @param sets classes allowed at each place
 */
public record PlatePattern(List<List<Integer>> sets) {
    /** A letter of Chinese plates, which have no I and no O. */
    static final String CHINESE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";

    private static final String DIGITS = "0123456789";
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public PlatePattern {
        sets = sets.stream().map(List::copyOf).toList();
        Require.that(!sets.isEmpty(), "a pattern has at least one place");
    }

    /**
     * Reads a form: {@code P} for a province, {@code L} for a letter and {@code X} for a letter or digit of Chinese plates, {@code A}
     * for any letter, {@code 9} for a digit, {@code *} for either, {@code [..]} for one of these; any other character for itself.
     */
    static PlatePattern of(String form) {
        List<List<Integer>> sets = new ArrayList<>();
        for (int i = 0; i < form.length(); i++) {
            String characters =
                    switch (form.charAt(i)) {
                        case 'P' -> PlateAlphabet.PROVINCES;
                        case 'L' -> CHINESE_LETTERS;
                        case 'X' -> DIGITS + CHINESE_LETTERS;
                        case 'A' -> LETTERS;
                        case '9' -> DIGITS;
                        case '*' -> DIGITS + LETTERS;
                        case '[' -> form.substring(i + 1, form.indexOf(']', i));
                        default -> form.substring(i, i + 1);
                    };
            if (form.charAt(i) == '[') {
                i = form.indexOf(']', i);
            }
            sets.add(classes(characters));
        }
        return new PlatePattern(sets);
    }

    /** Those of several forms with spaces between. */
    static List<PlatePattern> all(String forms) {
        return List.of(forms.split(" ")).stream().map(PlatePattern::of).toList();
    }

    private static List<Integer> classes(String characters) {
        return characters
                .chars()
                .mapToObj(character -> PlateAlphabet.classOf((char) character))
                .toList();
    }

    /** Places. */
    public int length() {
        return sets.size();
    }

    /** Whether a text has this form. */
    public boolean matches(String text) {
        if (text.length() != length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!PlateAlphabet.has(text.charAt(i)) || !sets.get(i).contains(PlateAlphabet.classOf(text.charAt(i)))) {
                return false;
            }
        }
        return true;
    }

    /** The characters allowed at each place. */
    @Override
    public String toString() {
        return sets.stream()
                .map(set -> set.stream()
                        .map(each -> String.valueOf(PlateAlphabet.character(each)))
                        .collect(Collectors.joining("", "[", "]")))
                .collect(Collectors.joining());
    }
}
