package dev.ganvas.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganvas.error.GanvasException;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.features.VerificationCurve;
import dev.ganvas.image.Picture;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import dev.ganvas.vision.Embedder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceGalleryTest {
    private static final int DIMENSION = 8;
    private static final Optional<char[]> OPEN = Optional.empty();
    private static final Optional<char[]> PASSWORD = Optional.of("correct horse".toCharArray());

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("people.faces");
    }

    private record Numbers(String sha256) implements Embedder {
        @Override
        public String name() {
            return "numbers";
        }

        @Override
        public int dimension() {
            return DIMENSION;
        }

        @Override
        public float[] embed(List<Picture> pictures) {
            return new float[DIMENSION * pictures.size()];
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    /** A face of a person, whose vectors differ a little. */
    private static EnrolledFace face(String person, int number) {
        RandomStream own = Seed.of(1).child(person).stream();
        RandomStream each = Seed.of(2).child(person).child(number).stream();
        float[] vector = new float[DIMENSION];
        double sum = 0;
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) (own.nextGaussian() + 0.1 * each.nextGaussian());
            sum += vector[i] * vector[i];
        }
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] /= (float) Math.sqrt(sum);
        }
        return new EnrolledFace(person, person + "/" + number + ".jpg", vector);
    }

    private FaceGallery filled(Optional<char[]> password) throws IOException {
        FaceGallery gallery = FaceGallery.create(file, new Numbers("abc"), password);
        for (String person : List.of("Ada", "Emmy", "Sofja")) {
            gallery.enrol(List.of(face(person, 0), face(person, 1), face(person, 2)));
        }
        return gallery;
    }

    @Test
    void whoIsEnrolledIsFound() throws IOException {
        filled(OPEN);
        FaceGallery gallery = FaceGallery.open(file, OPEN);
        assertThat(gallery.people())
                .containsEntry("Ada", 3)
                .containsEntry("Emmy", 3)
                .hasSize(3);
        List<FaceGallery.Match> matches = gallery.find(face("Emmy", 7).vector(), 2);
        assertThat(matches).hasSize(2);
        assertThat(matches.get(0).person()).isEqualTo("Emmy");
        assertThat(matches.get(0).similarity()).isGreaterThan(0.9);
        gallery.requireMadeBy(new Numbers("abc"));
        assertThatThrownBy(() -> gallery.requireMadeBy(new Numbers("def")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("cannot be compared");
        VerificationCurve curve = gallery.curve().orElseThrow();
        assertThat(curve.samePairs()).isEqualTo(9);
        assertThat(curve.differentPairs()).isEqualTo(27);
        assertThat(curve.equalError().falseRejects()).isZero();
    }

    @Test
    void aPasswordLocksAndOpens() throws IOException {
        filled(PASSWORD);
        assertThat(contains("Ada")).isFalse();
        assertThat(FaceGallery.open(file, PASSWORD).people()).hasSize(3);
        assertThatThrownBy(() -> FaceGallery.open(file, Optional.of("wrong".toCharArray())))
                .isInstanceOf(UsageException.class)
                .hasMessage("The password does not open " + file + ".");
        assertThatThrownBy(() -> FaceGallery.open(file, OPEN))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("is locked");
    }

    @Test
    void aPersonWhoIsRemovedLeavesNothing() throws IOException {
        FaceGallery gallery = filled(OPEN);
        assertThat(contains("Emmy")).isTrue();
        assertThat(gallery.remove("Emmy")).isEqualTo(3);
        assertThat(contains("Emmy")).isFalse();
        gallery.enrol(List.of(face("Ada", 5)));
        assertThat(FaceGallery.open(file, OPEN).people()).containsOnlyKeys("Ada", "Sofja");
        assertThat(gallery.remove("nobody")).isZero();
    }

    private boolean contains(String text) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
    }

    /** Wherever a crash cuts the last write, what was confirmed before is there, and the next write goes on behind it. */
    @Test
    void aTailThatACrashLeftIsNotThere() throws IOException {
        FaceGallery gallery = filled(OPEN);
        long confirmed = Files.size(file);
        gallery.enrol(List.of(face("Ada", 8), face("Grace", 0)));
        byte[] bytes = Files.readAllBytes(file);
        for (int length = (int) confirmed; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            FaceGallery opened = FaceGallery.open(file, OPEN);
            assertThat(opened.faces()).hasSize(9);
        }
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 5));
        FaceGallery.open(file, OPEN).enrol(List.of(face("Grace", 1)));
        assertThat(FaceGallery.open(file, OPEN).people())
                .containsEntry("Grace", 1)
                .containsEntry("Ada", 3);
    }

    /** No change of a byte gives other faces than those that were enrolled. */
    @Test
    void damageIsFoundWhereverItIs() throws IOException {
        List<EnrolledFace> faces = filled(OPEN).faces();
        byte[] bytes = Files.readAllBytes(file);
        List<Integer> lost = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += 3) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 0x55;
            Files.write(file, damaged);
            try {
                List<EnrolledFace> read = FaceGallery.open(file, OPEN).faces();
                assertThat(read).hasSizeLessThan(faces.size());
                lost.add(at);
            } catch (MalformedFileException e) {
                assertThat(e).hasMessageContaining(file.toString());
            }
        }
        // Only the end of the file may look like what a crash left: the last faces and their confirmation.
        assertThat(lost).allMatch(at -> at > bytes.length * 2 / 3 - 40);
    }

    @Test
    void anyBytesAreRefused() throws IOException {
        filled(PASSWORD);
        byte[] bytes = Files.readAllBytes(file);
        RandomStream random = Seed.of(5).stream();
        for (int i = 0; i < 300; i++) {
            byte[] other = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            for (int k = 0; k < other.length && k < 4; k++) {
                // Not the rounds of the lock, which cost seconds when they are many and are bounded elsewhere.
                int at = random.nextInt(other.length);
                other[at] = at < 400 ? other[at] : (byte) random.nextInt(256);
            }
            Files.write(file, other.length > 0 ? other : new byte[1]);
            if (i % 30 == 0) {
                assertThat(outcome(PASSWORD)).isNotEqualTo("another failure");
            }
            assertThat(outcome(OPEN)).isNotEqualTo("another failure");
        }
    }

    private String outcome(Optional<char[]> password) throws IOException {
        try {
            FaceGallery.open(file, password);
            return "opened";
        } catch (MalformedFileException | GanvasException e) {
            return "refused";
        } catch (RuntimeException e) {
            return "another failure";
        }
    }
}
