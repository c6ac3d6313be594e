package dev.ganvas.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.random.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DataOrderTest {
    private static final Seed SEED = Seed.of(3);

    private static int[] shown(DataOrder order, long from, int count) {
        return LongStream.range(from, from + count).mapToInt(order::at).toArray();
    }

    @Test
    void anEpochShowsEachItemOnceAndTheNextInAnotherOrder() {
        DataOrder order = new DataOrder(50, SEED);
        int[] first = shown(order, 0, 50);
        int[] second = shown(order, 50, 50);
        assertThat(Arrays.stream(first).sorted().toArray())
                .isEqualTo(IntStream.range(0, 50).toArray());
        assertThat(Arrays.stream(second).sorted().toArray())
                .isEqualTo(IntStream.range(0, 50).toArray());
        assertThat(second).isNotEqualTo(first);
        assertThat(shown(order, 0, 50)).isEqualTo(first);
    }

    /** Two shards of a batch within which an epoch ends ask for both epochs at once. */
    @Test
    void threadsThatAreInDifferentEpochsEachSeeTheirs() throws Exception {
        int items = 2000;
        DataOrder shared = new DataOrder(items, SEED);
        int[][] alone = IntStream.range(0, 41)
                .mapToObj(epoch -> shown(new DataOrder(items, SEED), (long) epoch * items, items))
                .toArray(int[][]::new);
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> wrong = IntStream.range(0, 2)
                    .mapToObj(ahead -> threads.submit(() -> {
                        int different = 0;
                        for (int epoch = 0; epoch < 40; epoch++) {
                            start.await();
                            int[] seen = shown(shared, (long) (epoch + ahead) * items, items);
                            different += Arrays.equals(seen, alone[epoch + ahead]) ? 0 : 1;
                        }
                        return different;
                    }))
                    .toList();
            for (Future<Integer> each : wrong) {
                assertThat(each.get()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
