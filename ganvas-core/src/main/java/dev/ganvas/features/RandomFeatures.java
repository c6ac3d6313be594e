package dev.ganvas.features;

import dev.ganvas.data.PixelTensors;
import dev.ganvas.engine.nn.Conv2d;
import dev.ganvas.engine.nn.ConvShape;
import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.Require;
import dev.ganvas.image.Picture;
import dev.ganvas.random.Seed;
import dev.ganvas.vision.Embedder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * An extractor that nobody trained: four strided convolutions with fixed random weights (He et al., 2015) and leaky
 * ReLU, of each stage the mean and the deviation over the picture. Random networks rank generators much as trained
 * ones do (Lee et al., arXiv 2208.09218), need no data, and favour no kind of picture; they see colour, texture and
 * layout rather than objects.
 *
 * <p>Computes in F32 always, so that figures do not depend on the precision of a training.
 */
public final class RandomFeatures extends ParameterTree implements Embedder {
    private static final long SEED = 20150211;
    private static final double SLOPE = 0.2;
    private static final int[] WIDTHS = {16, 32, 48, 32};
    private static final int BATCH = 64;

    /** Keeps the root's gradient finite where a map is flat; far below the variances that pictures show. */
    private static final double VARIANCE_FLOOR = 1e-6;

    private final List<Conv2d> stages = new ArrayList<>();
    private final String sha256;

    /** Builds the network, on the default device; its weights are the same everywhere. */
    public static RandomFeatures create() {
        return Scope.making(() -> placed(new RandomFeatures()));
    }

    private RandomFeatures() {
        int in = 3;
        double gain = StrictMath.sqrt(2 / (1 + SLOPE * SLOPE));
        for (int i = 0; i < WIDTHS.length; i++) {
            stages.add(child(
                    "stage" + i,
                    new Conv2d(
                            ConvShape.resampling(in, WIDTHS[i]),
                            false,
                            Initializer.fanIn(gain),
                            Seed.of(SEED).child(i))));
            in = WIDTHS[i];
        }
        sha256 = hash();
    }

    private String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            namedTensors().values().forEach(tensor -> digest.update(tensor.toRawBytes()));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String name() {
        return "random-conv4";
    }

    @Override
    public String sha256() {
        return sha256;
    }

    @Override
    public int dimension() {
        int channels = 0;
        for (int width : WIDTHS) {
            channels += width;
        }
        return 2 * channels;
    }

    @Override
    public float[] embed(List<Picture> pictures) {
        requireOpen();
        float[] features = new float[pictures.size() * dimension()];
        for (int start = 0; start < pictures.size(); start += BATCH) {
            List<Picture> batch = pictures.subList(start, Math.min(start + BATCH, pictures.size()));
            try (Scope scope = Scope.open();
                    NoGrad off = Autograd.noGrad()) {
                float[] values =
                        pooled(PixelTensors.toTensor(batch, DType.F32), 0).toFloats();
                System.arraycopy(values, 0, features, start * dimension(), values.length);
            }
        }
        return features;
    }

    /**
     * The vectors of {@link #extract} but for rounding, differentiable.
     *
     * @param pictures F32 {@code [N, 3, H, W]} in [-1, 1], sides of at least 16
     * @return {@code [N, dimension()]}
     */
    public Tensor vectors(Tensor pictures) {
        return pooled(pictures, VARIANCE_FLOOR);
    }

    private void requireOpen() {
        Require.that(!isClosed(), "the feature extractor " + name() + " is closed");
    }

    private Tensor pooled(Tensor pictures, double floor) {
        List<Tensor> pooled = new ArrayList<>();
        for (Tensor x : maps(pictures)) {
            Tensor mean = x.mean(2, 3);
            Tensor variance = x.square().mean(2, 3).sub(mean.square()).relu();
            pooled.add(mean);
            pooled.add(variance.add(floor).sqrt());
        }
        return Tensor.cat(pooled, 1);
    }

    /**
     * What each stage sees at each place, differentiable.
     *
     * @param pictures F32 {@code [N, 3, H, W]} in [-1, 1], sides of at least 16
     * @return of each stage {@code [N, channels, H / 2^(stage + 1), W / 2^(stage + 1)]}
     */
    public List<Tensor> maps(Tensor pictures) {
        requireOpen();
        List<Tensor> maps = new ArrayList<>();
        Tensor x = pictures.to(device());
        for (Conv2d stage : stages) {
            x = stage.forward(x).leakyRelu(SLOPE);
            maps.add(x);
        }
        return maps;
    }
}
