package dev.ganvas.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.ganvas.error.EngineException;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.Require;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A network of an ONNX file as what it is: numbers by name in, numbers by name out. Owns native memory until closed. */
public final class OnnxNetwork implements AutoCloseable {
    private final String name;
    private final OrtSession session;

    private OnnxNetwork(String name, OrtSession session) {
        this.name = name;
        this.session = session;
    }

    /**
     * Numbers in the order of their shape, the last side innermost.
     *
     * @param shape sides
     * @param values as many as the sides say
     */
    public record Numbers(List<Long> shape, float[] values) {
        public Numbers {
            shape = List.copyOf(shape);
            long count = shape.stream().reduce(1L, Math::multiplyExact);
            Require.that(count == values.length, "the shape " + shape + " does not hold " + values.length + " numbers");
        }
    }

    /**
     * Opens a file.
     *
     * @param threads to compute with
     * @throws MalformedFileException when it is damaged, beyond a limit, or of operators that ONNX Runtime does not know
     * @throws dev.ganvas.error.UsageException when there is no such file
     */
    public static OnnxNetwork open(Path file, int threads) throws IOException {
        return new OnnxNetwork(
                String.valueOf(file.getFileName()), OnnxModel.session(file, OnnxModel.bytes(file), threads));
    }

    /**
     * Opens a network whose bytes are in memory.
     *
     * @param name for messages
     * @param bytes of an ONNX file
     * @param threads to compute with
     * @throws MalformedFileException when it is damaged, beyond a limit, or of operators that ONNX Runtime does not know
     */
    public static OnnxNetwork open(String name, byte[] bytes, int threads) throws IOException {
        OnnxStructure.check(name, bytes);
        return new OnnxNetwork(name, OnnxModel.session(Path.of(name), bytes, threads));
    }

    /** Names of what goes in. */
    public List<String> inputs() {
        return List.copyOf(session.getInputNames());
    }

    /** Sides of an input or output, -1 where they are free; none for what is no numbers. */
    List<Long> shape(String value) {
        try {
            NodeInfo node = inputs().contains(value)
                    ? session.getInputInfo().get(value)
                    : session.getOutputInfo().get(value);
            return node.getInfo() instanceof TensorInfo tensor
                    ? Arrays.stream(tensor.getShape()).boxed().toList()
                    : List.of();
        } catch (OrtException e) {
            throw new EngineException("ONNX Runtime cannot describe " + name + ": " + e.getMessage(), e);
        }
    }

    /** Names of what comes out. */
    public List<String> outputs() {
        return List.copyOf(session.getOutputNames());
    }

    /**
     * Runs the network.
     *
     * @param inputs F32, or rounded to I64 or to levels of 0 to 255 where the network takes those
     * @throws EngineException when ONNX Runtime refuses
     */
    public Map<String, Numbers> run(Map<String, Numbers> inputs) {
        Map<String, OnnxTensorLike> tensors = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, Numbers> input : inputs.entrySet()) {
                tensors.put(input.getKey(), tensor(input.getKey(), input.getValue()));
            }
            try (OrtSession.Result result = session.run(tensors)) {
                Map<String, Numbers> answers = new LinkedHashMap<>();
                for (Map.Entry<String, OnnxValue> answer : result) {
                    answers.put(answer.getKey(), numbers(answer.getKey(), answer.getValue()));
                }
                return answers;
            }
        } catch (OrtException e) {
            throw new EngineException("ONNX Runtime cannot run " + name + ": " + e.getMessage(), e);
        } finally {
            tensors.values().forEach(OnnxTensorLike::close);
        }
    }

    private OnnxTensor tensor(String input, Numbers numbers) throws OrtException {
        NodeInfo info = session.getInputInfo().get(input);
        Require.that(info != null, name + " has no input " + input + " but " + inputs());
        long[] shape = numbers.shape().stream().mapToLong(side -> side).toArray();
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        OnnxJavaType type = info.getInfo() instanceof TensorInfo tensor ? tensor.type : OnnxJavaType.FLOAT;
        if (type == OnnxJavaType.UINT8) {
            ByteBuffer levels = ByteBuffer.allocateDirect(numbers.values().length);
            for (float value : numbers.values()) {
                levels.put((byte) Math.max(0, Math.min(255, Math.round(value))));
            }
            return OnnxTensor.createTensor(environment, levels.flip(), shape, type);
        }
        if (type == OnnxJavaType.INT64) {
            LongBuffer whole = LongBuffer.allocate(numbers.values().length);
            for (float value : numbers.values()) {
                whole.put(Math.round((double) value));
            }
            return OnnxTensor.createTensor(environment, whole.flip(), shape);
        }
        return OnnxTensor.createTensor(environment, FloatBuffer.wrap(numbers.values()), shape);
    }

    private Numbers numbers(String output, OnnxValue value) {
        if (!(value instanceof OnnxTensor tensor) || tensor.getFloatBuffer() == null) {
            throw new EngineException("The network " + name + " gives no numbers as " + output + ".");
        }
        FloatBuffer buffer = tensor.getFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        long[] shape = tensor.getInfo().getShape();
        return new Numbers(Arrays.stream(shape).boxed().toList(), values);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new EngineException("ONNX Runtime cannot close " + name + ": " + e.getMessage(), e);
        }
    }
}
