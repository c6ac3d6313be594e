package dev.ganvas.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.server.TestServer;
import dev.ganvas.server.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveQuestionsTest {
    private static CompletableFuture<String> ask(LiveQuestions questions, String caller, Path folder, int millis) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return questions.ask(caller, "view", List.of("wait", "--millis=" + millis, folder.toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void ofThoseThatWaitTheNewestIsAskedAndOthersKeepTheirTurn(@TempDir Path folder) throws Exception {
        try (LiveQuestions questions = new LiveQuestions(TestServer.worker(), folder)) {
            CompletableFuture<String> first = ask(questions, "a", folder, 1500);
            Thread.sleep(500);
            CompletableFuture<String> older = ask(questions, "a", folder, 1);
            Thread.sleep(100);
            CompletableFuture<String> other = ask(questions, "b", folder, 2);
            Thread.sleep(100);
            CompletableFuture<String> newest = ask(questions, "a", folder, 3);
            assertThat(first.join()).contains("1500");
            assertThatThrownBy(older::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(Problem.class)
                    .hasMessageContaining("newer request");
            assertThat(other.join()).contains("{\"waited\": 2}");
            assertThat(newest.join()).contains("{\"waited\": 3}");
        }
    }

    @Test
    void whatIsAskedInsteadStopsTheOlderOneAndNoOther(@TempDir Path folder) throws Exception {
        try (LiveQuestions questions = new LiveQuestions(TestServer.worker(), folder)) {
            // The worker is there before it is asked to stop.
            assertThat(instead(questions, "a", folder, 1).join()).contains("waited");
            CompletableFuture<String> older = instead(questions, "a", folder, 60_000);
            Thread.sleep(1000);
            CompletableFuture<String> newer = instead(questions, "a", folder, 2);
            assertThatThrownBy(older::join).hasCauseInstanceOf(Problem.class).hasMessageContaining("newer request");
            assertThat(newer.join()).contains("{\"waited\": 2}");
            CompletableFuture<String> others = instead(questions, "b", folder, 1000);
            Thread.sleep(200);
            assertThat(instead(questions, "a", folder, 3).join()).contains("{\"waited\": 3}");
            assertThat(others.join()).contains("{\"waited\": 1000}");
        }
    }

    private static CompletableFuture<String> instead(LiveQuestions questions, String caller, Path folder, int millis) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return questions.askInstead(caller, "view", List.of("wait", "--millis=" + millis, folder.toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void aDeathIsToldAndTheNextQuestionHasANewWorker(@TempDir Path folder) throws Exception {
        try (LiveQuestions questions = new LiveQuestions(TestServer.worker(), folder)) {
            assertThatThrownBy(() -> questions.ask("a", "view", List.of("die"))).hasMessageContaining("died");
            assertThat(questions.ask("a", "view", List.of("wait", "--millis=1", folder.toString())))
                    .contains("waited");
            assertThatThrownBy(() -> questions.ask("a", "view", List.of("fail", "/x")))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("is damaged");
        }
    }
}
