package dev.ganvas.bench.ranks;

import static dev.ganvas.bench.result.KeptResults.kept;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.bench.process.Absent;
import dev.ganvas.bench.process.Contender;
import dev.ganvas.bench.ranks.RanksResult.Entry;
import dev.ganvas.bench.ranks.RanksResult.Settings;
import dev.ganvas.error.MalformedFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RanksTest {
    @TempDir
    private Path folder;

    /** @param ms of each round: of a step, and of one without the exchange */
    private static Entry entry(String peer, String exchange, int ranks, double... ms) {
        List<RankTiming> rounds = new ArrayList<>();
        for (int i = 0; i < ms.length; i += 2) {
            rounds.add(new RankTiming("1", 1_000_000, ms[i], ms[i + 1], 30));
        }
        return new Entry("dcgan-64", peer, "nhwc", exchange, ranks, rounds);
    }

    @Test
    void sharesAndRatiosAreTakenWithinRounds() {
        Entry one = entry("ganvas", "fp32", 1, 400, 400, 800, 800, 400, 400);
        Entry two = entry("ganvas", "fp32", 2, 250, 200, 500, 300, 250, 225);
        Entry peer = entry("pytorch", "fp32", 2, 300, 200, 500, 300, 400, 300);
        Entry slower = entry("pytorch", "fp32", 2, 900, 200, 900, 300, 900, 300);
        RanksResult result =
                new RanksResult(new Settings(3, 30, 5, 1, 16, 1), List.of(one, two, peer, slower), List.of());
        assertThat(two.exchangeShare()).isCloseTo(0.2, within(1e-9));
        assertThat(result.ratio(two)).contains(1.2);
        assertThat(result.ratio(one)).isEmpty();
        assertThat(result.gain(two)).contains(1.6);
        assertThat(result.gain(one)).isEmpty();
        assertThat(entry("ganvas", "fp32", 2, 200, 210).exchangeShare()).isZero();
    }

    /** A million values of 4 bytes over 1 Gbit/s: 32 ms once, and two ranks send half of it twice. */
    @Test
    void theModelOnPaperIsARing() {
        PaperModel model = new PaperModel(100, 4e6, 1);
        assertThat(model.exchangeMs(1)).isZero();
        assertThat(model.exchangeMs(2)).isCloseTo(32, within(1e-9));
        assertThat(model.exchangeMs(4)).isCloseTo(48, within(1e-9));
        assertThat(model.imagesAfter(1, 16)).isCloseTo(160, within(1e-9));
        assertThat(model.imagesAfter(4, 16)).isCloseTo(4 * 16 / 0.148, within(1e-6));
        assertThat(model.imagesDuring(4, 16)).isCloseTo(640, within(1e-9));
        assertThat(new PaperModel(10, 4e6, 1).imagesDuring(4, 16)).isCloseTo(4 * 16 / 0.048, within(1e-6));
    }

    @Test
    void thePageTellsWhatWasMeasuredAndWhatIsOnPaper() throws Exception {
        RanksResult result = new RanksResult(
                new Settings(1, 30, 5, 1, 16, 1),
                List.of(
                        entry("ganvas", "fp32", 1, 400, 400),
                        entry("ganvas", "bf16", 2, 250, 200),
                        entry("pytorch", "fp32", 2, 500, 400)),
                List.of(new Absent("dcgan-64, pytorch-nchw-fp32, 2 ranks", "no torch")));
        assertThat(new RanksSection().markdown(kept(folder, "ranks", "ranks", result), List.of()))
                .contains("| dcgan-64 | 1000000 | ganvas 1 | nhwc | fp32 | 1 | 40.0 | 400 |  |  |  |\n")
                .contains("| dcgan-64 | 1000000 | ganvas 1 | nhwc | bf16 | 2 | 64.0 | 250 | 20 | 1.60 | 2.00 |\n")
                .contains("On paper, not measured:")
                .contains("Absent: dcgan-64, pytorch-nchw-fp32, 2 ranks: no torch\n")
                // 64 machines: 64 * 16 pictures in 400 ms and 2 * 63 / 64 of 32 ms.
                .contains("| dcgan-64 | 64 | 2212 | 2560 | 2373 | 2560 |\n");
    }

    @Test
    void timingsAreTheLastLine() throws MalformedFileException {
        String line = "{\"version\": \"2\", \"values\": 7, \"ms\": 5.5, \"ms_alone\": 5, \"steps\": 4}";
        assertThat(RankTiming.parse(List.of("a word before", line, ""), "x").ms())
                .isEqualTo(5.5);
        assertThatThrownBy(() -> RankTiming.parse(List.of(line.replace("5.5", "0")), "x"))
                .isInstanceOf(MalformedFileException.class);
        assertThatThrownBy(() -> RankTiming.parse(List.of(), "x"))
                .isInstanceOf(MalformedFileException.class)
                .hasMessageContaining("printed nothing");
    }

    /** Two processes of Ganvas, with a step each. */
    @Test
    @Tag("slow")
    void ranksAreRunTogetherAndRankZeroIsHeard() throws IOException {
        List<String> command =
                new ArrayList<>(Contender.java(System.getProperty("java.class.path"), RankPeer.class.getName()));
        command.addAll(List.of("unet-16", "--threads", "1", "--steps", "1", "--warmup", "0"));
        RankTiming two = RankTiming.parse(RankedRun.of(command, Map.of(), 2, 120), "two");
        assertThat(two.steps()).isEqualTo(1);
        // Counted by hand: two 3x3 convolutions at widths 16, 32, 64 down and up and 64 below, 2x2 ones between; all
        // but those that double have
        // biases.
        assertThat(two.values()).isEqualTo(319_811);
    }

    @Test
    void aRankThatFailsIsNamed() {
        List<String> command = Contender.java(System.getProperty("java.class.path"), RankPeer.class.getName());
        List<String> wrong = new ArrayList<>(command);
        wrong.addAll(List.of("vgg", "--threads", "1", "--steps", "1", "--warmup", "0"));
        assertThatThrownBy(() -> RankedRun.of(wrong, Map.of(), 1, 60))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("rank 0: no network is called vgg");
    }
}
