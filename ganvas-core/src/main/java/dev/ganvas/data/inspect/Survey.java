package dev.ganvas.data.inspect;

import dev.ganvas.data.DataSummary;
import dev.ganvas.data.Fingerprint;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.Proportions;
import dev.ganvas.data.format.ClassLabels;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureSize;
import dev.ganvas.image.Pictures;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Gathers what an {@link InspectionReport} says, one picture after the other. */
final class Survey {
    /** Half of a SHA-256: no two different pictures ever share it by chance. */
    private record Digest(long high, long low) {}

    /** What is kept of one picture: the size of its file, and what its pixels are of which there may be fewer. */
    record Measures(
            int width, int height, long pixels, Digest digest, long differenceHash, long[] sums, long[] squares) {}

    private static final int HASH_SIDE = 8;

    private final PictureSource source;
    private final List<Integer> readable = new ArrayList<>();
    private final List<Measures> measured = new ArrayList<>();
    private final Map<String, List<String>> skipped = new LinkedHashMap<>();

    Survey(PictureSource source) {
        this.source = source;
    }

    /**
     * Measures a picture.
     *
     * @param size of its file, which differs from the picture's when that was read coarsely
     */
    static Measures measure(Picture picture, PictureSize size) {
        long[] sums = new long[3];
        long[] squares = new long[3];
        byte[] rgb = picture.rgb();
        for (int i = 0; i < rgb.length; i++) {
            int value = rgb[i] & 0xff;
            sums[i % 3] += value;
            squares[i % 3] += (long) value * value;
        }
        return new Measures(
                size.width(), size.height(), rgb.length / 3, digest(picture), differenceHash(picture), sums, squares);
    }

    private static Digest digest(Picture picture) {
        MessageDigest sha256 = Fingerprint.sha256();
        sha256.update(ByteBuffer.allocate(8)
                .putInt(picture.width())
                .putInt(picture.height())
                .array());
        ByteBuffer hash = ByteBuffer.wrap(sha256.digest(picture.rgb()));
        return new Digest(hash.getLong(), hash.getLong());
    }

    /** One bit for each of 8 x 8 places: is it darker than its right neighbour (N. Krawetz, "Kind of like that", 2013). */
    private static long differenceHash(Picture picture) {
        byte[] rgb = Pictures.resize(picture, HASH_SIDE + 1, HASH_SIDE).rgb();
        long hash = 0;
        for (int y = 0; y < HASH_SIDE; y++) {
            for (int x = 0; x < HASH_SIDE; x++) {
                int at = 3 * (y * (HASH_SIDE + 1) + x);
                hash = hash << 1 | (luma(rgb, at) < luma(rgb, at + 3) ? 1 : 0);
            }
        }
        return hash;
    }

    private static int luma(byte[] rgb, int at) {
        return 299 * (rgb[at] & 0xff) + 587 * (rgb[at + 1] & 0xff) + 114 * (rgb[at + 2] & 0xff);
    }

    void add(int index, Measures measures) {
        readable.add(index);
        measured.add(measures);
    }

    void skip(int index, String reason) {
        skipped.computeIfAbsent(reason, key -> new ArrayList<>()).add(source.itemName(index));
    }

    InspectionReport report() {
        source.leftOut().forEach((name, reason) -> skipped.computeIfAbsent(reason, key -> new ArrayList<>())
                .add(name));
        int[] perClass = new int[source.classes().size()];
        int unlabelled = 0;
        for (int index : readable) {
            if (source.label(index).isPresent()) {
                perClass[source.label(index).getAsInt()]++;
            } else {
                unlabelled++;
            }
        }
        Map<String, Integer> classes = new LinkedHashMap<>();
        IntStream.range(0, perClass.length)
                .filter(label -> perClass[label] > 0)
                .forEach(label -> classes.merge(source.classes().get(label), perClass[label], Integer::sum));
        Collection<List<Integer>> alike = groups(Measures::differenceHash);
        alike.removeIf(group -> distinctPictures(group) < 2);
        return new InspectionReport(
                source.name(),
                source.kind(),
                source.count(),
                readable.size(),
                sizes(),
                classes,
                unlabelled,
                named(groups(Measures::digest)),
                named(alike),
                skipped,
                IntStream.range(0, 3).mapToObj(this::mean).toList(),
                IntStream.range(0, 3).mapToObj(this::deviation).toList(),
                source.parts(),
                notes(classes, unlabelled));
    }

    private List<String> notes(Map<String, Integer> classes, int unlabelled) {
        List<String> notes = new ArrayList<>(source.notes());
        List<String> empty = new ArrayList<>(source.classes());
        empty.removeAll(classes.keySet());
        if (!empty.isEmpty()) {
            notes.add(ClassLabels.withoutPictures(empty));
        }
        notes.addAll(new DataSummary(
                        source.name(),
                        source.kind(),
                        readable.size(),
                        source.parts(),
                        classes,
                        unlabelled,
                        OptionalInt.empty(),
                        OptionalInt.empty())
                .warnings());
        Proportions proportions = Proportions.NONE;
        for (Measures measures : measured) {
            proportions = proportions.and(measures.width(), measures.height());
        }
        proportions.warning().ifPresent(notes::add);
        return List.copyOf(notes);
    }

    private InspectionReport.Sizes sizes() {
        Map<Integer, Integer> byPower = new TreeMap<>();
        measured.forEach(m -> byPower.merge(Integer.highestOneBit(Math.min(m.width(), m.height())), 1, Integer::sum));
        Map<String, Integer> shorterSide = new LinkedHashMap<>();
        byPower.forEach((power, count) -> shorterSide.put(power + "-" + (2L * power - 1), count));
        return new InspectionReport.Sizes(
                span(m -> (double) m.width()),
                span(m -> (double) m.height()),
                span(m -> (double) m.width() / m.height()),
                shorterSide);
    }

    private InspectionReport.Span span(Function<Measures, Double> measure) {
        double[] sorted = measured.stream().mapToDouble(measure::apply).sorted().toArray();
        return sorted.length == 0
                ? new InspectionReport.Span(0, 0, 0)
                : new InspectionReport.Span(sorted[0], sorted[(sorted.length - 1) / 2], sorted[sorted.length - 1]);
    }

    /** Positions of pictures that share a key with at least one other. */
    private <K> Collection<List<Integer>> groups(Function<Measures, K> key) {
        Map<K, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < measured.size(); i++) {
            groups.computeIfAbsent(key.apply(measured.get(i)), k -> new ArrayList<>(1))
                    .add(i);
        }
        groups.values().removeIf(group -> group.size() < 2);
        return groups.values();
    }

    private int distinctPictures(List<Integer> group) {
        HashSet<Digest> digests = new HashSet<>();
        group.forEach(i -> digests.add(measured.get(i).digest()));
        return digests.size();
    }

    private List<List<String>> named(Collection<List<Integer>> groups) {
        return groups.stream()
                .map(group -> group.stream()
                        .map(i -> source.itemName(readable.get(i)))
                        .toList())
                .toList();
    }

    private long pixels() {
        return Math.max(1, measured.stream().mapToLong(Measures::pixels).sum());
    }

    private double mean(int channel) {
        return measured.stream().mapToLong(m -> m.sums()[channel]).sum() / (255.0 * pixels());
    }

    private double deviation(int channel) {
        double square = measured.stream().mapToLong(m -> m.squares()[channel]).sum() / (255.0 * 255.0 * pixels());
        return Math.sqrt(Math.max(0, square - mean(channel) * mean(channel)));
    }
}
