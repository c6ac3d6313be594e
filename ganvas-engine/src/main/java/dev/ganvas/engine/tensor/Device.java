package dev.ganvas.engine.tensor;

import static dev.ganvas.engine.tensor.NativeErrors.calling;

import dev.ganvas.error.EngineException;
import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;

/**
 * Where tensors lie and are computed with, and what makes new ones there. The factories of {@link Tensor} make them on the
 * {@link #CPU}; operations give theirs on the device of their operands.
 *
 * @param kind of processor
 * @param index number among those of its kind, from 0
 */
public record Device(Kind kind, int index) {
    /** The main processor. */
    public static final Device CPU = new Device(Kind.CPU, 0);

    /**
     * The CPU under another name. What lies on it meets nothing that lies on the CPU itself, as on a card: so tests, on computers without
     * one, show what a card would refuse, and compute the same bits as the CPU.
     */
    public static final Device STAND_IN = new Device(Kind.STAND_IN, 0);

    /** A card where there is one, else the CPU. */
    public static final String AUTO = "auto";

    private static final String STAND_IN_WRITTEN = "stand-in";

    private static final Pattern WRITTEN = Pattern.compile("(cpu)|cuda(?::(\\d{1,2}))?");

    /** Kinds of processor. */
    public enum Kind {
        CPU,
        CUDA,
        STAND_IN
    }

    /** @throws UsageException when these natives or this machine have no such device, which says what is missing */
    public Device {
        if (kind == Kind.CUDA) {
            String none = "There is no device cuda:" + index + ": ";
            Cuda.missing().ifPresent(why -> {
                throw new UsageException(none + why);
            });
            int present = Cuda.devices();
            Require.that(
                    index >= 0 && index < present,
                    none + "NVIDIA's driver shows " + present + " of them here, cuda:0"
                            + (present > 1 ? " to cuda:" + (present - 1) : "") + ".");
            Cuda.configure();
        } else {
            Require.that(index == 0, "there is one device cpu, not a number " + index);
        }
    }

    /** The first card where there is one that natives and driver can use, else the CPU. */
    public static Device best() {
        return Cuda.devices() > 0 ? new Device(Kind.CUDA, 0) : CPU;
    }

    public boolean isCuda() {
        return kind == Kind.CUDA;
    }

    /** Waits until a card has done what was asked of it, for those who measure; elsewhere all is done. */
    public void synchronize() {
        if (isCuda()) {
            torch.getDeviceGuardImpl(DeviceType.CUDA).synchronizeDevice((byte) index);
        }
    }

    /**
     * {@code "auto"} for {@link #best}, {@code "cpu"}, {@code "cuda"} or {@code "cuda:1"}.
     *
     * @throws UsageException when it is none of these, or there is no such device
     */
    public static Device parse(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        if (name.equals(AUTO)) {
            return best();
        }
        if (name.equals(STAND_IN_WRITTEN)) {
            return STAND_IN;
        }
        Matcher written = WRITTEN.matcher(name);
        if (!written.matches()) {
            throw new UsageException(
                    "There is no device '" + text + "'; choose auto, cpu, cuda or, of several, cuda:1.");
        }
        if (written.group(1) != null) {
            return CPU;
        }
        return new Device(Kind.CUDA, written.group(2) == null ? 0 : Integer.parseInt(written.group(2)));
    }

    static Device of(org.bytedeco.pytorch.Device device) {
        if (device.is_cpu()) {
            return CPU;
        }
        if (device.is_cuda()) {
            return new Device(Kind.CUDA, device.index());
        }
        throw new EngineException("A tensor lies on " + device.str().getString() + ", which Ganvas does not use.");
    }

    /** In the open scope. */
    org.bytedeco.pytorch.Device self() {
        return isCuda()
                ? new org.bytedeco.pytorch.Device(DeviceType.CUDA, (byte) index)
                : new org.bytedeco.pytorch.Device(DeviceType.CPU);
    }

    /** A new tensor of zeros. */
    public Tensor zeros(DType dtype, long... shape) {
        NativeLibrary.load();
        Tensor zeros = calling(
                "zeros" + Arrays.toString(shape),
                () -> torch.zeros(shape, new TensorOptions(dtype.nativeType).device(new DeviceOptional(self()))));
        return kind == Kind.STAND_IN ? new Tensor(zeros.self, true) : zeros;
    }

    /** A new tensor of equal values. */
    public Tensor full(double value, DType dtype, long... shape) {
        return zeros(dtype, shape).add(value);
    }

    /** A new F32 tensor with a copy of {@code values} in row-major order. */
    public Tensor of(float[] values, long... shape) {
        return filled(values.length, DType.F32, shape, at -> new FloatPointer(at).put(values));
    }

    /** A new F64 tensor with a copy of {@code values} in row-major order. */
    public Tensor ofDoubles(double[] values, long... shape) {
        return filled(values.length, DType.F64, shape, at -> new DoublePointer(at).put(values));
    }

    /** A new I64 tensor with a copy of {@code values} in row-major order. */
    public Tensor ofLongs(long[] values, long... shape) {
        return filled(values.length, DType.I64, shape, at -> new LongPointer(at).put(values));
    }

    /** A new U8 tensor with a copy of {@code values} in row-major order. */
    public Tensor ofBytes(byte[] values, long... shape) {
        return ofRawBytes(values, DType.U8, shape);
    }

    /** A new tensor with a copy of {@code bytes}: its elements in row-major order, little endian. */
    public Tensor ofRawBytes(byte[] bytes, DType dtype, long... shape) {
        Require.that(bytes.length % dtype.bytes() == 0, bytes.length + " bytes are no whole number of " + dtype);
        return filled(bytes.length / dtype.bytes(), dtype, shape, at -> new BytePointer(at).put(bytes));
    }

    /** Java's values go into the CPU's memory first, whatever the device. */
    private Tensor filled(long count, DType dtype, long[] shape, Consumer<Pointer> values) {
        long need = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        Require.that(count == need, "shape " + Arrays.toString(shape) + " holds " + need + " values, not " + count);
        Tensor result = CPU.zeros(dtype, shape);
        if (count > 0) {
            values.accept(result.self.data_ptr());
        }
        return result.to(this);
    }

    @Override
    public String toString() {
        return switch (kind) {
            case CPU -> "cpu";
            case CUDA -> "cuda:" + index;
            case STAND_IN -> STAND_IN_WRITTEN;
        };
    }
}
