package dev.ganvas.engine.tensor;

import dev.ganvas.error.EngineException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Turns libtorch's page of C++ frames into one line that says what to do; the page stays as the cause. */
final class NativeErrors {
    private NativeErrors() {}

    /** Runs a native operation; {@code operands} are named in the message if it fails. */
    static Tensor calling(String operation, Supplier<org.bytedeco.pytorch.Tensor> call, Tensor... operands) {
        return calling(operation, Operation.of(operation), call, operands);
    }

    /**
     * As {@link #calling(String, Supplier, Tensor...)}.
     *
     * @param traced what a {@link Trace} is to say of it; {@code operands} are then all that it depends on, in this order
     */
    static Tensor calling(
            String operation, Operation traced, Supplier<org.bytedeco.pytorch.Tensor> call, Tensor... operands) {
        boolean standIn = onStandIn(operation, operands);
        try {
            Tensor result = new Tensor(call.get(), standIn);
            Tracing.note(traced, result, operands);
            return result;
        } catch (EngineException e) {
            throw e;
        } catch (RuntimeException e) {
            throw translated(operation, e, operands);
        }
    }

    /**
     * Whether all of these lie on {@link Device#STAND_IN}.
     *
     * @throws EngineException when some do and some do not, as libtorch fails for two devices that it knows
     */
    static boolean onStandIn(String operation, Tensor... operands) {
        boolean first = operands.length > 0 && operands[0].isStandIn();
        for (Tensor operand : operands) {
            if (operand.isStandIn() != first) {
                throw new EngineException(operation + " of "
                        + Arrays.stream(operands)
                                .map(each -> described(each) + " on " + each.device())
                                .collect(Collectors.joining(", "))
                        + ": all of these must lie on one device.");
            }
        }
        return first;
    }

    static EngineException translated(String operation, RuntimeException e, Tensor... operands) {
        String first = String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse("no message")
                .strip();
        String shapes = Arrays.stream(operands).map(NativeErrors::described).collect(Collectors.joining(", "));
        return new EngineException(
                operation + (shapes.isEmpty() ? "" : " of " + shapes) + ": " + first + advice(first), e);
    }

    private static String described(Tensor operand) {
        try {
            return operand.dtype() + Arrays.toString(operand.shape());
        } catch (RuntimeException e) {
            return "a closed tensor";
        }
    }

    private static String advice(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        if (text.contains("pointer address") && text.contains("is null")) {
            return " The tensor was closed, or its scope was; keep() what must outlive a scope.";
        }
        if (text.contains("cuda") && text.contains("out of memory")) {
            return " The card's memory is full: choose a smaller batch or size, end what else computes on the card, or compute on"
                    + " the device cpu.";
        }
        if (text.contains("alloc") && (text.contains("memory") || text.contains("bytes"))) {
            return " There is not enough memory; use a smaller batch or size.";
        }
        if (text.contains("'cuda' backend") || text.contains("with cuda")) {
            return " Computing with CUDA: "
                    + Cuda.missing().orElse("it is here, but has no version of this operation.");
        }
        return "";
    }
}
