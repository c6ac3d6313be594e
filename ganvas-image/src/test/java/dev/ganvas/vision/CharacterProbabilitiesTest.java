package dev.ganvas.vision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.vision.CharacterProbabilities.Letter;
import java.util.List;
import org.junit.jupiter.api.Test;

class CharacterProbabilitiesTest {
    @Test
    void repetitionsAreOneCharacterUnlessABlankIsBetween() {
        float[] steps = {
            0.1f, 0.9f, 0f,
            0.3f, 0.7f, 0f,
            0.8f, 0.2f, 0f,
            0.4f, 0.6f, 0f,
            0f, 0f, 1f,
        };
        CharacterProbabilities read = new CharacterProbabilities(List.of("", "a", "b"), 5, steps);
        assertThat(read.letters()).containsExactly(new Letter("a", 0.9f), new Letter("a", 0.6f), new Letter("b", 1));
    }
}
