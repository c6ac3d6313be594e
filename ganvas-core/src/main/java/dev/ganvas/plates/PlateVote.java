package dev.ganvas.plates;

import dev.ganvas.vision.CharacterProbabilities.Letter;
import dev.ganvas.vision.WholePlateReader.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What several frames that show the same plates say together. */
public final class PlateVote {
    /** Readings of one plate differ by as many characters at most. */
    private static final int DIFFERENT = 2;

    private static final double LEAST = 1e-4;

    private PlateVote() {}

    /**
     * A plate that was read in several frames.
     *
     * @param reading what most and the surest say
     * @param frames readings that had a vote
     */
    public record Elected(PlateReading reading, int frames) {}

    /**
     * Puts readings that are nearly the same together, and lets each character be voted on, the surer the heavier; those with most
     * votes first.
     */
    public static List<Elected> of(List<PlateReading> readings) {
        List<List<PlateReading>> groups = new ArrayList<>();
        readings.stream()
                .sorted(Comparator.comparingDouble(reading -> -reading.confidence()))
                .forEach(reading -> group(groups, reading).add(reading));
        return groups.stream()
                .map(PlateVote::elected)
                .sorted(Comparator.comparingInt(elected -> -elected.frames()))
                .toList();
    }

    private static List<PlateReading> group(List<List<PlateReading>> groups, PlateReading reading) {
        for (List<PlateReading> group : groups) {
            String first = group.get(0).text();
            if (first.length() == reading.text().length()
                    && GreedyDecoder.distance(first, reading.text()) <= DIFFERENT) {
                return group;
            }
        }
        List<PlateReading> group = new ArrayList<>();
        groups.add(group);
        return group;
    }

    private static Elected elected(List<PlateReading> group) {
        PlateReading first = group.get(0);
        List<Letter> letters = new ArrayList<>();
        for (int place = 0; place < first.letters().size(); place++) {
            letters.add(elected(group, place));
        }
        PlateReading reading = new PlateReading(
                first.kind(),
                letters,
                first.usual(),
                first.reader(),
                surest(group, PlateReading::seen),
                surest(group, PlateReading::state));
        return new Elected(reading, group.size());
    }

    private static Optional<Place> surest(List<PlateReading> group, Function<PlateReading, Optional<Place>> told) {
        return group.stream()
                .flatMap(reading -> told.apply(reading).stream())
                .max(Comparator.comparingDouble(Place::confidence));
    }

    /** Frames are taken to err independently: probabilities multiply, what a frame leaves for others is shared by all of them. */
    private static Letter elected(List<PlateReading> group, int place) {
        Map<String, Double> logs = new HashMap<>();
        group.forEach(reading -> logs.put(reading.letters().get(place).text(), 0.0));
        int others = PlateAlphabet.LATIN.length() - 1;
        double rest = 0;
        for (PlateReading reading : group) {
            Letter letter = reading.letters().get(place);
            double sure = Math.max(LEAST, Math.min(1 - LEAST, letter.confidence()));
            double other = Math.log((1 - sure) / others);
            logs.replaceAll((text, log) -> log + (text.equals(letter.text()) ? Math.log(sure) : other));
            rest += other;
        }
        Map.Entry<String, Double> best =
                logs.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        double all = rest + Math.log(Math.max(1, others + 1 - logs.size()));
        for (double log : logs.values()) {
            all = CharacterScores.added(all, log);
        }
        return new Letter(best.getKey(), Math.exp(best.getValue() - all));
    }
}
