package dev.ganvas.faces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganvas.KilledProcess;
import dev.ganvas.image.Picture;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import dev.ganvas.vision.Embedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed while it enrols people: whoever it had confirmed is in the gallery, and nobody by half. */
class KilledEnrolmentTest {
    private static final int DIMENSION = 128;

    /** Faces that are confirmed together. */
    private static final int BATCH = 5;

    @TempDir
    Path folder;

    /** Vectors that tell the number of a face; pictures are never asked for. */
    private record Numbered() implements Embedder {
        @Override
        public String name() {
            return "numbered";
        }

        @Override
        public String sha256() {
            return "abc";
        }

        @Override
        public int dimension() {
            return DIMENSION;
        }

        @Override
        public float[] embed(List<Picture> pictures) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    private static EnrolledFace face(int number) {
        RandomStream random = Seed.of(number).stream();
        float[] vector = new float[DIMENSION];
        double sum = 0;
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextGaussian();
            sum += vector[i] * vector[i];
        }
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] /= (float) Math.sqrt(sum);
        }
        return new EnrolledFace("person " + number / BATCH, number + ".jpg", vector);
    }

    /** Enrols people for ever, and prints how many faces are confirmed. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) throws IOException {
            Path file = Path.of(arguments[0]);
            FaceGallery gallery = Files.exists(file)
                    ? FaceGallery.open(file, Optional.empty())
                    : FaceGallery.create(file, new Numbered(), Optional.empty());
            int next = gallery.faces().size();
            while (true) {
                List<EnrolledFace> faces = new ArrayList<>();
                for (int i = 0; i < BATCH; i++) {
                    faces.add(face(next++));
                }
                gallery.enrol(faces);
                System.out.println(next);
            }
        }
    }

    @Test
    void whoWasConfirmedIsThere() throws Exception {
        kill(60);
    }

    @Test
    @Tag("slow")
    void tenThousandAreThere() throws Exception {
        kill(10_000);
    }

    private void kill(int faces) throws Exception {
        Path file = folder.resolve("people.faces");
        RandomStream random = Seed.of(4).stream();
        int confirmed = 0;
        int kills = 0;
        while (confirmed < faces) {
            List<String> lines = KilledProcess.said(
                    Victim.class,
                    List.of(file.toString()),
                    folder.resolve("said-" + kills++),
                    1 + random.nextInt(Math.max(20, faces / BATCH / 20)),
                    random.nextInt(3000));
            confirmed = Integer.parseInt(lines.get(lines.size() - 1));
            List<EnrolledFace> found = FaceGallery.open(file, Optional.empty()).faces();
            assertThat(found.size()).isGreaterThanOrEqualTo(confirmed);
            assertThat(found.size() % BATCH).as("none by half").isZero();
            for (int i = 0; i < found.size(); i++) {
                EnrolledFace expected = face(i);
                assertThat(found.get(i).person()).isEqualTo(expected.person());
                assertThat(found.get(i).vector()).containsExactly(expected.vector());
            }
        }
        System.out.println(confirmed + " faces enrolled, " + kills + " kills, nothing lost");
    }
}
