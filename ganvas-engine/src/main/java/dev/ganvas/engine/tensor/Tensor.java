package dev.ganvas.engine.tensor;

import static dev.ganvas.engine.tensor.NativeErrors.calling;

import dev.ganvas.error.EngineException;
import dev.ganvas.error.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * An n-dimensional array in native memory, with automatic differentiation.
 *
 * <p>Belongs to the innermost open {@link Scope} of the thread that made it, until {@link #keep() kept}. Pictures are
 * {@code [N, C, H, W]} and stored channels last. Operations return new tensors unless they end in {@code Into} or say
 * otherwise; a failing one throws {@link EngineException} with the operation and the shapes.
 * A tensor may be read from several threads, and changed by one.
 */
public final class Tensor implements AutoCloseable {
    /** libtorch's number of the reduction to a mean. */
    private static final long MEAN = 1;

    final org.bytedeco.pytorch.Tensor self;

    /** Whether it counts as lying on {@link Device#STAND_IN}; libtorch knows it as one of the CPU. */
    private boolean standIn;

    Tensor(org.bytedeco.pytorch.Tensor self) {
        this(self, false);
    }

    Tensor(org.bytedeco.pytorch.Tensor self, boolean standIn) {
        this.self = self;
        this.standIn = standIn;
    }

    // ---- making ----

    // On the CPU; Device has the same for any.

    public static Tensor zeros(DType dtype, long... shape) {
        return Device.CPU.zeros(dtype, shape);
    }

    public static Tensor full(double value, DType dtype, long... shape) {
        return Device.CPU.full(value, dtype, shape);
    }

    /** An F32 tensor with a copy of {@code values} in row-major order. */
    public static Tensor of(float[] values, long... shape) {
        return Device.CPU.of(values, shape);
    }

    /** An F64 tensor with a copy of {@code values} in row-major order. */
    public static Tensor ofDoubles(double[] values, long... shape) {
        return Device.CPU.ofDoubles(values, shape);
    }

    /** An I64 tensor with a copy of {@code values} in row-major order. */
    public static Tensor ofLongs(long[] values, long... shape) {
        return Device.CPU.ofLongs(values, shape);
    }

    /** A U8 tensor with a copy of {@code values} in row-major order. */
    public static Tensor ofBytes(byte[] values, long... shape) {
        return Device.CPU.ofBytes(values, shape);
    }

    /** A tensor with a copy of {@code bytes}: its elements in row-major order, little endian. */
    public static Tensor ofRawBytes(byte[] bytes, DType dtype, long... shape) {
        return Device.CPU.ofRawBytes(bytes, dtype, shape);
    }

    /** Joins along dimension {@code dim}; the other dimensions must agree. */
    public static Tensor cat(List<Tensor> parts, int dim) {
        return calling(
                "cat",
                Operation.of("cat", "dim", (long) dim),
                () -> torch.cat(vector(parts), dim),
                parts.toArray(new Tensor[0]));
    }

    static TensorVector vector(List<Tensor> tensors) {
        return new TensorVector(tensors.stream().map(t -> t.self).toArray(org.bytedeco.pytorch.Tensor[]::new));
    }

    // ---- what it is ----

    /** The native tensor, if it is still there: asked outside of an operation, a closed one would fail in native words. */
    private org.bytedeco.pytorch.Tensor live() {
        if (self.isNull()) {
            throw new EngineException("This tensor was closed, or its scope was; keep() what must outlive a scope.");
        }
        return self;
    }

    public long[] shape() {
        long[] shape = new long[(int) live().dim()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = self.size(i);
        }
        return shape;
    }

    public long size(int dim) {
        return live().size(dim);
    }

    public int rank() {
        return (int) live().dim();
    }

    /** Number of elements. */
    public long count() {
        return live().numel();
    }

    public DType dtype() {
        return DType.of(live().scalar_type());
    }

    public Device device() {
        if (standIn) {
            return Device.STAND_IN;
        }
        if (live().is_cpu()) {
            return Device.CPU;
        }
        try (Scope scope = Scope.open()) {
            return Device.of(live().device());
        }
    }

    /** Whether it lies on a card of NVIDIA's. */
    public boolean isOnCuda() {
        return live().is_cuda();
    }

    boolean isStandIn() {
        return standIn;
    }

    public boolean isChannelsLast() {
        return live().is_contiguous(MemoryFormat.ChannelsLast);
    }

    // ---- life ----

    /** Takes this tensor out of its scope: it now lives until {@link #close()}. Returns this. */
    public Tensor keep() {
        live().retainReference();
        Scope.kept(this::close);
        return this;
    }

    /** Frees this tensor now, whatever its scope; once more does nothing. Using it afterwards is an {@link EngineException}. */
    @Override
    public void close() {
        self.deallocate();
    }

    // ---- arithmetic (broadcasting) ----

    public Tensor add(Tensor other) {
        return calling("add", () -> self.add(other.self), this, other);
    }

    public Tensor add(double value) {
        return calling("add", Operation.of("add_scalar", "value", value), () -> self.add(new Scalar(value)), this);
    }

    public Tensor sub(Tensor other) {
        return calling("sub", () -> self.sub(other.self), this, other);
    }

    public Tensor mul(Tensor other) {
        return calling("mul", () -> self.mul(other.self), this, other);
    }

    public Tensor mul(double value) {
        return calling("mul", Operation.of("mul_scalar", "value", value), () -> self.mul(new Scalar(value)), this);
    }

    /** {@code this + a * b} in one pass, shapes extended as in {@link #add}. */
    public Tensor addProduct(Tensor a, Tensor b) {
        return calling("addcmul", () -> self.addcmul(a.self, b.self), this, a, b);
    }

    public Tensor div(Tensor other) {
        return calling("div", () -> self.div(other.self), this, other);
    }

    public Tensor neg() {
        return calling("neg", () -> self.neg(), this);
    }

    public Tensor square() {
        return calling("square", () -> self.square(), this);
    }

    public Tensor sqrt() {
        return calling("sqrt", () -> self.sqrt(), this);
    }

    public Tensor abs() {
        return calling("abs", () -> self.abs(), this);
    }

    /** {@code [n, k] x [k, m] -> [n, m]}. */
    public Tensor matmul(Tensor other) {
        return calling("matmul", () -> self.matmul(other.self), this, other);
    }

    public Tensor transpose(int dim0, int dim1) {
        return calling(
                "transpose",
                Operation.of("transpose", "dims", Operation.list(dim0, dim1)),
                () -> self.transpose(dim0, dim1),
                this);
    }

    // ---- elementwise functions ----

    public Tensor relu() {
        return calling("relu", () -> self.relu(), this);
    }

    /** {@link #relu} in this tensor itself. Returns this. */
    public Tensor reluInto() {
        Tracing.changed(this, calling("relu", () -> torch.relu_(self), this));
        return this;
    }

    public Tensor leakyRelu(double slope) {
        return calling(
                "leaky_relu",
                Operation.of("leaky_relu", "slope", slope),
                () -> torch.leaky_relu(self, new Scalar(slope)),
                this);
    }

    /**
     * Negative values multiplied by the slope of their channel (He et al., 2015).
     *
     * @param slopes {@code [C]}
     */
    public Tensor prelu(Tensor slopes) {
        return calling("prelu", () -> torch.prelu(self, slopes.self), this, slopes);
    }

    public Tensor tanh() {
        return calling("tanh", () -> self.tanh(), this);
    }

    /** {@code x Phi(x)} with the normal distribution's Phi (Hendrycks and Gimpel, 2016). */
    public Tensor gelu() {
        return calling("gelu", () -> torch.gelu(self), this);
    }

    public Tensor sigmoid() {
        return calling("sigmoid", () -> self.sigmoid(), this);
    }

    /** {@code log(1 + exp(x))}, without overflow. */
    public Tensor softplus() {
        return calling("softplus", () -> torch.softplus(self), this);
    }

    public Tensor clamp(double low, double high) {
        return calling(
                "clamp",
                new Operation("clamp", Map.of("low", low, "high", high)),
                () -> torch.clamp(
                        self,
                        new org.bytedeco.pytorch.ScalarOptional(new Scalar(low)),
                        new org.bytedeco.pytorch.ScalarOptional(new Scalar(high))),
                this);
    }

    public Tensor round() {
        return calling("round", () -> self.round(), this);
    }

    // ---- reductions ----

    /** The mean of all elements, as a scalar tensor. */
    public Tensor mean() {
        return calling("mean", Operation.of("mean_all"), () -> self.mean(), this);
    }

    /** The mean over {@code dims}, which disappear. */
    public Tensor mean(long... dims) {
        return calling(
                "mean",
                Operation.of("mean", "dims", Operation.list(dims)),
                () -> self.mean(dims, false, new ScalarTypeOptional()),
                this);
    }

    /** The largest over {@code dims}, which disappear; equal ones share the gradient. */
    public Tensor largest(long... dims) {
        return calling(
                "amax", Operation.of("amax", "dims", Operation.list(dims)), () -> torch.amax(self, dims, false), this);
    }

    /** The sum of all elements, as a scalar tensor. */
    public Tensor sum() {
        return calling("sum", Operation.of("sum_all"), () -> self.sum(), this);
    }

    /** The Euclidean length of all elements together, a scalar. */
    public Tensor norm() {
        return calling("norm", () -> self.norm(), this);
    }

    /** The sum over {@code dims}, which disappear. */
    public Tensor sum(long... dims) {
        return calling(
                "sum",
                Operation.of("sum", "dims", Operation.list(dims)),
                () -> self.sum(dims, false, new ScalarTypeOptional()),
                this);
    }

    // ---- shape ----

    public Tensor reshape(long... shape) {
        return calling(
                "reshape to " + Arrays.toString(shape), Operation.of("reshape"), () -> self.reshape(shape), this);
    }

    public Tensor permute(long... dims) {
        return calling(
                "permute", Operation.of("permute", "dims", Operation.list(dims)), () -> self.permute(dims), this);
    }

    /** Elements {@code [start, start + length)} of dimension {@code dim}, from its end where {@code start} is negative: a view. */
    public Tensor narrow(int dim, long start, long length) {
        return calling(
                "narrow",
                new Operation("narrow", Map.of("dim", (long) dim, "start", start, "length", length)),
                () -> self.narrow(dim, start, length),
                this);
    }

    /** Each element of the first dimension by itself, {@code [1, ...]}: views, whose gradients cost no more than they hold. */
    public List<Tensor> each() {
        TensorVector parts;
        try {
            parts = self.split(1, 0);
        } catch (RuntimeException e) {
            throw NativeErrors.translated("split", e, this);
        }
        List<Tensor> each = new ArrayList<>();
        for (long i = 0; i < parts.size(); i++) {
            // The vector's elements are references into it; a tensor of our own shares the storage safely.
            each.add(new Tensor(new org.bytedeco.pytorch.Tensor(parts.get(i)), standIn));
        }
        return each;
    }

    /**
     * {@code [N, C, H, W]} moved by whole pixels, to the left or up where negative; what comes in is 0, what goes out is
     * lost. Exact.
     */
    public Tensor shifted(int right, int down) {
        long[] padding = {right, -right, down, -down};
        return calling(
                "shift",
                Operation.of("shift", "padding", Operation.list(padding)),
                () -> torch.constant_pad_nd(self, padding),
                this);
    }

    /**
     * What each place of a convolution's output sees: {@code [N, C, H, W]} to {@code [N * H' * W', height * width * C]}, the
     * channels innermost, so that the rows of a product with {@code [height * width * C, out]} are pixels stored channels
     * last.
     */
    public Tensor patches(int height, int width, int stride, int padding) {
        long[] paddings = {padding, padding, padding, padding};
        return calling(
                "patches",
                () -> torch.constant_pad_nd(self, paddings)
                        .permute(0, 2, 3, 1)
                        .unfold(1, height, stride)
                        .unfold(2, width, stride)
                        .permute(0, 1, 2, 4, 5, 3)
                        .reshape(-1, (long) height * width * size(1)),
                this);
    }

    /**
     * {@code [N, C factor^2, H, W]} to {@code [N, C, factor H, factor W]} (Shi et al., 2016): channel {@code c factor^2 + i factor
     * + j} becomes the pixels at row {@code i}, column {@code j} of each square of channel {@code c}.
     */
    public Tensor pixelShuffle(int factor) {
        return calling(
                "pixel_shuffle",
                Operation.of("pixel_shuffle", "factor", (long) factor),
                () -> torch.pixel_shuffle(self, factor),
                this);
    }

    /** The inverse of {@link #pixelShuffle}: {@code [N, C, factor H, factor W]} to {@code [N, C factor^2, H, W]}. */
    public Tensor pixelUnshuffle(int factor) {
        return calling(
                "pixel_unshuffle",
                Operation.of("pixel_unshuffle", "factor", (long) factor),
                () -> torch.pixel_unshuffle(self, factor),
                this);
    }

    /** {@code [N, C, H, W]} as {@code [N * H * W, C]}; a view, if stored channels last. */
    public Tensor pixels() {
        return permute(0, 2, 3, 1).reshape(-1, size(1));
    }

    /** The rows of dimension {@code dim} that {@code index} (I64, one-dimensional) names, in its order. */
    public Tensor indexSelect(int dim, Tensor index) {
        return calling(
                "index_select",
                Operation.of("index_select", "dim", (long) dim),
                () -> torch.index_select(self, dim, index.self),
                this,
                index);
    }

    /** Of each row the value in the column that {@code index} names: {@code [N, M]} and I64 {@code [N]} to {@code [N]}. */
    public Tensor gather(Tensor index) {
        return calling(
                "gather",
                () -> self.gather(1, index.self.reshape(index.count(), 1)).reshape(index.count()),
                this,
                index);
    }

    /**
     * All elements as {@code [count]}, in the order in which they lie in memory: a view, where none lies twice and nothing is
     * between them.
     */
    public Tensor flat() {
        return calling("flat", () -> dense(self).as_strided(new long[] {count()}, 1), this);
    }

    /** The tensor itself, or a copy whose elements lie one after another. */
    static org.bytedeco.pytorch.Tensor dense(org.bytedeco.pytorch.Tensor tensor) {
        return tensor.is_non_overlapping_and_dense() ? tensor : tensor.contiguous();
    }

    static long[] strides(org.bytedeco.pytorch.Tensor tensor) {
        long[] strides = new long[(int) tensor.dim()];
        for (int i = 0; i < strides.length; i++) {
            strides[i] = tensor.stride(i);
        }
        return strides;
    }

    public Tensor contiguous() {
        return calling("contiguous", () -> self.contiguous(), this);
    }

    /** {@code [N, C, H, W]} stored as N, H, W, C, the layout that convolutions are fastest in. */
    public Tensor channelsLast() {
        return calling("channels_last", () -> self.contiguous(MemoryFormat.ChannelsLast), this);
    }

    /** The same values as {@code dtype}; the same tensor when it is of that type already. Differentiable. */
    public Tensor to(DType dtype) {
        return calling("to " + dtype, Operation.of("to"), () -> self.to(dtype.nativeType), this);
    }

    /** The same values on {@code device}; the same tensor when it lies there already. Differentiable. */
    public Tensor to(Device device) {
        if (device().equals(device)) {
            return this;
        }
        Tensor moved = calling("to " + device, () -> elsewhere(device), this);
        moved.standIn = device.equals(Device.STAND_IN);
        return moved;
    }

    private org.bytedeco.pytorch.Tensor elsewhere(Device device) {
        return self.is_cpu() && !device.isCuda()
                ? self.clone(new MemoryFormatOptional(MemoryFormat.Preserve))
                : self.to(device.self(), self.scalar_type());
    }

    /** Moves this tensor itself to {@code device}, outside of any graph, so that all who hold it find it there. */
    public void moveTo(Device device) {
        if (device().equals(device)) {
            return;
        }
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            self.set_data(detach().to(device).self);
            standIn = device.equals(Device.STAND_IN);
        } catch (EngineException e) {
            throw e;
        } catch (RuntimeException e) {
            throw NativeErrors.translated("move to " + device, e, this);
        }
    }

    /** The same values in F32, or as they are when that is no less precise: what losses and statistics are computed in. */
    public Tensor wide() {
        return dtype() == DType.F64 ? this : to(DType.F32);
    }

    // ---- networks ----

    /**
     * Two-dimensional cross-correlation.
     *
     * @param weight {@code [out, in / groups, kh, kw]}
     * @param bias {@code [out]}, if any
     */
    public Tensor conv2d(Tensor weight, Optional<Tensor> bias, int stride, int padding, int groups) {
        long[] strides = {stride, stride};
        long[] paddings = {padding, padding};
        return calling(
                "conv2d",
                new Operation(
                        "conv2d", Map.of("stride", (long) stride, "padding", (long) padding, "groups", (long) groups)),
                () -> torch.conv2d(self, weight.self, optional(bias), strides, paddings, new long[] {1, 1}, groups),
                operands(bias, this, weight));
    }

    /**
     * The transpose of {@link #conv2d} with respect to its input; output size {@code (H - 1) * stride - 2 * padding + kh}.
     *
     * @param weight {@code [in, out, kh, kw]}
     */
    public Tensor convTranspose2d(Tensor weight, Optional<Tensor> bias, int stride, int padding) {
        long[] strides = {stride, stride};
        long[] paddings = {padding, padding};
        return calling(
                "conv_transpose2d",
                new Operation("conv_transpose2d", Map.of("stride", (long) stride, "padding", (long) padding)),
                () -> torch.conv_transpose2d(
                        self, weight.self, optional(bias), strides, paddings, new long[] {0, 0}, 1, 1, 1),
                operands(bias, this, weight));
    }

    /** {@code [n, in] -> [n, out]} with {@code weight [out, in]}. */
    public Tensor linear(Tensor weight, Optional<Tensor> bias) {
        return calling("linear", () -> torch.linear(self, weight.self, optional(bias)), operands(bias, this, weight));
    }

    /**
     * Batch normalisation over all dimensions but the second (Ioffe and Szegedy, 2015).
     *
     * @param training take the batch's statistics and move the running ones towards them by {@code momentum}; else use
     *     the running ones
     */
    public Tensor batchNorm(BatchStatistics statistics, boolean training, double momentum, double epsilon) {
        return calling(
                "batch_norm",
                new Operation("batch_norm", Map.of("training", training, "epsilon", epsilon)),
                () -> torch.batch_norm(
                        self,
                        optional(statistics.weight()),
                        optional(statistics.bias()),
                        optional(Optional.of(statistics.runningMean())),
                        optional(Optional.of(statistics.runningVariance())),
                        training,
                        momentum,
                        epsilon,
                        false),
                operands(
                        statistics.bias(),
                        operands(statistics.weight(), this, statistics.runningMean(), statistics.runningVariance())));
    }

    /**
     * The mean cross-entropy of logits {@code [N, classes]} with the right classes, a scalar.
     *
     * @param labels I64 {@code [N]}
     * @param smoothing share of the target spread evenly over all classes (Szegedy et al., 2016), in [0, 1)
     */
    public Tensor crossEntropy(Tensor labels, double smoothing) {
        // The smoothed target is a mixture of the right class and all of them, and the loss is linear in the target.
        return calling(
                "cross_entropy",
                () -> {
                    Tensor logs = logSoftmax();
                    Tensor right = logs.gather(labels);
                    return right.mean().mul(smoothing - 1).sub(logs.mean().mul(smoothing)).self;
                },
                this,
                labels);
    }

    /**
     * The mean loss of connectionist temporal classification (Graves et al., 2006), each text's divided by its length, a scalar;
     * texts too long for their steps count nothing. This is {@code [N, classes, steps]}, logits; class 0 is the blank.
     *
     * @param texts the classes of each text, without blanks, at least one; as many texts as {@code N}
     */
    public Tensor ctcLoss(List<int[]> texts) {
        long steps = size(2);
        long[] classes =
                texts.stream().flatMapToInt(Arrays::stream).asLongStream().toArray();
        long[] lengths = texts.stream().mapToLong(text -> text.length).toArray();
        long[] inputs = new long[texts.size()];
        Arrays.fill(inputs, steps);
        return calling(
                "ctc_loss",
                () -> torch.ctc_loss(
                        torch.log_softmax(self, 1).permute(2, 0, 1),
                        device().ofLongs(classes, classes.length).self,
                        inputs,
                        lengths,
                        0,
                        MEAN,
                        true),
                this);
    }

    /** The logarithms of the probabilities that logits {@code [N, classes]} stand for. */
    public Tensor logSoftmax() {
        return calling("log_softmax", () -> torch.log_softmax(self, 1), this);
    }

    /** The place of the largest value along the last dimension, I64. */
    public Tensor argMax() {
        return calling("argmax", () -> torch.argmax(self, new LongOptional(rank() - 1), false), this);
    }

    /** Mean of each {@code size x size} tile. */
    public Tensor averagePool(int size) {
        return calling(
                "avg_pool2d",
                Operation.of("avg_pool2d", "size", (long) size),
                () -> torch.avg_pool2d(self, size, size),
                this);
    }

    /** What goes into an operation, in its order; what is optional comes last. */
    private static Tensor[] operands(Optional<Tensor> last, Tensor... first) {
        Tensor[] all = Arrays.copyOf(first, first.length + (last.isPresent() ? 1 : 0));
        last.ifPresent(tensor -> all[first.length] = tensor);
        return all;
    }

    static TensorOptional optional(Optional<Tensor> tensor) {
        return tensor.map(t -> new TensorOptional(t.self)).orElseGet(TensorOptional::new);
    }

    /** The largest of each {@code size x size} tile; what does not fill a tile is left out. */
    public Tensor maxPool(int size) {
        return calling(
                "max_pool2d",
                Operation.of("max_pool2d", "size", (long) size),
                () -> torch.max_pool2d(self, size, size),
                this);
    }

    /**
     * The largest of each {@code size x size} tile, where tiles begin every {@code stride} pixels; at the border, {@code padding} pixels
     * count as the smallest there is.
     */
    public Tensor maxPool(int size, int stride, int padding) {
        long[] one = {1, 1};
        return calling(
                "max_pool2d_overlapping",
                new Operation(
                        "max_pool2d_overlapping",
                        Map.of("size", (long) size, "stride", (long) stride, "padding", (long) padding)),
                () -> torch.max_pool2d(
                        self,
                        new long[] {size, size},
                        new long[] {stride, stride},
                        new long[] {padding, padding},
                        one,
                        false),
                this);
    }

    // ---- differentiation ----

    /** The same values, cut from the graph that made them. */
    public Tensor detach() {
        return calling("detach", () -> self.detach(), this);
    }

    /** Marks a leaf as something to differentiate by, or not. Returns this. */
    public Tensor requiresGrad(boolean requires) {
        live().requires_grad_(requires);
        return this;
    }

    public boolean requiresGrad() {
        return live().requires_grad();
    }

    // ---- values ----

    /** Overwrites this tensor's elements by those of {@code source} (same shape), outside of any graph. */
    public void copyFrom(Tensor source) {
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            self.copy_(source.self);
        } catch (RuntimeException e) {
            throw NativeErrors.translated("copy", e, this, source);
        }
    }

    /** A copy with the same layout, cut from the graph. */
    public Tensor copy() {
        return calling("clone", () -> self.detach().clone(new MemoryFormatOptional(MemoryFormat.Preserve)), this);
    }

    /** The value of a tensor of one element. */
    public double item() {
        Require.that(count() == 1, "item() needs one element; this tensor has shape " + Arrays.toString(shape()));
        try (Scope scope = Scope.open()) {
            return self.item_double();
        }
    }

    /** All values in row-major order of the shape, whatever the storage layout. */
    public float[] toFloats() {
        try (Scope scope = Scope.open()) {
            float[] values = new float[Math.toIntExact(count())];
            if (values.length > 0) {
                new FloatPointer(detach().to(Device.CPU)
                                .to(DType.F32)
                                .contiguous()
                                .self
                                .data_ptr())
                        .get(values);
            }
            return values;
        }
    }

    /** As {@link #toFloats}, without the rounding of F64. */
    public double[] toDoubles() {
        try (Scope scope = Scope.open()) {
            double[] values = new double[Math.toIntExact(count())];
            if (values.length > 0) {
                new DoublePointer(detach().to(Device.CPU)
                                .to(DType.F64)
                                .contiguous()
                                .self
                                .data_ptr())
                        .get(values);
            }
            return values;
        }
    }

    /** All values of an I64 tensor in row-major order of the shape. */
    public long[] toLongs() {
        Require.that(dtype() == DType.I64, "toLongs() needs I64, this is " + dtype());
        try (Scope scope = Scope.open()) {
            long[] values = new long[Math.toIntExact(count())];
            if (values.length > 0) {
                new LongPointer(detach().to(Device.CPU).contiguous().self.data_ptr()).get(values);
            }
            return values;
        }
    }

    /** All values of a U8 tensor in row-major order of the shape. */
    public byte[] toBytes() {
        Require.that(dtype() == DType.U8, "toBytes() needs U8, this is " + dtype());
        return toRawBytes();
    }

    /** The elements in row-major order, little endian. */
    public byte[] toRawBytes() {
        try (Scope scope = Scope.open()) {
            byte[] values = new byte[Math.toIntExact(Math.multiplyExact(count(), dtype().bytes()))];
            if (values.length > 0) {
                new BytePointer(detach().to(Device.CPU).contiguous().self.data_ptr()).get(values);
            }
            return values;
        }
    }

    /** Whether every element is a finite number. */
    public boolean allFinite() {
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            // A sum is finite only if its terms are; far cheaper than a mask, and overflow to infinity is worth a stop
            // too.
            return Double.isFinite(live().sum().item_double());
        }
    }

    @Override
    public String toString() {
        return "Tensor " + dtype() + Arrays.toString(shape());
    }
}
