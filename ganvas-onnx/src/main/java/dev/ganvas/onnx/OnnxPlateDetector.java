package dev.ganvas.onnx;

import dev.ganvas.error.EngineException;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.image.Interpolation;
import dev.ganvas.image.Planes;
import dev.ganvas.image.geometry.Point;
import dev.ganvas.image.geometry.Quad;
import dev.ganvas.onnx.OnnxNetwork.Numbers;
import dev.ganvas.vision.PlateDetector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The plate detectors of open-image-models (github.com/ankandrew/open-image-models), which tell upright boxes, and LPD-YuNet
 * (github.com/opencv/opencv_zoo), which tells corners; told apart by what they give. A photograph is shown to them once, as a whole.
 */
public final class OnnxPlateDetector implements PlateDetector {
    private static final int RGB = 3;

    private final OnnxNetwork network;
    private final Family family;
    private final int width;
    private final int height;
    private final double least;

    private OnnxPlateDetector(OnnxNetwork network, Family family, double least) {
        this.network = network;
        this.family = family;
        List<Long> shape = network.shape(network.inputs().get(0));
        this.height = side(shape.get(2), family.height);
        this.width = side(shape.get(3), family.width);
        this.least = least;
    }

    private static int side(long said, int usual) {
        return said > 0 ? Math.toIntExact(said) : usual;
    }

    /**
     * Opens a file.
     *
     * @param threads to compute with
     * @param least score of plates that are told of, 0 to 1; when absent what the network's authors use
     * @throws MalformedFileException when it is damaged, or neither of the two
     * @throws dev.ganvas.error.UsageException when there is no such file
     */
    public static OnnxPlateDetector open(Path file, int threads, OptionalDouble least) throws IOException {
        OnnxNetwork network = OnnxNetwork.open(file, threads);
        for (Family family : Family.values()) {
            if (network.inputs().size() == 1
                    && network.shape(network.inputs().get(0)).size() == 4
                    && family.gives(network)) {
                return new OnnxPlateDetector(network, family, least.orElse(family.least));
            }
        }
        network.close();
        throw new MalformedFileException(
                file,
                "is no plate detector that is known: it is neither of open-image-models nor LPD-YuNet by what it gives");
    }

    private enum Family {
        /** One row a plate: number of the picture, left, top, right, bottom, class, score. */
        BOXES(384, 384, 114 / 255f, 0.4) {
            private static final int ROW = 7;

            @Override
            boolean gives(OnnxNetwork network) {
                List<Long> rows = network.shape(network.outputs().get(0));
                return network.outputs().size() == 1 && rows.size() == 2 && rows.get(1) == ROW;
            }

            @Override
            int channel(int colour) {
                return colour;
            }

            @Override
            float value(float level) {
                return level;
            }

            @Override
            List<Sighting> read(Map<String, Numbers> answers, OnnxPlateDetector seen) {
                float[] rows = answers.values().iterator().next().values();
                if (rows.length % ROW != 0) {
                    throw new EngineException("A plate detector gives " + rows.length + " numbers, not seven a plate.");
                }
                List<Sighting> found = new ArrayList<>();
                for (int at = 0; at < rows.length; at += ROW) {
                    double wide = rows[at + 3] - rows[at + 1];
                    double high = rows[at + 4] - rows[at + 2];
                    if (rows[at + 6] >= seen.least && wide > 0 && high > 0) {
                        found.add(new Sighting(
                                Quad.rectangle(rows[at + 1], rows[at + 2], wide, high), Math.min(1, rows[at + 6])));
                    }
                }
                return found;
            }
        },

