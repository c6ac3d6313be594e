package dev.ganvas.bench.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.bench.process.Absent;
import dev.ganvas.bench.process.Contender;
import dev.ganvas.bench.step.ThroughputResult.Ratio;
import dev.ganvas.bench.step.ThroughputResult.Settings;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final Settings THREE_ROUNDS = new Settings(3, 1, 0, 2);
    private static final Contender GANVAS = contender("ganvas", "bf16", "nhwc");
    private static final Contender PYTORCH = contender("pytorch", "fp32", "nchw");
    private static final Contender DJL = contender("djl", "fp32", "nchw");

    @Test
    void contendersTakeTurns() {
        List<String> order = new ArrayList<>();
        new Rounds(
                        contender -> {
                            order.add(contender.peer());
                            return timing(contender, 1);
                        },
                        line -> {})
                .measure(new Contest(List.of(GANVAS, PYTORCH, DJL), List.of()), THREE_ROUNDS);
        assertThat(order)
                .containsExactly("ganvas", "pytorch", "djl", "ganvas", "pytorch", "djl", "ganvas", "pytorch", "djl");
    }

    @Test
    void ratiosAreTakenWithinRounds() {
        // The machine halves its speed in round 2: medians of the rates would give 120 / 90, the rounds all say 2.
        ThroughputResult result = measure(
                Map.of("ganvas", List.of(200.0, 120.0, 100.0), "pytorch", List.of(100.0, 60.0, 90.0)), GANVAS, PYTORCH);
        assertThat(result.ratios()).hasSize(1);
        Ratio ratio = result.ratios().get(0);
        assertThat(ratio.of()).isEqualTo("ganvas-bf16-nhwc");
        assertThat(ratio.to()).isEqualTo("pytorch-fp32-nchw");
        assertThat(ratio.median()).isEqualTo(2);
        assertThat(ratio.lowest()).isEqualTo(100.0 / 90, within(1e-12));
        assertThat(ratio.highest()).isEqualTo(2);
        assertThat(result.entries().get(0).medianImagesPerS()).isEqualTo(120);
        assertThat(result.entries().get(0).lowestImagesPerS()).isEqualTo(100);
        assertThat(result.entries().get(0).highestImagesPerS()).isEqualTo(200);
    }

    @Test
    void oneThatFailsLeavesAndIsNamed() {
        List<String> order = new ArrayList<>();
        ThroughputResult result = new Rounds(
                        contender -> {
                            order.add(contender.peer());
                            if (contender.equals(DJL) && order.size() > 3) {
                                throw new IOException("out of memory");
                            }
                            return timing(contender, 1);
                        },
                        line -> {})
                .measure(
                        new Contest(List.of(GANVAS, PYTORCH, DJL), List.of(new Absent("dl4j", "no Maven"))),
                        THREE_ROUNDS);
        assertThat(order).hasSize(8);
        assertThat(result.entries()).extracting(ThroughputResult.Entry::peer).containsExactly("ganvas", "pytorch");
        assertThat(result.ratios()).extracting(Ratio::to).containsExactly("pytorch-fp32-nchw");
        assertThat(result.absent())
                .containsExactly(
                        new Absent("dl4j", "no Maven"),
                        new Absent("djl-fp32-nchw", "failed in round 2: out of memory"));
    }

    @Test
    void withoutGanvasThereAreSpeedsButNoRatios() {
        ThroughputResult result =
                measure(Map.of("pytorch", List.of(3.0, 2.0, 1.0), "djl", List.of(1.0, 1.0, 1.0)), PYTORCH, DJL);
        assertThat(result.entries()).hasSize(2);
        assertThat(result.ratios()).isEmpty();
    }

    private static ThroughputResult measure(Map<String, List<Double>> rates, Contender... contenders) {
        Map<String, Deque<Double>> next = new java.util.HashMap<>();
        rates.forEach((peer, values) -> next.put(peer, new ArrayDeque<>(values)));
        return new Rounds(
                        contender ->
                                timing(contender, next.get(contender.peer()).pop()),
                        line -> {})
                .measure(new Contest(List.of(contenders), List.of()), THREE_ROUNDS);
    }

    private static Contender contender(String peer, String precision, String layout) {
        return new Contender(peer, precision, layout, List.of(peer));
    }

    static StepTiming timing(Contender contender, double rate) {
        double step = 64e3 / rate;
        return new StepTiming(
                contender.peer(), "1", contender.precision(), contender.layout(), 2, rate, step, step, step, 5, 500);
    }
}
