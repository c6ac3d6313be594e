package dev.ganvas.explain.saliency;

import dev.ganvas.data.PixelTensors;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.features.DifferentiableClassifier;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.vision.Calibration;
import dev.ganvas.vision.InputContract;
import dev.ganvas.vision.Prediction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A network of which it is known where it looks: at how bright the upper left quarter is, and nowhere else. */
public final class CornerClassifier implements DifferentiableClassifier {
    public static final int SIDE = 16;

    /** How fast probabilities change with brightness. */
    private static final double STEEPNESS = 6;

    private static final int CELLS = 8;

    @Override
    public String name() {
        return "corner";
    }

    @Override
    public String sha256() {
        return "0";
    }

    @Override
    public List<String> classes() {
        return List.of("dark", "bright");
    }

    @Override
    public Picture seen(Picture picture) {
        return Pictures.square(picture, SIDE).toRgb();
    }

    @Override
    public Pass forward(Tensor pictures) {
        Map<String, Tensor> activations = new LinkedHashMap<>();
        Tensor means = pictures.add(1).averagePool(SIDE / CELLS);
        activations.put("means", means);
        float[] corner = new float[CELLS * CELLS];
        for (int i = 0; i < corner.length; i++) {
            corner[i] = i % CELLS < CELLS / 2 && i / CELLS < CELLS / 2 ? 1 : 0;
        }
        Tensor seen = means.mul(Tensor.of(corner, 1, 1, CELLS, CELLS));
        activations.put("corner", seen);
        Tensor bright = seen.mean(1, 2, 3).mul(4).add(-1).mul(STEEPNESS).reshape(pictures.size(0), 1);
        return new Pass(activations, Tensor.cat(List.of(bright.neg(), bright), 1));
    }

    @Override
    public int dimension() {
        return 3;
    }

    /** Mean colours, each from 0 to 2. */
    @Override
    public float[] embed(List<Picture> pictures) {
        if (pictures.isEmpty()) {
            return new float[0];
        }
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            return PixelTensors.toTensor(pictures.stream().map(this::seen).toList(), DType.F32)
                    .add(1)
                    .mean(2, 3)
                    .toFloats();
        }
    }

    @Override
    public int[] classesOf(float[] features) {
        throw new UnsupportedOperationException("it looks at corners, which features do not tell");
    }

    @Override
    public InputContract input() {
        return InputContract.rgb(SIDE);
    }

    @Override
    public Calibration calibration() {
        return Calibration.NONE;
    }

    @Override
    public List<Prediction> predict(List<Picture> pictures) {
        List<Prediction> predictions = new ArrayList<>();
        for (Picture picture : pictures) {
            try (Scope scope = Scope.open();
                    NoGrad off = Autograd.noGrad()) {
                double[] logits = forward(PixelTensors.toTensor(List.of(seen(picture)), DType.F32))
                        .logits()
                        .toDoubles();
                predictions.add(Prediction.of(classes(), calibration().probabilities(logits)));
            }
        }
        return predictions;
    }

    @Override
    public void close() {}

    /** Noise everywhere, brighter in the corner. */
    public static Picture brightCorner() {
        byte[] rgb = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < rgb.length; i++) {
            int x = i / 3 % SIDE;
            int y = i / 3 / SIDE;
            rgb[i] = (byte) (inCorner(x, y) ? 190 + i * 31 % 60 : 20 + i * 17 % 120);
        }
        return new Picture(SIDE, SIDE, rgb);
    }

    static boolean inCorner(int x, int y) {
        return x < SIDE / 2 && y < SIDE / 2;
    }

    static boolean[] corner() {
        boolean[] corner = new boolean[SIDE * SIDE];
        for (int i = 0; i < corner.length; i++) {
            corner[i] = inCorner(i % SIDE, i / SIDE);
        }
        return corner;
    }
}