        /** Four corners for each of the boxes that it may be, relative to that: the prior boxes of YuNet (Wu, Peng and Yu, 2023). */
        CORNERS(320, 240, 0, 0.9) {
            private static final int[] STRIDES = {8, 16, 32, 64};
            private static final int[][] SIDES = {{10, 16, 24}, {32, 48}, {64, 96}, {128, 192, 256}};
            private static final int[] CORNER = {4, 6, 10, 12};
            private static final int PLACES = 14;

            @Override
            boolean gives(OnnxNetwork network) {
                return network.outputs().containsAll(List.of("loc", "conf", "iou"));
            }

            @Override
            int channel(int colour) {
                return RGB - 1 - colour;
            }

            @Override
            float value(float level) {
                return 255 * level;
            }

            @Override
            List<Sighting> read(Map<String, Numbers> answers, OnnxPlateDetector seen) {
                List<double[]> boxes = boxes(seen);
                float[] places = answers.get("loc").values();
                float[] classes = answers.get("conf").values();
                float[] overlaps = answers.get("iou").values();
                if (places.length != PLACES * boxes.size()
                        || classes.length != 2 * boxes.size()
                        || overlaps.length != boxes.size()) {
                    throw new EngineException("A plate detector gives something else than " + boxes.size() + " boxes.");
                }
                List<Sighting> found = new ArrayList<>();
                for (int i = 0; i < boxes.size(); i++) {
                    double score = Math.sqrt(unit(classes[2 * i + 1]) * unit(overlaps[i]));
                    if (score >= seen.least) {
                        double[] box = boxes.get(i);
                        List<Point> corners = new ArrayList<>();
                        for (int each : CORNER) {
                            corners.add(new Point(
                                    box[0] + 0.1 * places[PLACES * i + each] * box[2],
                                    box[1] + 0.1 * places[PLACES * i + each + 1] * box[2]));
                        }
                        found.add(new Sighting(clockwise(corners), score));
                    }
                }
                return found;
            }

            /** Middle and side of each, in pixels. */
            private static List<double[]> boxes(OnnxPlateDetector seen) {
                List<double[]> boxes = new ArrayList<>();
                for (int k = 0; k < STRIDES.length; k++) {
                    // Halved and rounded down again and again, the first time up.
                    int rows = (seen.height + 1) / 2 * 2 / STRIDES[k];
                    int columns = (seen.width + 1) / 2 * 2 / STRIDES[k];
                    for (int row = 0; row < rows; row++) {
                        for (int column = 0; column < columns; column++) {
                            for (int side : SIDES[k]) {
                                boxes.add(new double[] {(column + 0.5) * STRIDES[k], (row + 0.5) * STRIDES[k], side});
                            }
                        }
                    }
                }
                return boxes;
            }

            private static double unit(float value) {
                return Math.min(1, Math.max(0, value));
            }

            private static Quad clockwise(List<Point> corners) {
                double x = corners.stream().mapToDouble(Point::x).average().orElseThrow();
                double y = corners.stream().mapToDouble(Point::y).average().orElseThrow();
                List<Point> around = new ArrayList<>(corners);
                around.sort(Comparator.comparingDouble(point -> Math.atan2(point.y() - y, point.x() - x)));
                Point first = around.stream()
                        .min(Comparator.comparingDouble(point -> point.x() + point.y()))
                        .orElseThrow();
                Collections.rotate(around, -around.indexOf(first));
                return new Quad(around);
            }
        };

        private final int width;
        private final int height;
        private final float border;
        private final double least;

        Family(int width, int height, float border, double least) {
            this.width = width;
            this.height = height;
            this.border = border;
            this.least = least;
        }

        abstract boolean gives(OnnxNetwork network);

        /** Where a colour of the photograph goes. */
        abstract int channel(int colour);

        abstract float value(float level);

        /** Plates in the pixels of what the network sees. */
        abstract List<Sighting> read(Map<String, Numbers> answers, OnnxPlateDetector seen);
    }

    /** The photograph stands in the middle of what the network sees, in its own proportions. */
    @Override
    public List<Sighting> find(Planes photo) {
        double scale = Math.min((double) width / photo.width(), (double) height / photo.height());
        int wide = (int) Math.max(1, Math.min(width, Math.round(photo.width() * scale)));
        int high = (int) Math.max(1, Math.min(height, Math.round(photo.height() * scale)));
        int left = (width - wide) / 2;
        int top = (height - high) / 2;
        Planes shown = (scale < 1 ? Interpolation.AREA : Interpolation.BILINEAR).resize(photo, wide, high);
        float[] values = new float[RGB * width * height];
        Arrays.fill(values, family.value(family.border));
        for (int colour = 0; colour < RGB; colour++) {
            int from = family.channel(colour) * width * height;
            for (int y = 0; y < high; y++) {
                for (int x = 0; x < wide; x++) {
                    values[from + (top + y) * width + left + x] = family.value(shown.value(colour, y, x));
                }
            }
        }
        Numbers input = new Numbers(List.of(1L, (long) RGB, (long) height, (long) width), values);
        double across = (double) photo.width() / wide;
        double down = (double) photo.height() / high;
        return family.read(network.run(Map.of(network.inputs().get(0), input)), this).stream()
                .map(each -> new Sighting(
                        each.corners().map(point -> new Point((point.x() - left) * across, (point.y() - top) * down)),
                        each.score()))
                .toList();
    }

    @Override
    public void close() {
        network.close();
    }
}
