package dev.ganvas.onnx;

import dev.ganvas.error.EngineException;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.Require;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.onnx.OnnxNetwork.Numbers;
import dev.ganvas.vision.Face;
import dev.ganvas.vision.FaceDetector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The face detectors YuNet (Wu, Peng and Yu, 2023) and Ultra-Light-Fast (Linzaer, 2019) in their ONNX files, told apart by what they
 * give. A picture that is larger than what a detector sees is looked at as a whole and then in parts that overlap, so that small faces
 * of large pictures are found too.
 */
public final class OnnxFaceDetector implements FaceDetector {
    /** Faces less certain than this are not told. */
    public static final double LEAST_CONFIDENCE = 0.7;

    private static final double MOST_OVERLAP = 0.3;

    /** What is smaller than the canvas is enlarged at most so far. */
    private static final double MOST_ENLARGED = 2;

    /** A part is shown at no less than this part of its size, while there are few enough of them. */
    private static final double LEAST_SCALE = 0.5;

    private static final int MOST_PARTS_A_SIDE = 5;
    private static final double PARTS_OVERLAP = 0.2;
    private static final int RGB = 3;

    private final String name;
    private final OnnxNetwork network;
    private final Family family;
    private final double least;

    private OnnxFaceDetector(String name, OnnxNetwork network, Family family, double least) {
        this.name = name;
        this.network = network;
        this.family = family;
        this.least = least;
    }

    /**
     * Opens a file.
     *
     * @param threads to compute with
     * @param leastConfidence of faces that are told of, 0 to 1
     * @throws MalformedFileException when it is damaged, or neither of the two
     * @throws dev.ganvas.error.UsageException when there is no such file
     */
    public static OnnxFaceDetector open(Path file, int threads, double leastConfidence) throws IOException {
        Require.within(leastConfidence, 0, 1, "least confidence");
        OnnxNetwork network = OnnxNetwork.open(file, threads);
        String name = String.valueOf(file.getFileName()).replaceAll("\\.onnx$", "");
        for (Family family : Family.values()) {
            if (network.inputs().size() == 1 && network.outputs().containsAll(family.outputs())) {
                return new OnnxFaceDetector(name, network, family, leastConfidence);
            }
        }
        network.close();
        throw new MalformedFileException(
                file, "is no face detector that is known: it is neither YuNet nor Ultra-Light-Fast by what it gives");
    }

    private enum Family {
        YUNET(640, 640) {
            @Override
            List<String> outputs() {
                return List.of("cls_8", "obj_8", "bbox_8", "kps_8", "cls_16", "obj_16", "bbox_16", "kps_16");
            }

            @Override
            float value(int level) {
                return level;
            }

            @Override
            int channel(int colour) {
                return RGB - 1 - colour;
            }

            @Override
            List<Face> faces(Map<String, Numbers> answers, double least) {
                List<Face> faces = new ArrayList<>();
                for (int stride : new int[] {8, 16, 32}) {
                    yunet(answers, stride, width() / stride, least, faces);
                }
                return faces;
            }
        },
        ULTRA(320, 240) {
            @Override
            List<String> outputs() {
                return List.of("scores", "boxes");
            }

            @Override
            float value(int level) {
                return (level - 127) / 128f;
            }

            @Override
            int channel(int colour) {
                return colour;
            }

            @Override
            List<Face> faces(Map<String, Numbers> answers, double least) {
                float[] scores = answers.get("scores").values();
                float[] boxes = answers.get("boxes").values();
                if (boxes.length != 2 * scores.length) {
                    throw new EngineException("A face detector gives scores and boxes of different numbers.");
                }
                List<Face> faces = new ArrayList<>();
                for (int i = 0; 2 * i < scores.length; i++) {
                    double left = boxes[4 * i] * width();
                    double top = boxes[4 * i + 1] * height();
                    double wide = boxes[4 * i + 2] * width() - left;
                    double high = boxes[4 * i + 3] * height() - top;
                    if (scores[2 * i + 1] >= least && wide > 0 && high > 0) {
                        faces.add(new Face(left, top, wide, high, scores[2 * i + 1], List.of()));
                    }
                }
                return faces;
            }
        };

        private final int width;
        private final int height;

        Family(int width, int height) {
            this.width = width;
            this.height = height;
        }

        int width() {
            return width;
        }

        int height() {
            return height;
        }

        abstract List<String> outputs();

        abstract float value(int level);

        /** Where a colour of the picture goes. */
        abstract int channel(int colour);

        abstract List<Face> faces(Map<String, Numbers> answers, double least);

