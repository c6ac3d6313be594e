package dev.ganvas.features;

import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.engine.tensor.TorchScriptModule;
import dev.ganvas.error.EngineException;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.Require;
import dev.ganvas.image.Picture;
import dev.ganvas.vision.Embedder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The network that FID is defined on: {@code inception-2015-12-05} as TorchScript, from a file that the user supplies. It
 * takes 8-bit pixels {@code [N, 3, H, W]}, resizes them to 299 itself, and returns the 2,048 numbers of its last pooling.
 *
 * <p>That a file is that network cannot be told from here; its hash is printed with every figure.
 */
public final class InceptionFeatures implements Embedder {
    private static final int DIMENSION = 2048;
    private static final int BATCH = 32;
    private static final int PROBE_SIDE = 32;
    private static final String FEATURES = "return_features";

    private final TorchScriptModule module;
    private final String sha256;
    private boolean closed;

    private InceptionFeatures(TorchScriptModule module, String sha256) {
        this.module = module;
        this.sha256 = sha256;
    }

    /**
     * Opens a file and tries it on one picture.
     *
     * @throws dev.ganvas.error.UsageException when there is no such file
     * @throws MalformedFileException when it is damaged, no TorchScript, or does not behave as that network
     */
    public static InceptionFeatures open(Path file) throws IOException {
        TorchScriptModule module = TorchScriptModule.load(file);
        try {
            InceptionFeatures features = new InceptionFeatures(module, sha256(file));
            byte[] grey = new byte[3 * PROBE_SIDE * PROBE_SIDE];
            Arrays.fill(grey, (byte) 128);
            features.embed(List.of(new Picture(PROBE_SIDE, PROBE_SIDE, grey)));
            return features;
        } catch (EngineException e) {
            module.close();
            throw new MalformedFileException(
                    file, "does not behave as inception-2015-12-05 does: " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            module.close();
            throw e;
        }
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String name() {
        return "inception-2015-12-05";
    }

    @Override
    public String sha256() {
        return sha256;
    }

    @Override
    public int dimension() {
        return DIMENSION;
    }

    @Override
    public float[] embed(List<Picture> pictures) {
        Require.that(!closed, "the feature extractor " + name() + " is closed");
        float[] features = new float[pictures.size() * DIMENSION];
        for (int start = 0; start < pictures.size(); start += BATCH) {
            List<Picture> batch = pictures.subList(start, Math.min(start + BATCH, pictures.size()));
            try (Scope scope = Scope.open()) {
                Tensor output = module.forward(bytes(batch), Set.of(FEATURES));
                if (!Arrays.equals(output.shape(), new long[] {batch.size(), DIMENSION})) {
                    throw new EngineException("it returns " + Arrays.toString(output.shape()) + " for " + batch.size()
                            + " pictures, not " + DIMENSION + " numbers for each.");
                }
                float[] values = output.toFloats();
                System.arraycopy(values, 0, features, start * DIMENSION, values.length);
            }
        }
        return features;
    }

    /** {@code [N, 3, H, W]}, U8. */
    private static Tensor bytes(List<Picture> pictures) {
        Picture first = pictures.get(0);
        int each = 3 * first.width() * first.height();
        byte[] pixels = new byte[pictures.size() * each];
        for (int i = 0; i < pictures.size(); i++) {
            Picture picture = pictures.get(i);
            Require.that(
                    picture.width() == first.width() && picture.height() == first.height(),
                    "pictures of one batch must be of one size");
            System.arraycopy(picture.rgb(), 0, pixels, i * each, each);
        }
        return Tensor.ofBytes(pixels, pictures.size(), first.height(), first.width(), 3)
                .permute(0, 3, 1, 2)
                .contiguous();
    }

    @Override
    public void close() {
        closed = true;
        module.close();
    }
}
