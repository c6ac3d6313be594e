package dev.ganvas.plates;

import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.image.Interpolation;
import dev.ganvas.image.Planes;
import dev.ganvas.image.geometry.Homography;
import dev.ganvas.image.geometry.Quad;
import dev.ganvas.model.ModelFile;
import dev.ganvas.plates.network.ReaderNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The characters as Ganvas's own network reads them. Owns it until closed. */
final class NetworkCharacters implements CharacterReader, AutoCloseable {
    /** By which parts of its width and its height more of a plate's surroundings is seen, or less of the plate. */
    private static final double[][] VIEWS = {{0.03, 0}, {-0.02, 0}, {0, 0.07}, {0, -0.05}};

    private final ReaderNetwork network;
    private final double temperature;

    private NetworkCharacters(ReaderNetwork network, double temperature) {
        this.network = network;
        this.temperature = temperature;
    }

    static NetworkCharacters open(Path file) throws IOException {
        ModelFile content = ModelFile.read(file);
        ReaderModel model = ReaderModel.parse(content.description(), file);
        return new NetworkCharacters(ReaderModel.network(content, file), model.temperature());
    }

    @Override
    public String name() {
        return "own";
    }

    /** The mean of what is seen a little closer and a little farther off, as corners are known nearly. */
    @Override
    public Said read(Planes plate, boolean twoRows) {
        List<Planes> views = new ArrayList<>();
        views.add(strip(plate, twoRows));
        int height = twoRows ? PlateStrip.TWO_ROWS_HEIGHT : PlateStrip.HEIGHT;
        for (double[] view : VIEWS) {
            double across = view[0] * plate.width();
            double down = view[1] * plate.height();
            Quad seen = Quad.rectangle(-across, -down, plate.width() + 2 * across, plate.height() + 2 * down);
            Planes around = Homography.rectified(plate, seen, PlateStrip.WIDTH, height);
            views.add(twoRows ? PlateStrip.ofTwoRows(around) : around);
        }
        return mean(readStrips(views));
    }

    private static Said mean(List<Said> views) {
        CharacterScores first = views.get(0).scores();
        double[] logs = new double[first.logs().length];
        double[] kinds = new double[PlateKind.values().length];
        for (Said view : views) {
            for (int i = 0; i < logs.length; i++) {
                logs[i] += view.scores().logs()[i] / views.size();
            }
            for (int k = 0; k < kinds.length; k++) {
                kinds[k] += view.kinds()[k] / views.size();
            }
        }
        return new Said(CharacterScores.normalised(first.steps(), first.classes(), logs), kinds);
    }

    /** A plate as the network sees it. */
    static Planes strip(Planes plate, boolean twoRows) {
        int height = twoRows ? PlateStrip.TWO_ROWS_HEIGHT : PlateStrip.HEIGHT;
        Interpolation way = plate.width() > 1.5 * PlateStrip.WIDTH ? Interpolation.AREA : Interpolation.BILINEAR;
        Planes resized = way.resize(plate, PlateStrip.WIDTH, height);
        return twoRows ? PlateStrip.ofTwoRows(resized) : resized;
    }

    /** Several at once. */
    List<Said> readStrips(List<Planes> strips) {
        int classes = PlateAlphabet.classes();
        int kindCount = PlateKind.values().length;
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            ReaderNetwork.Said said = network.forward(StripInput.of(strips).to(network.device()), DType.F32);
            float[] characters = said.characters().toFloats();
            float[] kinds = said.kinds().logSoftmax().toFloats();
            List<Said> all = new ArrayList<>();
            for (int i = 0; i < strips.size(); i++) {
                double[] logs = new double[kindCount];
                for (int k = 0; k < kindCount; k++) {
                    logs[k] = kinds[i * kindCount + k];
                }
                all.add(new Said(
                        CharacterScores.ofLogits(
                                characters,
                                i * classes * ReaderNetwork.STEPS,
                                classes,
                                ReaderNetwork.STEPS,
                                temperature),
                        logs));
            }
            return all;
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
