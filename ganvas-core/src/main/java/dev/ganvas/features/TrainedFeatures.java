package dev.ganvas.features;

import dev.ganvas.data.PixelTensors;
import dev.ganvas.engine.nn.LayerProfile;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.Require;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.model.Catalogue;
import dev.ganvas.model.ModelFile;
import dev.ganvas.model.PortableNetwork;
import dev.ganvas.model.PortableNetwork.Input;
import dev.ganvas.model.PortableNetwork.Output;
import dev.ganvas.model.PortableNetwork.Side;
import dev.ganvas.model.pull.ModelStore;
import dev.ganvas.random.Seed;
import dev.ganvas.vision.Calibration;
import dev.ganvas.vision.InputContract;
import dev.ganvas.vision.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A trained feature extractor: the vectors of its network in F32, and with classes a classifier. Of pictures of another size the
 * central square is resized first.
 * Owns native memory until closed.
 */
public final class TrainedFeatures implements DifferentiableClassifier {
    /** Kind of these models. */
    public static final String KIND = FeatureModel.KIND;

    /** Of {@link #portable}: a number a class. */
    public static final String LOGITS = "logits";

    /** Of {@link #portable}: what {@link #embed} gives. */
    public static final String FEATURES = "features";

    private static final int BATCH = 64;

    private final String name;
    private final String sha256;
    private final FeatureModel model;
    private final FeatureNetwork network;

    /** @param network folded; closed with this */
    private TrainedFeatures(String name, String sha256, FeatureModel model, FeatureNetwork network) {
        this.name = name;
        this.sha256 = sha256;
        this.model = model;
        this.network = network;
    }

    /**
     * Opens a model file of a trained extractor, or weights of others as {@code torch.save} or safetensors hold them: ResNets by the names
     * of torchvision and of CIFAR's, whose classes may stand beside them in {@code FILE.json}.
     *
     * @throws MalformedFileException when it is damaged, or no extractor
     * @throws dev.ganvas.error.UsageException when there is no such file
     */
    public static TrainedFeatures open(Path file) throws IOException {
        String name = String.valueOf(file.getFileName()).replaceAll("\\.ganvas$", "");
        if (ForeignClassifier.isForeign(file)) {
            ForeignClassifier foreign = ForeignClassifier.open(file);
            return new TrainedFeatures(name, ModelStore.sha256(file), foreign.model(), foreign.network());
        }
        return of(name, ModelFile.read(file), file);
    }

    /** The trained extractors that ship for measuring; see {@link Catalogue}. */
    public static List<String> shippedNames() throws IOException {
        return Catalogue.entries().stream()
                .filter(entry -> entry.kind().equals(FeatureModel.KIND) && entry.measures())
                .map(Catalogue.Entry::name)
                .toList();
    }

    /**
     * Opens a trained extractor that ships.
     *
     * @param name as the catalogue has it
     * @throws dev.ganvas.error.UsageException when none of this name ships
     */
    public static TrainedFeatures shipped(String name) throws IOException {
        return of(name, Catalogue.read(name), Path.of(name + ".ganvas"));
    }

    /** The trained extractor that ships and tells just these classes apart, in any order; empty when there is none. */
    public static Optional<TrainedFeatures> shippedFor(List<String> classes) throws IOException {
        for (String name : classes.isEmpty() ? List.<String>of() : shippedNames()) {
            TrainedFeatures shipped = shipped(name);
            if (shipped.classes().size() == classes.size() && shipped.classes().containsAll(classes)) {
                return Optional.of(shipped);
            }
            shipped.close();
        }
        return Optional.empty();
    }

    private static TrainedFeatures of(String name, ModelFile content, Path file) throws IOException {
        FeatureModel model = FeatureModel.parse(content.description(), file);
        FeatureNetwork network = content.network(
                file, model.shape().values(), () -> model.shape().network(Seed.of(0)));
        network.fold();
        return new TrainedFeatures(name, content.weightsSha256(), model, network);
    }

    /** What its file says of it. */
    public FeatureModel model() {
        return model;
    }

