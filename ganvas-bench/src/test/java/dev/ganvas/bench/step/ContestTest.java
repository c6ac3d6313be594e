package dev.ganvas.bench.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.bench.process.Contender;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContestTest {
    @Test
    void pytorchRunsWithAndWithoutDroppedGradients() {
        List<Contender> contenders = Contest.bothStyles("pytorch", List.of("python3", "x.py"));
        assertThat(contenders)
                .extracting(Contender::key)
                .containsExactly(
                        "pytorch-fp32-nchw",
                        "pytorch-fp32-nhwc",
                        "pytorch-bf16-nchw",
                        "pytorch-bf16-nhwc",
                        "pytorch-frozen-d-fp32-nhwc",
                        "pytorch-frozen-d-bf16-nhwc");
        assertThat(contenders)
                .allSatisfy(contender -> assertThat(contender.program().contains("--no-wasted-gradients"))
                        .isEqualTo(contender.peer().equals("pytorch-frozen-d")));
    }
}
