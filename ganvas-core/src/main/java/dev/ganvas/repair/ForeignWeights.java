package dev.ganvas.repair;

import dev.ganvas.engine.io.StateDict;
import dev.ganvas.engine.tensor.Autograd;
import dev.ganvas.engine.tensor.DType;
import dev.ganvas.engine.tensor.NoGrad;
import dev.ganvas.engine.tensor.Scope;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.network.NetworkShape;
import dev.ganvas.repair.network.NetworkShape.Family;
import dev.ganvas.repair.network.RestorationNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Weights of restorers that others trained; what a network is, is told by the names and shapes of its tensors, never by the file's. */
final class ForeignWeights {
    /** Of KAIR's batch norms, which differs from PyTorch's usual one. */
    private static final double NORM_EPSILON = 1e-4;

    private static final Pattern NUMBERED =
            Pattern.compile("model\\.(\\d{1,4})\\.(weight|bias|running_mean|running_var)");
    private static final Pattern BLOCK = Pattern.compile("body\\.(\\d{1,3})\\.rdb1\\.conv1\\.weight");

    private ForeignWeights() {}

    /** Whether a file holds weights alone, without a description of the network. */
    static boolean isForeign(Path file) throws IOException {
        return StateDict.holds(file);
    }

    /** The parts of a network that is known. */
    private record Known(RepairKind kind, NetworkShape shape, Map<String, Tensor> weights) {}

