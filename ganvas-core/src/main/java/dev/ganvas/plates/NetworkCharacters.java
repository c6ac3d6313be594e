package dev.ganvas.plates;

import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.image.Interpolation;
import dev.ganvas.image.Planes;
import dev.ganvas.model.ModelFile;
import dev.ganvas.plates.network.ReaderNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The characters as Ganvas's own network reads them. Owns it until closed. */
final class NetworkCharacters implements CharacterReader, AutoCloseable {
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

    @Override
    public Said read(Planes plate, boolean twoRows) {
        return readStrips(List.of(strip(plate, twoRows))).get(0);
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
            ReaderNetwork.Said said = network.forward(StripInput.of(strips), DType.F32);
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
