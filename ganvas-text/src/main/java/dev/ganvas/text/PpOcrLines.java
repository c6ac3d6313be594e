package dev.ganvas.text;

import dev.ganvas.image.Planes;
import dev.ganvas.onnx.OnnxNetwork;
import dev.ganvas.vision.CharacterProbabilities;
import dev.ganvas.vision.LineReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Reads lines of Chinese and Latin characters: PP-OCRv4's recogniser.
 *
 * <pre>{@code
 * try (LineReader reader = PpOcrLines.open(2)) {
 *     reader.read(List.of(line)).get(0).letters().forEach(letter -> System.out.print(letter.text()));
 * }
 * }</pre>
 */
public final class PpOcrLines implements LineReader {
    private static final int HEIGHT = 48;
    private static final int LEAST_WIDTH = 320;

    /** Longer lines are pressed together. */
    private static final int MOST_WIDTH = 3200;

    private final OnnxNetwork network;
    private final List<String> characters;

    private PpOcrLines(OnnxNetwork network, List<String> characters) {
        this.network = network;
        this.characters = characters;
    }

    /** @param threads to compute with */
    public static PpOcrLines open(int threads) throws IOException {
        List<String> characters = TextModels.characters();
        return new PpOcrLines(TextModels.RECOGNISER.open(threads), characters);
    }

    @Override
    public String name() {
        return "PP-OCRv4";
    }

    @Override
    public String sha256() {
        return TextModels.RECOGNISER.sha256();
    }

    @Override
    public List<CharacterProbabilities> read(List<Planes> lines) {
        return lines.stream().map(this::read).toList();
    }

    private CharacterProbabilities read(Planes line) {
        double ratio = (double) line.width() / line.height();
        int width = (int) Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, Math.ceil(HEIGHT * ratio)));
        OnnxNetwork.Numbers answer = network.run(
                        Map.of(network.inputs().get(0), NetworkInput.line(line, HEIGHT, width)))
                .get(network.outputs().get(0));
        int steps = Math.toIntExact(answer.shape().get(1));
        return new CharacterProbabilities(characters, steps, answer.values());
    }

    @Override
    public void close() {
        network.close();
    }
}
