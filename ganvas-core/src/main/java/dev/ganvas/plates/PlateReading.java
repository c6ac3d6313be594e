package dev.ganvas.plates;

import dev.ganvas.vision.CharacterProbabilities.Letter;
import dev.ganvas.vision.WholePlateReader.Place;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a plate says.
 *
 * @param kind what kind of plate it is
 * @param letters its characters, each with the probability, 0 to 1, that it is this one and none else that could stand there
 * @param usual whether the text has one of the usual forms of its country; others are read with less trust
 * @param reader who read it
 * @param seen where the plate looks to be from, of readers that tell; its text says more of some, see {@link #region()}
 * @param state the state of the USA whose name is printed on the plate, where it could be read
 */
public record PlateReading(
        PlateKind kind,
        List<Letter> letters,
        boolean usual,
        String reader,
        Optional<Place> seen,
        Optional<Place> state) {
    public PlateReading {
        letters = List.copyOf(letters);
    }

    /** A reading of which nothing is known but its text. */
    public PlateReading(PlateKind kind, List<Letter> letters, boolean usual, String reader) {
        this(kind, letters, usual, reader, Optional.empty(), Optional.empty());
    }

    /** The same, of a plate that this state's name is printed on, if any. */
    PlateReading ofState(Optional<Place> printed) {
        return new PlateReading(kind, letters, usual, reader, seen, printed);
    }

    /** The text, without spaces and marks. */
    public String text() {
        return letters.stream().map(Letter::text).collect(Collectors.joining());
    }

    /** That of the least certain character, 0 to 1: a plate is read as surely as its worst character. */
    public double confidence() {
        return letters.stream().mapToDouble(Letter::confidence).min().orElse(0);
    }

    public Country country() {
        return kind.country();
    }

    /**
     * Where the plate is from, as far as what is written on it says: a province of China, the countries of Europe that have this form,
     * a state of the USA.
     */
    public Optional<String> region() {
        return switch (country()) {
            case CN -> text().isEmpty() ? Optional.empty() : Provinces.name(text().charAt(0));
            case EU -> {
                List<String> countries = EuropeanFormats.countries(text());
                yield countries.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", countries));
            }
            case US -> state.map(Place::name);
        };
    }
}
