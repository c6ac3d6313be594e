package dev.ganvas.engine.io;

import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The named weights of a network in a file of another program: safetensors, or what {@code torch.save} of PyTorch writes. What kind
 * of file it is, is seen from its first bytes. Nothing in such a file is ever run.
 *
 * @param tensors by name, without what a checkpoint or a wrapper puts before their names
 */
public record StateDict(Map<String, Tensor> tensors) {
    /** Under these names checkpoints keep the weights, the better ones first. */
    private static final List<String> WRAPPERS =
            List.of("model_state_dict", "state_dict", "params_ema", "params-ema", "params", "model", "net", "weights");

    /** What wrapping modules put before every name. */
    private static final List<String> PREFIXES = List.of("module.", "netG.", "_orig_mod.");

    private static final int BEGINNING = 16;
    private static final String ZIP = "PK\3\4";

    /**
     * Reads the weights; the tensors belong to the scope that is open.
     *
     * @throws UsageException when there is no such file
     * @throws MalformedFileException when it is damaged, beyond a limit, of a kind that is not read, or wants code to be run
     */
    public static StateDict read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UsageException("There is no file " + file + ".");
        }
        byte[] beginning = beginning(file);
        if (begins(beginning, ZIP)) {
            return named(file, TorchFile.read(file));
        }
        if (TorchFile.isOld(beginning)) {
            return named(file, TorchFile.readOld(file));
        }
        if (beginning.length > Long.BYTES && beginning[Long.BYTES] == '{') {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                return bare(
                        SafeTensors.read(file.toString(), in, Files.size(file)).tensors());
            }
        }
        throw new MalformedFileException(file, kind(beginning));
    }

    /**
     * Whether a file looks like one that {@link #read} is for; no when there is no such file.
     *
     * @throws IOException when it cannot be read at all
     */
    public static boolean holds(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        byte[] beginning = beginning(file);
        return TorchFile.isOld(beginning)
                || beginning.length > Long.BYTES && beginning[Long.BYTES] == '{'
                || begins(beginning, ZIP) && TorchFile.isZipped(file);
    }

    private static byte[] beginning(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(BEGINNING);
        }
    }

    private static boolean begins(byte[] bytes, String with) {
        byte[] wanted = with.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < wanted.length; i++) {
            if (bytes.length <= i || bytes[i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static String kind(byte[] beginning) {
        if (beginning.length == 0) {
            return "is empty";
        }
        if (begins(beginning, "version https")) {
            return "is the pointer that Git LFS leaves in place of a file; fetch the file itself";
        }
        if (begins(beginning, "\u0089HDF")) {
            return "is an HDF5 file, and no safetensors or PyTorch file; one that Keras saved is called .h5";
        }
        if (begins(beginning, "<")) {
            return "is a web page, and no safetensors or PyTorch file; the address it came from asks for something first";
        }
        return "is neither safetensors nor a file that torch.save writes";
    }

    private static StateDict named(Path file, Object content) throws MalformedFileException {
        Object at = content;
        for (boolean inside = true; inside; ) {
            inside = false;
            for (String wrapper : WRAPPERS) {
                if (at instanceof Map<?, ?> map && map.get(wrapper) instanceof Map<?, ?> wrapped) {
                    at = wrapped;
                    inside = true;
                    break;
                }
            }
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        if (at instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (name instanceof String text && value instanceof Tensor tensor) {
                    tensors.put(text, tensor);
                }
            });
        }
        if (tensors.isEmpty()) {
            throw new MalformedFileException(file, "holds no weights by name");
        }
        return bare(tensors);
    }

    private static StateDict bare(Map<String, Tensor> tensors) {
        Map<String, Tensor> bare = tensors;
        for (String prefix : PREFIXES) {
            if (bare.keySet().stream().allMatch(name -> name.startsWith(prefix))) {
                Map<String, Tensor> shorter = new LinkedHashMap<>();
                bare.forEach((name, tensor) -> shorter.put(name.substring(prefix.length()), tensor));
                bare = shorter;
            }
        }
        return new StateDict(bare);
    }
}
