package dev.ganvas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganvas.KilledProcess;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed while it fills an index: what it had confirmed is there. */
class KilledIndexingTest {
    private static final int BATCH = 7;

    @TempDir
    Path folder;

    /** Adds pictures for ever, removes some, and prints how many are confirmed. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) throws IOException {
            int next = Integer.parseInt(arguments[1]);
            try (IndexWriter writer = IndexWriter.open(Path.of(arguments[0]), new FixedExtractor())) {
                while (true) {
                    for (int i = 0; i < BATCH; i++, next++) {
                        writer.add(Drawn.picture("p" + next, next));
                        if (next % 5 == 4) {
                            writer.remove("p" + (next - 1));
                        }
                    }
                    writer.confirm();
                    System.out.println(next);
                }
            }
        }
    }

    @Test
    void whatWasConfirmedIsThere() throws Exception {
        kill(2);
    }

    @Test
    @Tag("slow")
    void whatWasConfirmedIsThereTwentyTimes() throws Exception {
        kill(20);
    }

    private void kill(int trials) throws Exception {
        RandomStream random = Seed.of(3).stream();
        int confirmed = 0;
        for (int trial = 0; trial < trials; trial++) {
            List<String> lines = KilledProcess.said(
                    Victim.class,
                    List.of(folder.toString(), Integer.toString(confirmed)),
                    folder.resolve("said-" + trial),
                    1 + random.nextInt(60),
                    random.nextInt(3000));
            confirmed = Integer.parseInt(lines.get(lines.size() - 1));
            requireAll(confirmed);
        }
    }

    private void requireAll(int confirmed) throws IOException {
        PictureIndex index = PictureIndex.open(folder);
        Set<String> ids = new HashSet<>(index.ids());
        for (int i = 0; i < confirmed; i++) {
            boolean removed = i % 5 == 3 && i + 1 < confirmed;
            if (!(i % 5 == 3 && i + 1 == confirmed)) {
                assertThat(ids.contains("p" + i))
                        .as("p" + i + " of " + confirmed)
                        .isNotEqualTo(removed);
            }
            if (!removed && i % 97 == 0 && ids.contains("p" + i)) {
                assertThat(index.picture("p" + i).orElseThrow().vector())
                        .containsExactly(Vectors.unit(Drawn.vector(i)), within(1e-6f));
            }
        }
    }
}