        /** A grid of cells, each with a face about it or none: boxes and points are told from the cell, in strides. */
        private static void yunet(
                Map<String, Numbers> answers, int stride, int columns, double least, List<Face> into) {
            float[] classes = answers.get("cls_" + stride).values();
            float[] objects = answers.get("obj_" + stride).values();
            float[] boxes = answers.get("bbox_" + stride).values();
            float[] points = answers.get("kps_" + stride).values();
            if (objects.length != classes.length
                    || boxes.length != 4 * classes.length
                    || points.length != 2 * Face.POINTS * classes.length) {
                throw new EngineException("A face detector gives parts of different lengths.");
            }
            for (int i = 0; i < classes.length; i++) {
                double score = Math.sqrt(unit(classes[i]) * unit(objects[i]));
                if (score < least) {
                    continue;
                }
                int column = i % columns;
                int row = i / columns;
                double wide = Math.exp(boxes[4 * i + 2]) * stride;
                double high = Math.exp(boxes[4 * i + 3]) * stride;
                double left = (column + boxes[4 * i]) * stride - wide / 2;
                double top = (row + boxes[4 * i + 1]) * stride - high / 2;
                List<Face.Point> five = new ArrayList<>();
                for (int k = 0; k < Face.POINTS; k++) {
                    int at = 2 * (Face.POINTS * i + k);
                    five.add(new Face.Point((column + points[at]) * stride, (row + points[at + 1]) * stride));
                }
                into.add(new Face(left, top, wide, high, score, five));
            }
        }

        private static double unit(float value) {
            return Math.min(1, Math.max(0, value));
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Face> find(Picture picture) {
        Picture rgb = picture.toRgb();
        List<Face> found = new ArrayList<>(seen(rgb, 0, 0));
        int columns = parts(rgb.width(), family.width());
        int rows = parts(rgb.height(), family.height());
        if (columns * rows > 1) {
            int wide = side(rgb.width(), columns);
            int high = side(rgb.height(), rows);
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    int left = place(column, columns, rgb.width(), wide);
                    int top = place(row, rows, rgb.height(), high);
                    found.addAll(seen(part(rgb, left, top, wide, high), left, top));
                }
            }
        }
        return Face.distinct(found, MOST_OVERLAP);
    }

    private static int parts(int pixels, int seen) {
        return Math.max(1, Math.min(MOST_PARTS_A_SIDE, (int) Math.ceil(pixels * LEAST_SCALE / seen)));
    }

    private static int side(int pixels, int parts) {
        return parts == 1 ? pixels : (int) Math.ceil(pixels / (parts - PARTS_OVERLAP * (parts - 1)));
    }

    private static int place(int i, int parts, int pixels, int side) {
        return parts == 1 ? 0 : (int) Math.round((double) i * (pixels - side) / (parts - 1));
    }

    private static Picture part(Picture picture, int left, int top, int wide, int high) {
        byte[] rgb = new byte[RGB * wide * high];
        for (int y = 0; y < high; y++) {
            System.arraycopy(
                    picture.rgb(), RGB * ((top + y) * picture.width() + left), rgb, RGB * y * wide, RGB * wide);
        }
        return new Picture(wide, high, rgb);
    }

    /** The faces of a picture that is shown as a whole in the upper left corner of the canvas, which is black elsewhere. */
    private List<Face> seen(Picture picture, int left, int top) {
        double scale = Math.min(
                MOST_ENLARGED,
                Math.min((double) family.width() / picture.width(), (double) family.height() / picture.height()));
        int wide = Math.max(1, (int) (picture.width() * scale));
        int high = Math.max(1, (int) (picture.height() * scale));
        Picture shown = Pictures.resize(picture, wide, high);
        int area = family.width() * family.height();
        float[] values = new float[RGB * area];
        Arrays.fill(values, family.value(0));
        for (int y = 0; y < high; y++) {
            for (int x = 0; x < wide; x++) {
                for (int colour = 0; colour < RGB; colour++) {
                    values[family.channel(colour) * area + y * family.width() + x] =
                            family.value(shown.rgb()[RGB * (y * wide + x) + colour] & 0xff);
                }
            }
        }
        Numbers input = new Numbers(List.of(1L, (long) RGB, (long) family.height(), (long) family.width()), values);
        Map<String, Numbers> answers = network.run(Map.of(network.inputs().get(0), input));
        return family.faces(answers, least).stream()
                .map(face -> face.scaled(1 / scale, left, top))
                .toList();
    }

    @Override
    public void close() {
        network.close();
    }
}
