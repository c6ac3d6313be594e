package dev.ganvas.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ParallelShardsTest {
    @Test
    void eachLaneHasItsShareOfTheThreadsAndTheCallerKeepsAll() {
        try (Threads all = Threads.use(6);
                ParallelShards shards = new ParallelShards(3)) {
            assertThat(shards.count()).isEqualTo(3);
            assertThat(shards.each(i -> {
                        try (Scope scope = Scope.open()) {
                            Tensor.zeros(DType.F32, 100, 100).matmul(Tensor.zeros(DType.F32, 100, 100));
                        }
                        return Threads.count();
                    }))
                    .containsExactly(2, 2, 2);
            assertThat(Threads.count()).isEqualTo(6);
        }
    }

    @Test
    void aLaneIsAlwaysTheSameThreadAndAloneTheCallers() {
        try (ParallelShards three = new ParallelShards(3);
                ParallelShards one = new ParallelShards(1)) {
            List<Thread> first = three.each(i -> Thread.currentThread());
            assertThat(first).doesNotHaveDuplicates().doesNotContain(Thread.currentThread());
            assertThat(three.each(i -> Thread.currentThread())).isEqualTo(first);
            assertThat(one.each(i -> Thread.currentThread())).containsExactly(Thread.currentThread());
        }
    }

    @Test
    void aFailureIsThrownWhenAllLanesAreDone() {
        AtomicInteger done = new AtomicInteger();
        try (ParallelShards shards = new ParallelShards(2)) {
            assertThatThrownBy(() -> shards.run(i -> {
                        if (i == 0) {
                            throw new IllegalArgumentException("the first");
                        }
                        done.incrementAndGet();
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the first");
            assertThat(done).hasValue(1);
        }
    }

    @Test
    void anErrorTooIsThrownWhenAllLanesAreDone() {
        AtomicInteger done = new AtomicInteger();
        CountDownLatch thrown = new CountDownLatch(1);
        try (ParallelShards shards = new ParallelShards(2)) {
            assertThatThrownBy(() -> shards.run(i -> {
                        if (i == 0) {
                            thrown.countDown();
                            throw new OutOfMemoryError("the first");
                        }
                        awaitAndThenSome(thrown);
                        done.incrementAndGet();
                    }))
                    .isInstanceOf(OutOfMemoryError.class)
                    .hasMessage("the first");
            assertThat(done).hasValue(1);
        }
    }

    private static void awaitAndThenSome(CountDownLatch latch) {
        try {
            latch.await();
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
