package dev.ganvas.faces;

import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import dev.ganvas.faces.GalleryFile.About;
import dev.ganvas.features.VerificationCurve;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import dev.ganvas.vision.Embedder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Faces whose persons are known, in a file that may be locked by a password. Holds vectors, names and where faces were seen, and no
 * pictures. For one thread at a time.
 */
public final class FaceGallery {
    /** Pairs that a curve is counted on, at most, of each kind. */
    private static final int MOST_PAIRS = 200_000;

    private final GalleryFile file;
    private final List<EnrolledFace> faces;

    private FaceGallery(GalleryFile file, List<EnrolledFace> faces) {
        this.file = file;
        this.faces = new ArrayList<>(faces);
    }

    /**
     * A person that a face may be of.
     *
     * @param person the name
     * @param source where the most similar of the person's faces was seen
     * @param similarity to it, -1 to 1
     */
    public record Match(String person, String source, double similarity) {}

    /**
     * Makes an empty gallery.
     *
     * @param embedder whose vectors it will hold
     * @param password that locks it; empty leaves it readable for all
     */
    public static FaceGallery create(Path path, Embedder embedder, Optional<char[]> password) throws IOException {
        About about = new About(embedder.name(), embedder.sha256(), embedder.dimension());
        return new FaceGallery(GalleryFile.create(path, about, password), List.of());
    }

    /**
     * Opens a gallery.
     *
     * @throws UsageException when there is none, or the password does not open it
     * @throws dev.ganvas.error.MalformedFileException when it is damaged
     */
    public static FaceGallery open(Path path, Optional<char[]> password) throws IOException {
        GalleryFile.Content content = GalleryFile.open(path, password);
        return new FaceGallery(content.file(), content.faces());
    }

    /**
     * Refuses vectors of another network.
     *
     * @throws UsageException when the gallery was made with another
     */
    public void requireMadeBy(Embedder embedder) {
        Require.that(
                embedder.sha256().equals(file.about().sha256()),
                "the gallery was made with " + file.about().model()
                        + ", whose vectors cannot be compared with those of " + embedder.name());
    }

    /** Whether a password locks it. */
    public boolean isLocked() {
        return file.isLocked();
    }

    /** All faces. */
    public List<EnrolledFace> faces() {
        return List.copyOf(faces);
    }

    /** How many faces of each person, by name. */
    public Map<String, Integer> people() {
        Map<String, Integer> people = new LinkedHashMap<>();
        faces.stream().map(EnrolledFace::person).sorted().forEach(person -> people.merge(person, 1, Integer::sum));
        return people;
    }

    /**
     * Adds faces. When this returns they have reached the disk.
     *
     * @throws IOException when the disk refuses; nothing is added then
     */
    public void enrol(List<EnrolledFace> added) throws IOException {
        added.forEach(face -> Require.that(
                face.vector().length == file.about().dimension(),
                "a vector has " + face.vector().length + " numbers, not "
                        + file.about().dimension()));
        file.append(added);
        faces.addAll(added);
    }

    /**
     * Removes all faces of a person; nothing of them stays in the file.
     *
     * @return how many there were
     */
    public int remove(String person) throws IOException {
        List<EnrolledFace> others =
                faces.stream().filter(face -> !face.person().equals(person)).toList();
        int removed = faces.size() - others.size();
        if (removed > 0) {
            file.rewrite(others);
            faces.clear();
            faces.addAll(others);
        }
        return removed;
    }

    /** The persons whose faces are most similar, each with the best of them. */
    public List<Match> find(float[] vector, int most) {
        Map<String, Match> best = new LinkedHashMap<>();
        for (EnrolledFace face : faces) {
            double similarity = FaceReader.similarity(vector, face.vector());
            best.merge(
                    face.person(),
                    new Match(face.person(), face.source(), similarity),
                    (one, other) -> other.similarity() > one.similarity() ? other : one);
        }
        return best.values().stream()
                .sorted(Comparator.comparingDouble(Match::similarity).reversed())
                .limit(most)
                .toList();
    }

    /**
     * How often faces of this gallery are told wrong at each threshold; empty when no person has two faces, or there is one person
     * alone. Of very many pairs a part is counted, the same each time.
     */
    public Optional<VerificationCurve> curve() {
        DoubleStream.Builder same = DoubleStream.builder();
        DoubleStream.Builder different = DoubleStream.builder();
        int count = faces.size();
        long pairs = (long) count * (count - 1) / 2;
        double share = Math.min(1, (double) MOST_PAIRS / Math.max(1, pairs));
        RandomStream chance = Seed.of(0).child("pairs").stream();
        int samePairs = 0;
        int differentPairs = 0;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < i; j++) {
                boolean one = faces.get(i).person().equals(faces.get(j).person());
                if (one ? samePairs == MOST_PAIRS : share < 1 && chance.nextDouble() >= share) {
                    continue;
                }
                double similarity = FaceReader.similarity(
                        faces.get(i).vector(), faces.get(j).vector());
                if (one) {
                    same.add(similarity);
                    samePairs++;
                } else {
                    different.add(similarity);
                    differentPairs++;
                }
            }
        }
        return samePairs == 0 || differentPairs == 0
                ? Optional.empty()
                : Optional.of(new VerificationCurve(
                        same.build().toArray(), different.build().toArray()));
    }
}
