package dev.ganvas.plates;

import dev.ganvas.image.Planes;
import dev.ganvas.vision.CharacterProbabilities;
import dev.ganvas.vision.CharacterProbabilities.Letter;
import dev.ganvas.vision.LineReader;
import dev.ganvas.vision.WholePlateReader.Place;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The state of the USA whose name stands above or below the number of a plate, among other words. */
record PrintedState(LineReader lines) {
    /** Where words stand, as parts of the height: from, to. */
    private static final double[][] BANDS = {{0, 0.3}, {0.76, 1}};

    /** A name may have one character wrong for each so many of its own. */
    private static final int LETTERS_AN_ERROR = 6;

    /** Names less sure than this are not told. */
    private static final double LEAST = 0.5;

    private static final Map<String, String> STATES = states();

    /** Names as they are printed, in capitals without spaces, and the states' names. */
    private static Map<String, String> states() {
        Map<String, String> states = new LinkedHashMap<>();
        for (String state :
                ("Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,Florida,Georgia,Hawaii,Idaho,"
                                + "Illinois,Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,"
                                + "Mississippi,Missouri,Montana,Nebraska,Nevada,New Hampshire,New Jersey,New Mexico,New York,"
                                + "North Carolina,North Dakota,Ohio,Oklahoma,Oregon,Pennsylvania,Rhode Island,South Carolina,"
                                + "South Dakota,Tennessee,Texas,Utah,Vermont,Virginia,Washington,West Virginia,Wisconsin,Wyoming")
                        .split(",")) {
            states.put(letters(state), state);
        }
        states.put("WASHINGTONDC", "District of Columbia");
        states.put("DISTRICTOFCOLUMBIA", "District of Columbia");
        return states;
    }

    private static String letters(String text) {
        return text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "");
    }

    /** The state whose name is printed on a plate that is seen from the front; empty when none can be made out. */
    Optional<Place> on(Planes plate) {
        return List.of(BANDS).stream()
                .flatMap(band -> named(read(plate, band)).stream())
                .max(Comparator.comparingDouble(Place::confidence));
    }

    private List<Letter> read(Planes plate, double[] band) {
        int from = (int) Math.round(band[0] * plate.height());
        int to = Math.max(from + 1, (int) Math.round(band[1] * plate.height()));
        CharacterProbabilities line = lines.read(
                        List.of(plate.crop(0, Math.min(from, plate.height() - 1), plate.width(), to - from)))
                .get(0);
        return line.letters().stream()
                .filter(letter -> letters(letter.text()).length() == 1)
                .toList();
    }

    /** The name that most of what was read spells; the surer, the fewer of its characters are wrong. */
    static Optional<Place> named(List<Letter> read) {
        String text = letters(read.stream().map(Letter::text).collect(Collectors.joining()));
        Optional<Place> best = Optional.empty();
        int most = 0;
        for (Map.Entry<String, String> state : STATES.entrySet()) {
            String name = state.getKey();
            for (int from = 0; from < text.length(); from++) {
                int to = Math.min(text.length(), from + name.length());
                int wrong = GreedyDecoder.distance(text.substring(from, to), name);
                // Of two names the one that explains more: West Virginia, not Virginia.
                int right = name.length() - 2 * wrong;
                if (wrong <= name.length() / LETTERS_AN_ERROR && right > most) {
                    most = right;
                    double sure = read.subList(from, to).stream()
                            .mapToDouble(Letter::confidence)
                            .average()
                            .orElse(0);
                    best = Optional.of(new Place(state.getValue(), sure * (name.length() - wrong) / name.length()));
                }
            }
        }
        return best.filter(place -> place.confidence() >= LEAST);
    }
}
