package dev.ganvas.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "my-run/best.ganvas, my-run/best.ganvas, my-run/best.ganvas",
                "my run/best.ganvas, 'my run/best.ganvas', \"my run/best.ganvas\"",
                "it's, 'it'\\''s', \"it's\"",
                "toybox:face?n=3, 'toybox:face?n=3', \"toybox:face?n=3\"",
                "a\\b, 'a\\b', a\\b",
                "``, '', \"\""
            })
    void wordsAreQuotedWhereAShellWouldReadThemOtherwise(String word, String posix, String windows) {
        assertThat(Shell.quote(word, false)).isEqualTo(posix);
        assertThat(Shell.quote(word, true)).isEqualTo(windows);
    }
}
