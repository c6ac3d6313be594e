package dev.ganvas.model;

import dev.ganvas.engine.nn.ParameterTree;
import dev.ganvas.engine.tensor.Tensor;
import dev.ganvas.error.Require;
import java.util.List;
import java.util.Map;

/**
 * A network with what another program has to know to run it. Good until the network is closed, which is not its business.
 *
 * @param network whose tensors take part, in evaluation mode, in F32
 * @param inputs in their order
 * @param outputs in their order
 * @param forward what it does
 * @param notes what people and programs should know of its inputs and outputs, by name
 */
public record PortableNetwork(
        ParameterTree network, List<Input> inputs, List<Output> outputs, Forward forward, Map<String, String> notes) {
    public PortableNetwork {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        notes = Map.copyOf(notes);
        Require.that(!inputs.isEmpty() && !outputs.isEmpty(), "a network has inputs and outputs");
    }

    /** Runs the network. */
    @FunctionalInterface
    public interface Forward {
        /**
         * The outputs for some inputs.
         *
         * @param inputs by name
         * @return the outputs by name, in their order
         */
        Map<String, Tensor> of(Map<String, Tensor> inputs);
    }

    /**
     * A side of a tensor.
     *
     * @param name of a free side; empty for a fixed one
     * @param size of a fixed side; of a free one what it is a multiple of
     */
    public record Side(String name, long size) {
        /** The first side of all inputs and outputs. */
        public static final Side BATCH = free("batch", 1);

        /** A side that is always of this size. */
        public static Side fixed(long size) {
            return new Side("", Require.positive((int) size, "size"));
        }

        /** A side of any size that is a multiple of {@code multiple}. */
        public static Side free(String name, long multiple) {
            return new Side(name, multiple);
        }

        /** Whether it is free. */
        public boolean isFree() {
            return !name.isEmpty();
        }
    }

    /**
     * Numbers that go in.
     *
     * @param whole whether they are whole numbers, of I64, else F32
     * @param low the least that is usual
     * @param high the most that is usual; of whole numbers one more
     */
    public record Input(String name, List<Side> sides, boolean whole, double low, double high) {
        public Input {
            sides = List.copyOf(sides);
        }
    }

    /** Numbers of F32 that come out; free sides have names of their own where they are not those of an input. */
    public record Output(String name, List<Side> sides) {
        public Output {
            sides = List.copyOf(sides);
        }
    }
}
