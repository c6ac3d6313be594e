package dev.ganvas.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.ganvas.error.EngineException;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Picture;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A network of an ONNX file with what it wants of pictures. Owns native memory until closed; for one thread at a time. */
final class OnnxModel implements AutoCloseable {
    private static final long MOST_BYTES = 2L << 30;
    private static final int BATCH = 16;

    private final String name;
    private final String sha256;
    private final OnnxContract contract;
    private final OrtSession session;
    private final String input;
    private final int fixedBatch;
    private final String output;
    private boolean closed;

    private OnnxModel(Path file, String sha256, OnnxContract contract, OrtSession session) throws OrtException {
        this.name = String.valueOf(file.getFileName()).replaceAll("\\.(onnx|keras|h5|hdf5)$", "");
        this.sha256 = sha256;
        this.contract = contract;
        this.session = session;
        Require.that(
                session.getNumInputs() == 1,
                file + " has " + session.getNumInputs() + " inputs; networks for pictures have one");
        this.input = session.getInputNames().iterator().next();
        Require.that(
                session.getInputInfo().get(input).getInfo() instanceof TensorInfo info
                        && info.getShape().length == contract.shape(1).length,
                file + " takes no pictures");
        long batch = ((TensorInfo) session.getInputInfo().get(input).getInfo()).getShape()[0];
        this.fixedBatch = batch > 0 && batch <= BATCH ? (int) batch : 0;
        this.output = contract.output().isEmpty()
                ? session.getOutputNames().iterator().next()
                : contract.output();
        Require.that(
                session.getOutputNames().contains(output),
                file + " has no output " + output + " but " + session.getOutputNames());
    }

    /**
     * Opens a file and the contract beside it.
     *
     * @param threads to compute with
     * @throws MalformedFileException when it is damaged, beyond a limit, or of operators that ONNX Runtime does not know
     * @throws UsageException when there is no such file or no contract
     */
    static OnnxModel open(Path file, int threads) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UsageException("There is no file " + file + ".");
        }
        return of(file, OnnxContract.read(file), bytes(file), threads);
    }

    /**
     * As {@link #open}, of a model made of the file.
     *
     * @param bytes the model
     */
    static OnnxModel of(Path file, byte[] bytes, int threads) throws IOException {
        return of(file, OnnxContract.read(file), bytes, threads);
    }

    private static OnnxModel of(Path file, OnnxContract contract, byte[] bytes, int threads)
            throws MalformedFileException {
        OrtSession session = session(file, bytes, threads);
        try {
            return new OnnxModel(file, sha256(bytes), contract, session);
        } catch (OrtException | RuntimeException e) {
            closed(session, e);
            if (e instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new MalformedFileException(file, "is refused by ONNX Runtime: " + e.getMessage(), e);
        }
    }

    private static void closed(OrtSession session, Exception because) {
        try {
            session.close();
        } catch (OrtException e) {
            because.addSuppressed(e);
        }
    }

    /** The bytes of a file, looked through. */
    static byte[] bytes(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UsageException("There is no file " + file + ".");
        }
        if (Files.size(file) > MOST_BYTES - 16) {
            throw new MalformedFileException(file, "has " + Files.size(file) + " bytes, more than 2 GiB");
        }
        byte[] bytes = Files.readAllBytes(file);
        OnnxStructure.check(file.toString(), bytes);
        return bytes;
    }

    /** ONNX Runtime's session of a file's bytes; the caller's to close. */
    static OrtSession session(Path file, byte[] bytes, int threads) throws MalformedFileException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(Require.positive(threads, "threads"));
            options.setInterOpNumThreads(1);
            // Threads that wait are not to take time from those of others.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            return OrtEnvironment.getEnvironment().createSession(bytes, options);
        } catch (OrtException e) {
            throw new MalformedFileException(file, "is refused by ONNX Runtime: " + e.getMessage(), e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    String name() {
        return name;
    }

    String sha256() {
        return sha256;
    }

    OnnxContract contract() {
        return contract;
    }

    /** What the network says to each picture. */
    List<float[]> run(List<Picture> pictures) {
        Require.that(!closed, "the network " + name + " is closed");
        List<float[]> answers = new ArrayList<>();
        int size = fixedBatch > 0 ? fixedBatch : BATCH;
        for (int from = 0; from < pictures.size(); from += size) {
            List<Picture> batch = pictures.subList(from, Math.min(pictures.size(), from + size));
            answers.addAll(answers(batch, fixedBatch > 0 ? fixedBatch : batch.size()));
        }
        return answers;
    }

    private List<float[]> answers(List<Picture> batch, int places) {
        float[] values = new float[places * contract.values()];
        for (int i = 0; i < batch.size(); i++) {
            contract.put(batch.get(i), values, i * contract.values());
        }
        try (OnnxTensor tensor = OnnxTensor.createTensor(
                        OrtEnvironment.getEnvironment(), FloatBuffer.wrap(values), contract.shape(places));
                OrtSession.Result result = session.run(Map.<String, OnnxTensorLike>of(input, tensor))) {
            OnnxTensor answer = (OnnxTensor) result.get(output)
                    .filter(value -> value instanceof OnnxTensor)
                    .orElseThrow(
                            () -> new EngineException("The network " + name + " gives no numbers as " + output + "."));
            FloatBuffer numbers = answer.getFloatBuffer();
            Require.that(
                    numbers != null && numbers.remaining() % places == 0,
                    "the network " + name + " gives something else than numbers for each picture");
            int each = numbers.remaining() / places;
            List<float[]> answers = new ArrayList<>();
            for (int i = 0; i < batch.size(); i++) {
                float[] one = new float[each];
                numbers.get(i * each, one);
                answers.add(one);
            }
            return answers;
        } catch (OrtException e) {
            throw new EngineException("ONNX Runtime cannot run " + name + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            try {
                session.close();
            } catch (OrtException e) {
                throw new EngineException("ONNX Runtime cannot close " + name + ": " + e.getMessage(), e);
            }
        }
    }
}
