package dev.ganvas.text;

import dev.ganvas.image.Planes;
import dev.ganvas.onnx.OnnxNetwork;
import java.io.IOException;
import java.util.Map;

/** Says whether a line stands on its head: PP-OCR's direction classifier. */
final class LineDirection implements AutoCloseable {
    private static final int HEIGHT = 48;
    private static final int WIDTH = 192;

    /** A line is turned when the network is as sure as this. */
    private static final double SURE = 0.9;

    private final OnnxNetwork network;

    private LineDirection(OnnxNetwork network) {
        this.network = network;
    }

    static LineDirection open(int threads) throws IOException {
        return new LineDirection(TextModels.DIRECTION.open(threads));
    }

    /** The line, turned by half where it stands on its head. */
    Planes upright(Planes line) {
        float[] answer = network.run(Map.of(network.inputs().get(0), NetworkInput.line(line, HEIGHT, WIDTH)))
                .get(network.outputs().get(0))
                .values();
        return answer[1] >= SURE ? turned(line) : line;
    }

    private static Planes turned(Planes line) {
        Planes turned = Planes.black(line.width(), line.height(), line.channels());
        int area = line.area();
        for (int i = 0; i < line.values().length; i++) {
            int channel = i / area;
            turned.values()[channel * area + area - 1 - i % area] = line.values()[i];
        }
        return turned;
    }

    @Override
    public void close() {
        network.close();
    }
}
