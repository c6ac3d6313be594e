package dev.ganvas.toybox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.UsageException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToyboxOptionsTest {
    @Test
    void theBareNameGivesTheDefaults() {
        assertThat(ToyboxOptions.parse("toybox"))
                .isEqualTo(new ToyboxOptions(List.of("face", "animal", "building", "vehicle"), 1, 20_000, 64));
    }

    @Test
    void readsClassesInTheirOrderAndOptionsInAny() {
        assertThat(ToyboxOptions.parse("toybox:faces")).isEqualTo(new ToyboxOptions(List.of("face"), 1, 20_000, 64));
        assertThat(ToyboxOptions.parse("toybox:vehicle,animals?size=32&seed=-3&n=7"))
                .isEqualTo(new ToyboxOptions(List.of("vehicle", "animal"), -3, 7, 32));
        assertThat(ToyboxOptions.parse("toybox?n=5").count()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "toybox:cats | face, animal, building, vehicle",
                "toybox: | face, animal, building, vehicle",
                "toybox:face, | face, animal, building, vehicle",
                "toybox:face,faces | named twice",
                "toybox?colour=red | seed=NUMBER, n=PICTURES and size=PIXELS",
                "toybox? | seed=NUMBER, n=PICTURES and size=PIXELS",
                "toybox?size=big | must be a whole number, not 'big'",
                "toybox?seed | must be a whole number, not ''",
                "toybox?size=16 | must lie in 32 to 256",
                "toybox?size=257 | must lie in 32 to 256",
                "toybox?n=0 | must be above zero",
                "toybox?n=9999999999 | too large",
                "toyboxes | is no toybox",
                "folder | is no toybox",
            })
    void refusesWhatDoesNotFitAndNamesTheChoices(String location, String reason) {
        assertThatThrownBy(() -> Toybox.open(location))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(reason);
    }

    @Property(tries = 50)
    void itsLocationReadsBackToTheSameOptions(
            @ForAll @Size(min = 1, max = 4) @UniqueElements List<ToyClass> classes,
            @ForAll long seed,
            @ForAll @IntRange(min = 1) int count,
            @ForAll @IntRange(min = 32, max = 256) int size) {
        ToyboxOptions options =
                new ToyboxOptions(classes.stream().map(ToyClass::label).toList(), seed, count, size);
        assertThat(ToyboxOptions.parse(options.location())).isEqualTo(options);
    }
}
