package dev.ganvas.engine.tensor;

import static dev.ganvas.engine.tensor.NativeErrors.calling;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.global.torch;

/**
 * Products of two matrices in F32 and F64. libtorch leaves these to OpenBLAS, whose threads are the whole process's, however
 * many a training was given; so OpenBLAS is kept to one, and a large product is cut into a strip for each of the calling
 * thread's {@link Threads}. Elements are the same but for rounding.
 */
final class MatrixProduct {
    /** Multiply-adds of a strip, at least: some tenths of a millisecond. */
    private static final long WORTHWHILE = 1L << 22;

    /** Rows or columns of a strip but the last are a multiple of this, as OpenBLAS's kernels take them. */
    private static final long ALIGNED = 16;

    /** Idle ones end; how many there are follows from what callers ask for. */
    private static final ExecutorService STRIPS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "ganvas-product");
        thread.setDaemon(true);
        return thread;
    });

    private MatrixProduct() {}

    static Tensor of(Tensor a, Tensor b) {
        int strips = strips(a, b);
        return strips == 1 ? calling("matmul", () -> a.self.matmul(b.self), a, b) : inStrips(a, b, strips);
    }

    private static int strips(Tensor a, Tensor b) {
        int threads = Threads.count();
        boolean divisible = threads > 1
                && a.rank() == 2
                && b.rank() == 2
                && a.size(1) == b.size(0)
                && (a.dtype() == DType.F32 || a.dtype() == DType.F64)
                && a.dtype() == b.dtype()
                && a.device() == Device.CPU
                && b.device() == Device.CPU
                && !(Autograd.isRecording() && (a.requiresGrad() || b.requiresGrad()));
        if (!divisible) {
            return 1;
        }
        long operations = a.size(0) * a.size(1) * b.size(1);
        long side = Math.max(a.size(0), b.size(1));
        return (int) Math.max(1, Math.min(threads, Math.min(operations / WORTHWHILE, side / ALIGNED)));
    }

    private static Tensor inStrips(Tensor a, Tensor b, int strips) {
        Tensor product = a.device().zeros(a.dtype(), a.size(0), b.size(1));
        boolean byRows = a.size(0) >= b.size(1);
        long side = byRows ? a.size(0) : b.size(1);
        long each = (side / strips + ALIGNED - 1) / ALIGNED * ALIGNED;
        CompletableFuture<?>[] running = IntStream.range(0, strips)
                .filter(i -> i * each < side)
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> strip(a, b, product, byRows, i * each, Math.min(each, side - i * each)), STRIPS))
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(running).join();
            return product;
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw NativeErrors.translated("matmul", failure, a, b);
            }
            throw e;
        }
    }

    private static void strip(Tensor a, Tensor b, Tensor product, boolean byRows, long from, long length) {
        try (Scope scope = Scope.open();
                NoGrad off = Autograd.noGrad()) {
            Tensor left = byRows ? a.narrow(0, from, length) : a;
            Tensor right = byRows ? b : b.narrow(1, from, length);
            torch.mm_out(product.narrow(byRows ? 0 : 1, from, length).self, left.self, right.self);
        }
    }
}
