package dev.ganvas.plates;

import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.error.Require;
import dev.ganvas.image.Interpolation;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Planes;
import dev.ganvas.image.geometry.Point;
import dev.ganvas.model.ModelFile;
import dev.ganvas.plates.FoundPlates.Found;
import dev.ganvas.plates.network.FinderNetwork;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds plates of any size in photographs, with their four corners.
 *
 * <pre>{@code
 * try (PlateFinder finder = PlateFinder.open()) {
 *     finder.find(photo).forEach(plate -> System.out.println(plate.corners() + " " + plate.score()));
 * }
 * }</pre>
 *
 * <p>Owns native memory until closed. For one thread at a time.
 */
public final class PlateFinder implements AutoCloseable {
    /** The model that ships. */
    public static final String SHIPPED = "plate-finder";

    /** Pixels of the longer side that the network sees a photograph at; a further one of photographs that are larger. */
    private static final int[] SIDES = {256, 512, 1024};

    /** A photograph is not enlarged by more. */
    private static final double MOST_ENLARGED = 1.5;

    private final FinderNetwork network;
    private double threshold;

    private PlateFinder(FinderNetwork network, double threshold) {
        this.network = network;
        this.threshold = threshold;
    }

    /** Opens the finder that ships. */
    public static PlateFinder open() throws IOException {
        return open(Path.of(SHIPPED));
    }

    /**
     * Opens a model file, or a model that ships by its name.
     *
     * @throws dev.ganvas.error.MalformedFileException when it is damaged, or no finder of plates
     * @throws dev.ganvas.error.UsageException when there is no such file
     */
    public static PlateFinder open(Path file) throws IOException {
        ModelFile content = ModelFile.read(file);
        FinderModel model = FinderModel.parse(content.description(), file);
        FinderNetwork network = content.network(file, FinderNetwork.LEAST_VALUES, () -> new FinderNetwork(Seed.of(0)));
        return new PlateFinder(network, model.threshold());
    }

    /** Takes for a plate what has at least this score, above 0 and below 1. Returns this. */
    public PlateFinder threshold(double least) {
        Require.that(least > 0 && least < 1, "the least score of a plate must lie between 0 and 1, not " + least);
        threshold = least;
        return this;
    }

    /** All plates, the surest first. */
    public List<Found> find(Picture photo) {
        return find(Planes.of(photo.toRgb()));
    }

    /** @param photo sRGB in [0, 1], 3 channels */
    public List<Found> find(Planes photo) {
        List<Found> found = new ArrayList<>();
        int longer = Math.max(photo.width(), photo.height());
        for (int side : SIDES) {
            if (side <= MOST_ENLARGED * longer || side == SIDES[0]) {
                found.addAll(at(photo, (double) side / longer));
            }
        }
        return FoundPlates.apart(found);
    }

    private List<Found> at(Planes photo, double scale) {
        int width = rounded(photo.width() * scale);
        int height = rounded(photo.height() * scale);
        Planes seen = (scale < 1 ? Interpolation.AREA : Interpolation.BILINEAR).resize(photo, width, height);
        double across = (double) photo.width() / width;
        double down = (double) photo.height() / height;
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            float[] map = network.forward(FinderInput.of(List.of(seen)).to(network.device()), DType.F32)
                    .toFloats();
            return FoundPlates.in(map, 0, width / FinderNetwork.CELL, height / FinderNetwork.CELL, threshold).stream()
                    .map(each -> new Found(
                            each.corners().map(point -> new Point(point.x() * across, point.y() * down)), each.score()))
                    .toList();
        }
    }

    private static int rounded(double side) {
        return (int)
                Math.max(FinderNetwork.MULTIPLE, Math.round(side / FinderNetwork.MULTIPLE) * FinderNetwork.MULTIPLE);
    }

    @Override
    public void close() {
        network.close();
    }
}
