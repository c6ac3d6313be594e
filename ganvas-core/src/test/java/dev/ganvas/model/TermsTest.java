package dev.ganvas.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TermsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CC-BY-NC-4.0",
                "CC BY-NC-SA 2.0",
                "non-commercial use",
                "noncommercial",
                "BSDS500 (Arbelaez et al., 2011): research and education",
                "for academic purposes"
            })
    void someTermsRestrict(String terms) {
        assertThat(Terms.restrict(terms)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"CC-BY-4.0", "CC0", "Apache-2.0; painted by Ganvas's Toybox", "MIT", "my own photographs", ""})
    void othersDoNot(String terms) {
        assertThat(Terms.restrict(terms)).isFalse();
    }
}
