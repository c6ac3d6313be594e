package dev.ganvas.search;

import dev.ganvas.data.Fingerprint;
import dev.ganvas.error.UsageException;
import dev.ganvas.features.TrainedFeatures;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.model.Catalogue;
import dev.ganvas.vision.Embedder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a picture is searched by: features of the whole and of its quarters, and where which colours are. Small networks see objects of
 * small pictures; the rest finds photographs better. Three parts, each scaled to length 1 and then weighed: the extractor's vector of
 * the central square (1), the mean of those of its quarters (1), and {@link ColourLayout} (0.7, half of the other two together).
 */
public final class PictureDescriptor implements Embedder {
    /** The network that a new index is made with unless told otherwise. */
    public static final String DEFAULT_MODEL = "cifar10-features";

    /** Raised with every change to what vectors hold. */
    private static final String LAYOUT = "whole, quarters, colours 1";

    private static final double COLOUR_WEIGHT = 0.5 * Math.sqrt(2);
    private static final int QUARTERS = 4;

    private final Embedder extractor;
    private final String sha256;

    /** @param extractor is closed with this */
    public PictureDescriptor(Embedder extractor) {
        this.extractor = extractor;
        this.sha256 = new Fingerprint().add(LAYOUT).add(extractor.sha256()).hex();
    }

    /**
     * Opens the network that an index was made with, or one for a new index.
     *
     * @param model a model file, or the name of a model that ships; by default that of the index, or {@link #DEFAULT_MODEL}
     * @param index the index, if there is one
     * @throws UsageException when the index holds vectors of another network, or was made with one that does not ship
     */
    public static PictureDescriptor open(Optional<Path> model, Optional<PictureIndex> index) throws IOException {
        String known = index.map(PictureIndex::model).orElse(DEFAULT_MODEL);
        if (model.isEmpty() && index.isPresent() && !Catalogue.has(known)) {
            throw new UsageException("The index was made with the model " + known
                    + ", which does not ship; name its file with --model.");
        }
        PictureDescriptor descriptor = new PictureDescriptor(
                model.isPresent() ? TrainedFeatures.open(model.get()) : TrainedFeatures.shipped(known));
        try {
            index.ifPresent(made -> made.requireVectorsOf(descriptor));
            return descriptor;
        } catch (UsageException e) {
            descriptor.close();
            throw e;
        }
    }

    /** That of the extractor. */
    @Override
    public String name() {
        return extractor.name();
    }

    /** Of the weights' SHA-256 and of how vectors are put together. */
    @Override
    public String sha256() {
        return sha256;
    }

    @Override
    public int dimension() {
        return 2 * extractor.dimension() + ColourLayout.LENGTH;
    }

    @Override
    public float[] embed(List<Picture> pictures) {
        List<Picture> views = new ArrayList<>();
        List<float[]> colours = new ArrayList<>();
        for (Picture picture : pictures) {
            Picture square = Pictures.square(picture, Math.max(2, Math.min(picture.width(), picture.height())));
            views.add(square);
            views.addAll(quarters(square));
            colours.add(ColourLayout.of(square));
        }
        float[] features = extractor.embed(views);
        float[] vectors = new float[pictures.size() * dimension()];
        for (int i = 0; i < pictures.size(); i++) {
            int length = extractor.dimension();
            float[] whole = new float[length];
            float[] mean = new float[length];
            int first = i * (1 + QUARTERS) * length;
            System.arraycopy(features, first, whole, 0, length);
            for (int j = 0; j < QUARTERS * length; j++) {
                mean[j % length] += features[first + length + j];
            }
            int at = i * dimension();
            put(whole, 1, vectors, at);
            put(mean, 1, vectors, at + length);
            put(colours.get(i), COLOUR_WEIGHT, vectors, at + 2 * length);
        }
        return vectors;
    }

    private static void put(float[] part, double weight, float[] vectors, int at) {
        float[] unit = Vectors.unit(part);
        for (int i = 0; i < unit.length; i++) {
            vectors[at + i] = (float) (weight * unit[i]);
        }
    }

    private static List<Picture> quarters(Picture square) {
        int side = square.width();
        int half = (side + 1) / 2;
        byte[] all = square.rgb();
        List<Picture> quarters = new ArrayList<>();
        for (int q = 0; q < QUARTERS; q++) {
            int left = q % 2 * (side - half);
            int top = q / 2 * (side - half);
            byte[] rgb = new byte[3 * half * half];
            for (int y = 0; y < half; y++) {
                System.arraycopy(all, 3 * ((top + y) * side + left), rgb, 3 * y * half, 3 * half);
            }
            quarters.add(new Picture(half, half, rgb));
        }
        return quarters;
    }

    @Override
    public void close() {
        extractor.close();
    }
}
