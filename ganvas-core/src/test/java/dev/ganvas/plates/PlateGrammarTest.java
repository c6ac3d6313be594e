package dev.ganvas.plates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.vision.CharacterProbabilities.Letter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlateGrammarTest {
    private static boolean allows(PlateKind kind, String text) {
        return kind.patterns().stream().anyMatch(pattern -> pattern.matches(text));
    }

    private static PlateReading reading(PlateKind kind, String text, double... confidences) {
        List<Letter> letters = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            double confidence = confidences.length == 0 ? 0.9 : confidences[i % confidences.length];
            letters.add(new Letter(text.substring(i, i + 1), confidence));
        }
        return new PlateReading(kind, letters, true, "own");
    }

    @Test
    void chinesePlatesHaveTheirForms() {
        assertThat(allows(PlateKind.CN_BLUE, "皖A8F072")).isTrue();
        assertThat(allows(PlateKind.CN_BLUE, "皖AO1234"))
                .as("no O on Chinese plates")
                .isFalse();
        assertThat(allows(PlateKind.CN_GREEN, "粤BD12345")).isTrue();
        assertThat(allows(PlateKind.CN_GREEN, "粤B12345D")).isTrue();
        assertThat(allows(PlateKind.CN_GREEN, "粤B12345")).isFalse();
        assertThat(allows(PlateKind.CN_WHITE, "京A1234警")).isTrue();
        assertThat(allows(PlateKind.CN_YELLOW_DOUBLE, "鲁B1234挂")).isTrue();
        assertThat(allows(PlateKind.CN_BLACK, "粤Z1234港")).isTrue();
    }

    @Test
    void westernPlatesHaveTheirForms() {
        assertThat(Stream.of("BAB1234", "MZ99", "AA123AA", "1234BBB", "AB12CDE")
                        .filter(text -> allows(PlateKind.EU, text)))
                .containsExactly("BAB1234", "AA123AA", "1234BBB", "AB12CDE");
        assertThat(allows(PlateKind.US, "ABC1234")).isTrue();
        assertThat(allows(PlateKind.US, "A1B2C3D")).isFalse();
    }

    @Test
    void regionsAreNamed() {
        assertThat(reading(PlateKind.CN_BLUE, "皖A8F072").region()).contains("Anhui");
        assertThat(reading(PlateKind.CN_BLUE, "新A8F072").region()).contains("Xinjiang");
        assertThat(reading(PlateKind.EU, "AB123CD").region())
                .hasValueSatisfying(countries ->
                        assertThat(countries).contains("France", "Italy").doesNotContain("Spain"));
        assertThat(reading(PlateKind.US, "ABC1234").region()).isEmpty();
    }

    @Test
    void aPlateIsAsCertainAsItsWorstCharacter() {
        assertThat(reading(PlateKind.US, "ABC123", 0.99, 0.4, 0.9).confidence()).isEqualTo(0.4);
    }

    @Test
    void framesOutvoteTheOneThatErrs() {
        List<PlateVote.Elected> elected = PlateVote.of(List.of(
                reading(PlateKind.US, "ABC123", 0.7),
                reading(PlateKind.US, "A8C123", 0.8, 0.75, 0.8, 0.8, 0.8, 0.8),
                reading(PlateKind.US, "ABC123", 0.7),
                reading(PlateKind.US, "XYZ999", 0.9)));
        assertThat(elected).hasSize(2);
        assertThat(elected.get(0).reading().text()).isEqualTo("ABC123");
        assertThat(elected.get(0).frames()).isEqualTo(3);
        // Three frames that agree are surer than each, one that is contradicted less sure than its neighbours.
        List<Letter> letters = elected.get(0).reading().letters();
        assertThat(letters.get(0).confidence()).isGreaterThan(0.99);
        assertThat(letters.get(1).confidence()).isLessThan(letters.get(0).confidence());
        assertThat(elected.get(1).reading().text()).isEqualTo("XYZ999");
    }

    @Test
    void everyCharacterIsAClassOfItsOwn() {
        assertThat(PlateAlphabet.names()).hasSize(1 + 36 + 31 + 7).doesNotHaveDuplicates();
        assertThat(PlateAlphabet.character(PlateAlphabet.classOf('皖'))).isEqualTo('皖');
        assertThat(GreedyDecoder.distance("ABC123", "AC1234")).isEqualTo(2);
    }
}
