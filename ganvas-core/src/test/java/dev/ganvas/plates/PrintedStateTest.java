package dev.ganvas.plates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.vision.CharacterProbabilities.Letter;
import dev.ganvas.vision.WholePlateReader.Place;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintedStateTest {
    private static Optional<Place> named(String printed) {
        return PrintedState.named(printed.chars()
                .mapToObj(each -> new Letter(String.valueOf((char) each), 0.9))
                .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "CALIFORNIA, California",
        "myFlorida, Florida",
        "NEWYORK, New York",
        "WESTVIRGINIA, West Virginia",
        "VIRGINIA, Virginia",
        "ARKANSASTHENATURALSTATE, Arkansas",
        "KANSAS, Kansas",
        "WASHINGTONDC, District of Columbia",
        "WASHINGTON, Washington",
        "SOUTHCAROLINA, South Carolina",
        "N0RTHCAROLINA, North Carolina",
        "PENNSYLVANLA, Pennsylvania",
    })
    void aNameIsFoundAmongOtherWords(String printed, String state) {
        assertThat(named(printed.replaceAll("[^A-Za-z]", "")).orElseThrow().name())
                .isEqualTo(state);
    }

    @Test
    void aCharacterThatIsWrongMakesItLessSure() {
        assertThat(named("CALIFORNIA").orElseThrow().confidence()).isEqualTo(0.9);
        assertThat(named("CALIFORNLA").orElseThrow().confidence()).isEqualTo(0.9 * 9 / 10);
    }

    @Test
    void otherWordsAreNoState() {
        assertThat(named("")).isEmpty();
        assertThat(named("OHI")).isEmpty();
        assertThat(named("DXIKQWPLMZ")).isEmpty();
        assertThat(named("CALLFORLLA")).as("two of ten are wrong").isEmpty();
    }
}
