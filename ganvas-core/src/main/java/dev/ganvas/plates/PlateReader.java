package dev.ganvas.plates;

import dev.ganvas.image.Picture;
import dev.ganvas.image.Planes;
import dev.ganvas.image.geometry.Homography;
import dev.ganvas.image.geometry.Quad;
import dev.ganvas.vision.CharacterProbabilities.Letter;
import dev.ganvas.vision.LineReader;
import dev.ganvas.vision.WholePlateReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads plates: the most likely text that the grammar of a country allows, with the confidence of each character.
 *
 * <pre>{@code
 * try (PlateReader reader = PlateReader.open()) {
 *     PlateReading plate = reader.read(picture).orElseThrow();
 *     System.out.println(plate.text() + " " + plate.region() + " " + plate.confidence());
 * }
 * }</pre>
 *
 * <p>Owns native memory until closed. For one thread at a time.
 */
public final class PlateReader implements AutoCloseable {
    /** The model that ships. */
    public static final String SHIPPED = "plate-reader";

    /** A plate less wide, against its height, may have two rows. */
    private static final double TWO_ROWS_BELOW = 2.6;

    /** Pixels of a plate seen from the front, each side at most. */
    private static final int MOST_WIDTH = 480;

    private final NetworkCharacters own;
    private final Map<Country, CharacterReader> others = new EnumMap<>(Country.class);
    private Optional<PrintedState> states = Optional.empty();
    private Set<Country> countries = EnumSet.allOf(Country.class);

    private PlateReader(NetworkCharacters own) {
        this.own = own;
    }

    /** Opens the reader that ships. */
    public static PlateReader open() throws IOException {
        return open(Path.of(SHIPPED));
    }

    /**
     * Opens a model file, or a model that ships by its name.
     *
     * @throws dev.ganvas.error.MalformedFileException when it is damaged, or no reader of plates
     * @throws dev.ganvas.error.UsageException when there is no such file
     */
    public static PlateReader open(Path file) throws IOException {
        return new PlateReader(NetworkCharacters.open(file));
    }

    /** Looks for plates of one country alone. Returns this. */
    public PlateReader of(Country country) {
        countries = EnumSet.of(country);
        return this;
    }

    /**
     * Leaves the characters of one country's plates to another reader, which stays the caller's. Which country's a plate is, is
     * still Ganvas's own to say. Returns this.
     */
    public PlateReader reading(Country country, LineReader lines) {
        others.put(country, new LineCharacters(lines));
        return this;
    }

    /** As {@link #reading(Country, LineReader)}, by a reader of whole plates. Returns this. */
    public PlateReader reading(Country country, WholePlateReader plates) {
        others.put(country, new WholePlateCharacters(plates));
        return this;
    }

    /**
     * Tells the state of plates of the USA by its name, which is printed above or below their number; their number alone does not tell
     * it, since many states share its forms.
     *
     * @param lines reads the name; stays the caller's
     */
    public PlateReader tellingStates(LineReader lines) {
        states = Optional.of(new PrintedState(lines));
        return this;
    }

    /** Reads a picture of a plate and nothing more; empty when nothing like a plate's text is there. */
    public Optional<PlateReading> read(Picture plate) {
        return fromFront(Planes.of(plate.toRgb()));
    }

    /**
     * Reads a plate in a photograph.
     *
     * @param photo sRGB in [0, 1], 3 channels
     * @param corners of the plate
     */
    public Optional<PlateReading> read(Planes photo, Quad corners) {
        return fromFront(front(photo, corners));
    }

    /** A plate from the front, about as large as it is in the photograph. */
    public static Planes front(Planes photo, Quad corners) {
        double scale = Math.min(1, MOST_WIDTH / corners.width());
        int width = (int) Math.max(2, Math.round(corners.width() * scale));
        int height = (int) Math.max(2, Math.round(corners.height() * scale));
        return Homography.rectified(photo, corners, width, height);
    }

    /** Reads a plate that is seen from the front. */
    public Optional<PlateReading> fromFront(Planes plate) {
        return number(plate)
                .map(reading -> reading.country() == Country.US
                        ? reading.ofState(states.flatMap(each -> each.on(plate)))
                        : reading);
    }

    private Optional<PlateReading> number(Planes plate) {
        Optional<Read> best = best(own, plate, countries);
        if (best.isEmpty()) {
            return Optional.empty();
        }
        Country country = best.get().kind().country();
        CharacterReader reader = characters(country);
        return !others.containsKey(country)
                ? best.map(read -> reading(own, read))
                : best(reader, plate, EnumSet.of(country)).map(read -> reading(reader, read.withKindsOf(best.get())));
    }

    /** A text, and what it was read from. */
    private record Read(GrammarDecoder.Decoded decoded, CharacterReader.Said said) {
        PlateKind kind() {
            return decoded.form().kind();
        }

        /** The same text, of the likeliest kind that allows it, as another reader sees kinds. */
        Read withKindsOf(Read other) {
            PlateKind best = kind();
            for (PlateKind kind : PlateKind.values()) {
                boolean allowed = kind.twoRows() == best.twoRows()
                        && kind.country() == best.country()
                        && kind.patterns().contains(decoded.form().pattern());
                if (allowed && other.said.kinds()[kind.ordinal()] > other.said.kinds()[best.ordinal()]) {
                    best = kind;
                }
            }
            GrammarDecoder.Form form = new GrammarDecoder.Form(
                    best, decoded.form().pattern(), decoded.form().log());
            return new Read(new GrammarDecoder.Decoded(form, decoded.classes(), decoded.log()), said);
        }
    }

    private static Optional<Read> best(CharacterReader reader, Planes plate, Set<Country> countries) {
        Optional<Read> best = Optional.empty();
        boolean maybeTwo = (double) plate.width() / plate.height() < TWO_ROWS_BELOW;
        for (boolean twoRows : maybeTwo ? new boolean[] {false, true} : new boolean[] {false}) {
            CharacterReader.Said said = reader.read(plate, twoRows);
            int length = said.scores().greedyLength();
            List<GrammarDecoder.Decoded> decoded =
                    GrammarDecoder.decode(said.scores(), PlateForms.of(countries, said.kinds(), twoRows, length));
            if (!decoded.isEmpty()
                    && (best.isEmpty()
                            || decoded.get(0).log() > best.get().decoded().log())) {
                best = Optional.of(new Read(decoded.get(0), said));
            }
        }
        return best;
    }

    private static PlateReading reading(CharacterReader reader, Read read) {
        int[] text = read.decoded().classes();
        List<Letter> letters = new ArrayList<>();
        for (int i = 0; i < text.length; i++) {
            letters.add(new Letter(
                    String.valueOf(PlateAlphabet.character(text[i])),
                    read.said().scores().confidence(text, i)));
        }
        boolean usual = read.kind().patterns().contains(read.decoded().form().pattern());
        return new PlateReading(
                read.kind(), letters, usual, reader.name(), read.said().place(), Optional.empty());
    }

    /** Who reads the plates of a country. */
    CharacterReader characters(Country country) {
        return others.getOrDefault(country, own);
    }

    @Override
    public void close() {
        own.close();
    }
}