    /** Its network, for those who look inside; folded, in evaluation mode, and closed with this. */
    public FeatureNetwork network() {
        return network;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String sha256() {
        return sha256;
    }

    @Override
    public int dimension() {
        return model.shape().dimension();
    }

    /** Classes it tells apart; empty for a feature extractor that learned without labels. */
    @Override
    public List<String> classes() {
        return model.classes();
    }

    @Override
    public float[] embed(List<Picture> pictures) {
        requireOpen();
        float[] features = new float[pictures.size() * dimension()];
        for (int from = 0; from < pictures.size(); from += BATCH) {
            try (Scope scope = Scope.open();
                    NoGrad off = Autograd.noGrad()) {
                float[] values = network.features(batch(pictures, from)).toFloats();
                System.arraycopy(values, 0, features, from * dimension(), values.length);
            }
        }
        return features;
    }

    @Override
    public int[] classesOf(float[] features) {
        requireClasses();
        if (features.length == 0) {
            return new int[0];
        }
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            Tensor vectors = network.device().of(features, features.length / dimension(), dimension());
            return Arrays.stream(network.outputs(vectors).argMax().toLongs())
                    .mapToInt(Math::toIntExact)
                    .toArray();
        }
    }

    @Override
    public Picture seen(Picture picture) {
        return Pictures.square(picture, model.side()).toRgb();
    }

    /** @throws dev.ganvas.error.UsageException when there are no classes */
    @Override
    public Pass forward(Tensor pictures) {
        requireClasses();
        Map<String, Tensor> activations = network.activations(pictures.to(network.device()));
        return new Pass(activations, network.outputs(network.pooled(activations)));
    }

    /** What each layer costs for one picture, measured over so many passes. */
    public LayerProfile profile(int passes) {
        requireOpen();
        try (Scope scope = Scope.open()) {
            int size = model.side();
            Tensor picture = network.device().zeros(DType.F32, 1, 3, size, size).channelsLast();
            return LayerProfile.of(network, () -> network.outputs(network.features(picture)), passes);
        }
    }

    @Override
    public InputContract input() {
        return InputContract.rgb(model.side());
    }

    @Override
    public Calibration calibration() {
        return model.calibration();
    }

    @Override
    public List<Prediction> predict(List<Picture> pictures) {
        requireClasses();
        List<Prediction> predictions = new ArrayList<>();
        for (int from = 0; from < pictures.size(); from += BATCH) {
            try (Scope scope = Scope.open();
                    NoGrad off = Autograd.noGrad()) {
                double[] logits = network.outputs(PictureViews.features(network, batch(pictures, from), model.views()))
                        .toDoubles();
                int count = classes().size();
                for (int at = 0; at < logits.length; at += count) {
                    predictions.add(Prediction.of(
                            classes(), calibration().probabilities(Arrays.copyOfRange(logits, at, at + count))));
                }
            }
        }
        return predictions;
    }

    /** What other programs have to know to run it, with classes the logits first; good until this is closed. */
    public PortableNetwork portable() {
        Side side = Side.fixed(model.side());
        List<Output> outputs = new ArrayList<>();
        if (!classes().isEmpty()) {
            outputs.add(
                    new Output(LOGITS, List.of(Side.BATCH, Side.fixed(classes().size()))));
        }
        outputs.add(new Output(FEATURES, List.of(Side.BATCH, Side.fixed(dimension()))));
        return new PortableNetwork(
                network,
                List.of(new Input("pictures", List.of(Side.BATCH, Side.fixed(3), side, side), false, -1, 1)),
                outputs,
                inputs -> answers(inputs.get("pictures")),
                Map.of("input.pictures", "sRGB, red first, -1 to 1, the largest middle square resized"));
    }

    private Map<String, Tensor> answers(Tensor pictures) {
        Map<String, Tensor> answers = new LinkedHashMap<>();
        Tensor features = network.features(pictures);
        if (!classes().isEmpty()) {
            answers.put(LOGITS, network.outputs(PictureViews.features(network, pictures, model.views())));
        }
        answers.put(FEATURES, features);
        return answers;
    }

    private void requireClasses() {
        requireOpen();
        Require.that(!classes().isEmpty(), name + " learned without labels and tells no classes apart");
    }

    private void requireOpen() {
        Require.that(!network.isClosed(), "the feature extractor " + name + " is closed");
    }

    private Tensor batch(List<Picture> pictures, int from) {
        List<Picture> sized = new ArrayList<>();
        for (Picture picture : pictures.subList(from, Math.min(from + BATCH, pictures.size()))) {
            sized.add(Pictures.square(picture, model.side()));
        }
        return PixelTensors.toTensor(sized, DType.F32).to(network.device());
    }

    @Override
    public void close() {
        network.close();
    }
}
