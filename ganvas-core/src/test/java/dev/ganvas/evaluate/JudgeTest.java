package dev.ganvas.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.engine.random.Seed;
import dev.ganvas.evaluate.ToyPictures.Pixels;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final PictureSet REAL = ToyPictures.of(200, 1);

    private static Judge against(int limit) {
        return Judge.against(new Pixels("pixels"), Seed.of(0), REAL, limit);
    }

    @Test
    void aCollapseShowsInCoverageAndRecall() {
        PictureSet fresh = ToyPictures.of(200, 2);
        Map<String, Double> good = against(200).metrics(fresh.stream(), 200);
        PictureSet few = new PictureSet(200, i -> fresh.picture(i % 4), i -> i % 2, fresh.classes());
        Map<String, Double> collapsed = against(200).metrics(few.stream(), 200);
        assertThat(good).containsKeys("kd", "kd_low", "fd", "fd_high", "recall", "coverage");
        assertThat(good.get("coverage")).isGreaterThan(0.9);
        assertThat(collapsed.get("coverage")).isLessThan(0.3);
        assertThat(collapsed.get("recall")).isLessThan(0.1);
    }

    @Test
    void setsTooSmallForNeighboursKeepTheDistances() {
        assertThat(against(4).metrics(ToyPictures.of(4, 2).stream(), 4))
                .containsKeys("kd", "fd")
                .doesNotContainKey("coverage");
    }
}
