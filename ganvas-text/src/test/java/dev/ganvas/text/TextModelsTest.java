package dev.ganvas.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.MalformedFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextModelsTest {
    @Test
    void anotherFileOfTheNameIsRefused() {
        assertThatThrownBy(() -> TextModels.CHARACTERS.checked("other".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("SHA-256");
    }

    /** PaddleOCR's dictionary has 6,623 characters; a blank stands before them and a space behind. */
    @Test
    void charactersAreThoseOfTheNetwork() throws IOException {
        List<String> characters = TextModels.characters();
        assertThat(characters).hasSize(6625).startsWith("", "'").endsWith(" ").contains("皖", "A", "0");
    }
}
