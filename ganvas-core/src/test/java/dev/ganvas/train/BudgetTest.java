package dev.ganvas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.UsageException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {
    @ParameterizedTest
    @CsvSource({"90s,90", "30m,1800", "1h30m,5400", "2H,7200"})
    void timesAreRead(String text, long seconds) {
        assertThat(Budget.time(text)).isEqualTo(new Budget.Time(Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @CsvSource({"20000,20000", "500k,500000", "1.5m,1500000"})
    void imagesAreRead(String text, long count) {
        assertThat(Budget.images(text)).isEqualTo(new Budget.Images(count));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5m", "0s", "5", "99999999999h"})
    void otherTimesAreRefused(String text) {
        assertThatThrownBy(() -> Budget.time(text)).isInstanceOf(UsageException.class);
    }

    @Test
    void schedulesAreFunctionsOfProgress() {
        Schedule falling = Schedule.holdThenCosine(4, 0.5, 1);
        assertThat(falling.at(0)).isEqualTo(4);
        assertThat(falling.at(0.5)).isEqualTo(4);
        assertThat(falling.at(0.75)).isEqualTo(2.5);
        assertThat(falling.at(1)).isEqualTo(1);
    }
}
