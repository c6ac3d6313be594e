package dev.ganvas.engine.tensor;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.LongVector;
import org.bytedeco.pytorch.Work;

/**
 * Some tensors on their way to being summed over all processes, one after another in one piece of memory. What it is made of lives
 * in the scope in which it was {@linkplain ProcessGroup#begin begun}.
 */
public abstract sealed class TravellingSums {
    private final List<Tensor> of;
    final ProcessGroup group;
    final double factor;

    private TravellingSums(List<Tensor> of, double factor, ProcessGroup group) {
        this.of = of;
        this.factor = factor;
        this.group = group;
    }

    /** Sets off in full. */
    static TravellingSums exact(List<Tensor> tensors, double factor, ProcessGroup group) {
        return new Exact(tensors, factor, group);
    }

    /** Sets off in bf16. */
    static TravellingSums rounded(List<Tensor> tensors, double factor, ProcessGroup group) {
        return new Rounded(tensors, factor, group);
    }

    /** Goes on to the last of the ways, where there are several. Every process makes the same calls in the same order. */
    public final void turn() {
        group.exchanging("sum", () -> {
            goOn();
            return true;
        });
    }

    /** Waits for the sums, times the factor, in the open scope and of the layout that the tensors had; once, after {@link #turn}. */
    public final List<Tensor> received() {
        return group.exchanging("sum", () -> parts(arrived()));
    }

    abstract void goOn();

    /** All values, one after another. */
    abstract Tensor arrived();

    private List<Tensor> parts(Tensor all) {
        List<Tensor> parts = new ArrayList<>();
        long from = 0;
        for (Tensor tensor : of) {
            // As flat() laid it out.
            org.bytedeco.pytorch.Tensor like = Tensor.dense(tensor.self);
            parts.add(new Tensor(all.self.as_strided(tensor.shape(), Tensor.strides(like), new LongOptional(from))));
            from += tensor.count();
        }
        return parts;
    }

    private static Tensor joined(List<Tensor> tensors) {
        return Tensor.cat(tensors.stream().map(Tensor::flat).toList(), 0);
    }

    /** As they are: an all-reduce. */
    private static final class Exact extends TravellingSums {
        private final Tensor all;
        private final Work work;

        Exact(List<Tensor> tensors, double factor, ProcessGroup group) {
            super(tensors, factor, group);
            all = joined(tensors);
            work = group.begun(all.self);
        }

        @Override
        void goOn() {
            // There is one way.
        }

        @Override
        Tensor arrived() {
            work._wait();
            return all.mul(factor);
        }
    }

    /**
     * As bf16, in two ways: each process is given its part of what all have, sums it in fp32 in the order of the processes, and
     * gives all the rounded result. So all have the same, and a value travels in half of the bytes.
     */
    private static final class Rounded extends TravellingSums {
        private final long count;

        /** Of each process, as bytes: not every collective of Gloo knows bf16. */
        private final Tensor pieces;

        private Tensor results;
        private Work work;

        Rounded(List<Tensor> tensors, double factor, ProcessGroup group) {
            super(tensors, factor, group);
            Tensor all = joined(tensors).to(DType.BF16);
            count = all.count();
            long missing = (group.size() - count % group.size()) % group.size();
            Tensor sent = bytes(missing == 0 ? all : Tensor.cat(List.of(all, Tensor.zeros(DType.BF16, missing)), 0));
            pieces = Tensor.zeros(DType.U8, sent.count());
            work = group.connected().alltoall_base(pieces.self, sent.self, new LongVector(), new LongVector());
        }

        @Override
        void goOn() {
            work._wait();
            Tensor own = values(pieces)
                    .to(DType.F32)
                    .reshape(group.size(), -1)
                    .sum(0)
                    .mul(factor);
            results = Tensor.zeros(DType.U8, pieces.count());
            work = group.connected()._allgather_base(results.self, bytes(own.to(DType.BF16)).self);
        }

        @Override
        Tensor arrived() {
            work._wait();
            return values(results).narrow(0, 0, count).to(DType.F32);
        }

        private static Tensor bytes(Tensor values) {
            return new Tensor(values.self.view(DType.U8.nativeType));
        }

        private static Tensor values(Tensor bytes) {
            return new Tensor(bytes.self.view(DType.BF16.nativeType));
        }
    }
}
