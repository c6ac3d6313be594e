package dev.ganvas.text;

import dev.ganvas.image.Interpolation;
import dev.ganvas.image.Planes;
import dev.ganvas.image.geometry.Point;
import dev.ganvas.image.geometry.Quad;
import dev.ganvas.onnx.OnnxNetwork;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Finds lines of text: PP-OCRv4's detector, of the kind of Liao et al., "Real-time scene text detection with differentiable binarization", AAAI 2020. */
final class TextDetector implements AutoCloseable {
    private static final int MULTIPLE = 32;

    /** Pixels of the longer side: smaller pictures are enlarged, by twice at most, and larger ones reduced. */
    private static final int LEAST_SIDE = 640;

    private static final int MOST_SIDE = 960;
    private static final double MOST_ENLARGED = 2;

    private final OnnxNetwork network;

    private TextDetector(OnnxNetwork network) {
        this.network = network;
    }

    static TextDetector open(int threads) throws IOException {
        return new TextDetector(TextModels.DETECTOR.open(threads));
    }

    /** The corners of each line, from top to bottom and from left to right. */
    List<Quad> find(Planes picture) {
        double longer = Math.max(picture.width(), picture.height());
        double scale =
                longer > MOST_SIDE ? MOST_SIDE / longer : Math.max(1, Math.min(MOST_ENLARGED, LEAST_SIDE / longer));
        int width = rounded(picture.width() * scale);
        int height = rounded(picture.height() * scale);
        Planes resized = scale < 1
                ? Interpolation.AREA.resize(picture, width, height)
                : Interpolation.BILINEAR.resize(picture, width, height);
        OnnxNetwork.Numbers map = network.run(
                        Map.of(network.inputs().get(0), NetworkInput.of(resized, NetworkInput.Scale.IMAGENET)))
                .get(network.outputs().get(0));
        double across = (double) picture.width() / width;
        double down = (double) picture.height() / height;
        return new TextRegions(width, height, map.values())
                .boxes().stream()
                        .map(box -> box.map(point -> new Point(point.x() * across, point.y() * down)))
                        .toList();
    }

    private static int rounded(double side) {
        return (int) Math.max(MULTIPLE, Math.round(side / MULTIPLE) * MULTIPLE);
    }

    @Override
    public void close() {
        network.close();
    }
}
