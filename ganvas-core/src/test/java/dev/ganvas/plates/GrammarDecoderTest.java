package dev.ganvas.plates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.plates.GrammarDecoder.Decoded;
import dev.ganvas.plates.GrammarDecoder.Form;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrammarDecoderTest {
    private static final int CLASSES = PlateAlphabet.classes();

    /** Each character stands for two steps and is followed by a blank; {@code doubt} is left for what is not named. */
    private static CharacterScores saying(String text, double sure, String instead, double doubt) {
        int steps = 3 * text.length();
        double[] logs = new double[steps * CLASSES];
        for (int step = 0; step < steps; step++) {
            double[] row = new double[CLASSES];
            Arrays.fill(row, 1e-6);
            if (step % 3 == 2) {
                row[0] = 1;
            } else {
                row[PlateAlphabet.classOf(text.charAt(step / 3))] = sure;
                row[PlateAlphabet.classOf(instead.charAt(step / 3))] += doubt;
            }
            double sum = Arrays.stream(row).sum();
            for (int c = 0; c < CLASSES; c++) {
                logs[step * CLASSES + c] = Math.log(row[c] / sum);
            }
        }
        return new CharacterScores(steps, CLASSES, logs);
    }

    private static Form form(PlateKind kind, String pattern) {
        return new Form(kind, PlatePattern.of(pattern), 0);
    }

    private static String text(Decoded decoded) {
        StringBuilder text = new StringBuilder();
        for (int each : decoded.classes()) {
            text.append(PlateAlphabet.character(each));
        }
        return text.toString();
    }

    /** The sum over all ways, counted by writing each of them out. */
    @Test
    void likelihoodsAreSumsOverAllWays() {
        RandomStream random = Seed.of(3).stream();
        int steps = 4;
        int classes = 3;
        double[] logs = new double[steps * classes];
        for (int step = 0; step < steps; step++) {
            double[] row = {random.nextDouble(0.1, 1), random.nextDouble(0.1, 1), random.nextDouble(0.1, 1)};
            for (int c = 0; c < classes; c++) {
                logs[step * classes + c] = Math.log(row[c] / (row[0] + row[1] + row[2]));
            }
        }
        CharacterScores scores = new CharacterScores(steps, classes, logs);
        for (int[] text : new int[][] {{1}, {2}, {1, 2}, {1, 1}, {2, 1, 2}}) {
            double sum = 0;
            for (int way = 0; way < 81; way++) {
                int[] path = {way / 27, way / 9 % 3, way / 3 % 3, way % 3};
                double log = 0;
                for (int step = 0; step < steps; step++) {
                    log += scores.log(step, path[step]);
                }
                sum += Arrays.equals(collapsed(path), text) ? Math.exp(log) : 0;
            }
            assertThat(Math.exp(scores.likelihood(text))).isCloseTo(sum, within(1e-12));
        }
        assertThat(scores.likelihood(new int[] {1, 1, 1})).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    private static int[] collapsed(int[] path) {
        int[] text = new int[path.length];
        int length = 0;
        int before = 0;
        for (int each : path) {
            if (each != 0 && each != before) {
                text[length++] = each;
            }
            before = each;
        }
        return Arrays.copyOf(text, length);
    }

    @Test
    void aGrammarTurnsLettersIntoTheDigitsTheyLookLike() {
        CharacterScores scores = saying("AO0123", 0.7, "A0O123", 0.2);
        assertThat(text(GrammarDecoder.decode(scores, List.of(form(PlateKind.US, "******")))
                        .get(0)))
                .isEqualTo("AO0123");
        Decoded strict = GrammarDecoder.decode(scores, List.of(form(PlateKind.US, "A99999")))
                .get(0);
        assertThat(text(strict)).isEqualTo("A00123");
        Decoded letters = GrammarDecoder.decode(scores, List.of(form(PlateKind.US, "AAA999")))
                .get(0);
        assertThat(text(letters)).isEqualTo("AOO123");
    }

    @Test
    void theFormThatFitsBestWins() {
        CharacterScores scores = saying("京A12345", 0.9, "京A12345", 0.05);
        List<Decoded> decoded = GrammarDecoder.decode(
                scores, List.of(form(PlateKind.US, "AAA9999"), form(PlateKind.CN_BLUE, "PLXXXXX")));
        assertThat(text(decoded.get(0))).isEqualTo("京A12345");
        assertThat(decoded.get(0).form().kind()).isEqualTo(PlateKind.CN_BLUE);
    }

    @Test
    void twoOfTheSameNeedABlankBetween() {
        CharacterScores scores = saying("1122", 0.99, "1122", 0);
        assertThat(text(GrammarDecoder.decode(scores, List.of(form(PlateKind.US, "9999")))
                        .get(0)))
                .isEqualTo("1122");
        // Two steps have no room for two characters and a blank.
        CharacterScores tight = new CharacterScores(2, CLASSES, Arrays.copyOf(scores.logs(), 2 * CLASSES));
        assertThat(text(GrammarDecoder.decode(tight, List.of(form(PlateKind.US, "99")))
                        .get(0)))
                .isNotEqualTo("11");
        assertThat(GrammarDecoder.decode(tight, List.of(form(PlateKind.US, "999"))))
                .isEmpty();
    }

    @Test
    void theDoubtfulCharacterHasTheLeastConfidence() {
        CharacterScores sure = saying("ABC123", 0.98, "ABC123", 0.01);
        CharacterScores doubtful = saying("ABC123", 0.5, "ABG123", 0.4);
        int[] text = PlateAlphabet.classesOf("ABC123");
        assertThat(sure.confidence(text, 2)).isGreaterThan(0.99);
        // Two steps each: (0.5 / 0.9)^2 against the ways with 0.4 in one or both.
        assertThat(doubtful.confidence(text, 2)).isBetween(0.4, 0.7);
        assertThat(doubtful.confidence(text, 1)).isGreaterThan(0.99);
    }
}
