package dev.ganvas.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PlanTest {
    @Property
    void evaluationsToComeAreThoseThatWillTakePlace(
            @ForAll @IntRange(min = 1, max = 60) int total,
            @ForAll @IntRange(min = 1, max = 20) int every,
            @ForAll @IntRange(min = 1, max = 5) int batch,
            @ForAll @IntRange(min = 0, max = 60) int steps) {
        Plan plan = new Plan((long) total * batch, batch, batch, (long) every * batch);
        long images = (long) Math.min(steps, total) * batch;
        long toCome = LongStream.rangeClosed(images / batch + 1, total)
                .filter(step -> plan.isEvaluatedAt(step * batch))
                .count();
        assertThat(plan.evaluationsAfter(images)).isEqualTo(toCome);
    }
}