    /**
     * Opens a network; the caller's to close.
     *
     * @throws MalformedFileException when the file is damaged, or the weights are those of no network that is known here
     */
    static RepairNetwork open(Path file) throws IOException {
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            Map<String, Tensor> weights = StateDict.read(file).tensors();
            Known known = known(weights, file)
                    .orElseThrow(() -> new MalformedFileException(
                            file,
                            "holds the weights of a network that is not known here; known are SRVGGNetCompact, RRDBNet, NAFNet, DnCNN"
                                    + " and FFDNet"));
            RestorationNetwork network = Scope.making(() -> known.shape().build(Seed.of(0)));
            try {
                fill(network, known.weights(), file);
            } catch (IOException | RuntimeException e) {
                network.close();
                throw e;
            }
            network.training(false);
            return new RepairNetwork(new RepairModel(known.kind(), known.shape(), false), network);
        }
    }

    private static Optional<Known> known(Map<String, Tensor> weights, Path file) throws MalformedFileException {
        try {
            if (weights.containsKey("body.0.weight") && weights.containsKey("body.1.weight")) {
                return Optional.of(compact(weights));
            }
            if (weights.containsKey("intro.weight") && weights.containsKey("ending.weight")) {
                return Optional.of(nafnet(weights));
            }
            Map<String, Tensor> renamed = rrdbNames(weights);
            if (renamed.containsKey("conv_first.weight") && renamed.containsKey("body.0.rdb1.conv1.weight")) {
                return Optional.of(rrdb(renamed));
            }
            if (weights.keySet().stream()
                    .allMatch(name -> NUMBERED.matcher(name).matches() || name.endsWith("_tracked"))) {
                return Optional.of(chain(weights));
            }
            return Optional.empty();
        } catch (UsageException | IllegalArgumentException | NullPointerException e) {
            throw new MalformedFileException(file, "holds weights that do not make a whole network", e);
        }
    }

    private static Known compact(Map<String, Tensor> weights) {
        Tensor first = weights.get("body.0.weight");
        int last = numbers(weights, Pattern.compile("body\\.(\\d{1,4})\\.weight"));
        int in = size(first, 1);
        int scale = (int) Math.round(Math.sqrt(size(weights.get("body." + last + ".weight"), 0) / (double) in));
        NetworkShape shape = new NetworkShape(Family.COMPACT, in, in, size(first, 0), last / 2 - 1, scale);
        // Without enlarging they mend what they were trained on, which their names do not tell; most often it is
        // compression.
        return new Known(scale == 1 ? RepairKind.DEBLOCK : RepairKind.SUPERRES, shape, weights);
    }

    private static Known rrdb(Map<String, Tensor> weights) {
        Tensor first = weights.get("conv_first.weight");
        int out = size(weights.get("conv_last.weight"), 0);
        int step = (int) Math.round(Math.sqrt(size(first, 1) / (double) out));
        int blocks = numbers(weights, BLOCK) + 1;
        NetworkShape shape = new NetworkShape(Family.RRDB, out, out, size(first, 0), blocks, 4 / Math.max(1, step));
        return new Known(shape.scale() == 1 ? RepairKind.DEBLOCK : RepairKind.SUPERRES, shape, weights);
    }

    private static Known nafnet(Map<String, Tensor> weights) {
        Tensor intro = weights.get("intro.weight");
        int depth = numbers(weights, Pattern.compile("downs\\.(\\d{1,2})\\.weight")) + 1;
        List<Integer> blocks = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            blocks.add(numbers(weights, Pattern.compile("encoders\\." + i + "\\.(\\d{1,3})\\.beta")) + 1);
        }
        int middle = numbers(weights, Pattern.compile("middle_blks\\.(\\d{1,3})\\.beta")) + 1;
        blocks.add(middle);
        for (int i = 0; i < depth; i++) {
            blocks.add(numbers(weights, Pattern.compile("decoders\\." + i + "\\.(\\d{1,3})\\.beta")) + 1);
        }
        NetworkShape shape =
                new NetworkShape(Family.NAFNET, size(intro, 1), size(intro, 1), size(intro, 0), depth, 1, blocks);
        // Names do not tell what it mends; its authors' network for noise alone has its blocks in the middle.
        return new Known(middle > blocks.get(depth - 1) ? RepairKind.DENOISE : RepairKind.DEBLUR, shape, weights);
    }

    /** Names of ESRGAN's first release and of BSRGAN as those of Real-ESRGAN. */
    private static Map<String, Tensor> rrdbNames(Map<String, Tensor> weights) {
        int blocks = numbers(weights, Pattern.compile("model\\.1\\.sub\\.(\\d{1,3})\\.weight"));
        Map<String, Tensor> renamed = new LinkedHashMap<>();
        weights.forEach((name, tensor) -> renamed.put(
                name.replaceFirst("^model\\.0\\.", "conv_first.")
                        .replaceFirst("^model\\.1\\.sub\\." + blocks + "\\.(weight|bias)", "conv_body.$1")
                        .replaceFirst(
                                "^model\\.1\\.sub\\.(\\d+)\\.RDB(\\d)\\.conv(\\d)\\.0\\.", "body.$1.rdb$2.conv$3.")
                        .replaceFirst("^model\\.3\\.", "conv_up1.")
                        .replaceFirst("^model\\.6\\.", "conv_up2.")
                        .replaceFirst("^model\\.8\\.", "conv_hr.")
                        .replaceFirst("^model\\.10\\.", "conv_last.")
                        .replaceFirst("^RRDB_trunk\\.(\\d+)\\.RDB(\\d)\\.", "body.$1.rdb$2.")
                        .replaceFirst("^trunk_conv\\.", "conv_body.")
                        .replaceFirst("^upconv(\\d)\\.", "conv_up$1.")
                        .replaceFirst("^HRconv\\.", "conv_hr."),
                tensor));
        return renamed;
    }

    private static Known chain(Map<String, Tensor> weights) {
        Map<String, Tensor> merged = new LinkedHashMap<>();
        int convolutions = 0;
        int highest = numbers(weights, Pattern.compile("model\\.(\\d{1,4})\\.weight"));
        for (int i = 0; i <= highest; i++) {
            Tensor weight = weights.get("model." + i + ".weight");
            if (weight != null && weight.rank() == 4) {
                Norm norm = Norm.at(weights, i + 1, weight);
                Tensor bias = weights.get("model." + i + ".bias");
                Tensor none = Tensor.zeros(DType.F32, weight.size(0));
                String name = "model." + 2 * convolutions++;
                merged.put(name + ".weight", weight.mul(norm.scale().reshape(weight.size(0), 1, 1, 1)));
                merged.put(
                        name + ".bias",
                        norm.scale().mul(bias == null ? none : bias).add(norm.shift()));
            }
        }
        Tensor first = merged.get("model.0.weight");
        int in = size(first, 1);
        int out = size(merged.get("model." + 2 * (convolutions - 1) + ".weight"), 0);
        boolean apart = out % 4 == 0 && in == out + 1;
        NetworkShape shape = apart
                ? new NetworkShape(Family.FFDNET, out / 4 + 1, out / 4, size(first, 0), convolutions, 1)
                : new NetworkShape(Family.DNCNN, in, out, size(first, 0), convolutions, 1);
        return new Known(RepairKind.DENOISE, shape, merged);
    }

    /** What a batch norm behind a convolution multiplies by and then adds. */
    private record Norm(Tensor scale, Tensor shift) {
        static Norm at(Map<String, Tensor> weights, int number, Tensor convolution) {
            String name = "model." + number + ".";
            Tensor variance = weights.get(name + "running_var");
            if (variance == null) {
                return new Norm(
                        Tensor.full(1, DType.F32, convolution.size(0)), Tensor.zeros(DType.F32, convolution.size(0)));
            }
            Tensor scale =
                    weights.get(name + "weight").div(variance.add(NORM_EPSILON).sqrt());
            return new Norm(
                    scale,
                    weights.get(name + "bias")
                            .sub(weights.get(name + "running_mean").mul(scale)));
        }
    }

    /** The highest number in names of this form, -1 when there is none. */
    private static int numbers(Map<String, Tensor> weights, Pattern form) {
        int highest = -1;
        for (String name : weights.keySet()) {
            Matcher matcher = form.matcher(name);
            if (matcher.matches()) {
                highest = Math.max(highest, Integer.parseInt(matcher.group(1)));
            }
        }
        return highest;
    }

    private static int size(Tensor tensor, int dim) {
        return Math.toIntExact(tensor.size(dim));
    }

    private static void fill(RestorationNetwork network, Map<String, Tensor> weights, Path file) throws IOException {
        Map<String, Tensor> wanted = network.namedTensors();
        if (!weights.keySet().equals(wanted.keySet())) {
            throw new MalformedFileException(file, "holds other weights than its architecture has");
        }
        for (Map.Entry<String, Tensor> entry : wanted.entrySet()) {
            Tensor tensor = weights.get(entry.getKey());
            if (!Arrays.equals(tensor.shape(), entry.getValue().shape())) {
                throw new MalformedFileException(
                        file, "weight " + entry.getKey() + " has another shape than its architecture asks for");
            }
            if (!tensor.allFinite()) {
                throw new MalformedFileException(
                        file, "weight " + entry.getKey() + " holds numbers that are not finite");
            }
        }
        wanted.forEach((name, tensor) -> tensor.copyFrom(weights.get(name)));
    }
}
