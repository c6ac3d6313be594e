package dev.ganvas.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.engine.nn.Conv2d;
import dev.ganvas.engine.nn.ConvShape;
import dev.ganvas.engine.nn.Initializer;
import dev.ganvas.engine.nn.Layer;
import dev.ganvas.engine.optim.Adam;
import dev.ganvas.engine.tensor.FusedOperators.AdamRates;
import dev.ganvas.error.UsageException;
import dev.ganvas.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    private static final int STEPS = 3;

    /** What a training came to, and the threads it saw in each step. */
    private record Trained(float[] weights, List<Integer> threads) {}

    /** A small training that is large enough for its operations to use several threads. */
    private static Trained train(int threads, Runnable beforeEachStep) {
        List<Integer> seen = new ArrayList<>();
        try (Threads own = Threads.use(threads);
                Scope scope = Scope.open();
                Layer layer = new Conv2d(new ConvShape(8, 16, 3, 1, 1), true, Initializer.fanIn(1), Seed.of(1));
                Adam adam = new Adam(layer.namedParameters())) {
            for (int i = 0; i < STEPS; i++) {
                beforeEachStep.run();
                try (Scope step = Scope.open()) {
                    Tensor x = Initializer.normal(0, 1).initial(Seed.of(i), 4, 8, 16, 16);
                    Tensor y = layer.forward(x.channelsLast());
                    Tensor wide = y.detach().reshape(16, -1);
                    Tensor loss = y.square()
                            .mean()
                            .add(wide.matmul(wide.transpose(0, 1)).mean());
                    adam.step(Autograd.gradients(loss, layer.parameters()), new AdamRates(0.01, 0.5, 0.9, 1e-8));
                }
                seen.add(Threads.count());
            }
            return new Trained(layer.parameters().get(0).toFloats(), seen);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void trainingsBesideEachOtherHaveEachItsOwnAndComeToTheSameAsAlone() throws Exception {
        List<Integer> counts = List.of(1, 2);
        List<Trained> alone =
                counts.stream().map(count -> train(count, () -> {})).toList();
        CyclicBarrier together = new CyclicBarrier(counts.size());
        ExecutorService trainings = Executors.newFixedThreadPool(counts.size());
        try {
            List<Future<Trained>> running = counts.stream()
                    .map(count -> trainings.submit(() -> train(count, () -> await(together))))
                    .toList();
            for (int i = 0; i < counts.size(); i++) {
                Trained beside = running.get(i).get();
                assertThat(beside.threads()).hasSize(STEPS).containsOnly(counts.get(i));
                assertThat(beside.weights()).isEqualTo(alone.get(i).weights());
            }
        } finally {
            trainings.shutdown();
        }
    }

    @Test
    void whatWasBeforeIsBackAfterwardsAndOtherThreadsNeverSawIt() throws Exception {
        int before = Threads.count();
        try (Threads outer = Threads.use(before + 1)) {
            try (Threads inner = Threads.use(before + 2)) {
                assertThat(Threads.count()).isEqualTo(before + 2);
            }
            assertThat(Threads.count()).isEqualTo(before + 1);
            int[] fresh = new int[1];
            Thread other = new Thread(() -> fresh[0] = Threads.count());
            other.start();
            other.join();
            assertThat(fresh[0]).isEqualTo(NativeLibrary.defaultThreads());
            outer.close();
            assertThat(Threads.count()).isEqualTo(before);
        }
        assertThat(Threads.count()).isEqualTo(before);
        assertThatThrownBy(() -> Threads.use(0)).isInstanceOf(UsageException.class);
    }

    @Test
    void anotherThreadCannotCloseThem() throws Exception {
        try (Threads own = Threads.use(2)) {
            Throwable[] thrown = new Throwable[1];
            Thread other = new Thread(() -> {
                try {
                    own.close();
                } catch (UsageException e) {
                    thrown[0] = e;
                }
            });
            other.start();
            other.join();
            assertThat(thrown[0]).hasMessageContaining("the thread that opened them");
            assertThat(Threads.count()).isEqualTo(2);
        }
    }
}
