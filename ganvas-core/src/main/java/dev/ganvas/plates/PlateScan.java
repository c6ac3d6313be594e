package dev.ganvas.plates;

import dev.ganvas.error.Require;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Planes;
import dev.ganvas.vision.PlateDetector;
import dev.ganvas.vision.Restorer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds and reads all plates in photographs.
 *
 * <pre>{@code
 * try (PlateFinder finder = PlateFinder.open(); PlateReader reader = PlateReader.open()) {
 *     new PlateScan(finder, reader).scan(photo).forEach(plate -> System.out.println(plate.reading().text()));
 * }
 * }</pre>
 *
 * <p>Keeps nothing of what it sees.
 */
public final class PlateScan {
    /** A plate is read with a little of what is around it, because corners are found nearly. */
    private static final double AROUND = 0.02;

    /** Something that cannot be read as surely as this is no plate. */
    private static final double LEAST_CONFIDENCE = 0.3;

    private final Function<Planes, List<FoundPlates.Found>> finder;
    private final PlateReader reader;
    private Optional<Restorer> restorer = Optional.empty();
    private double leastConfidence = LEAST_CONFIDENCE;

    /**
     * @param finder stays the caller's
     * @param reader stays the caller's
     */
    public PlateScan(PlateFinder finder, PlateReader reader) {
        this.finder = finder::find;
        this.reader = reader;
    }

    /**
     * With a detector of another kind.
     *
     * @param detector stays the caller's
     * @param reader stays the caller's
     */
    public PlateScan(PlateDetector detector, PlateReader reader) {
        this.finder = photo -> FoundPlates.apart(detector.find(photo).stream()
                .map(seen -> new FoundPlates.Found(seen.corners(), seen.score()))
                .toList());
        this.reader = reader;
    }

    /** Reads each plate a second time after this has restored it; stays the caller's. Returns this. */
    public PlateScan restoredBy(Restorer other) {
        restorer = Optional.of(other);
        return this;
    }

    /** Leaves out what is read less surely, 0 to 1. Returns this. */
    public PlateScan leastConfidence(double least) {
        leastConfidence = Require.within(least, 0, 1, "least confidence");
        return this;
    }

    /** All plates of a photograph, the surest first. */
    public List<Plate> scan(Picture photo) {
        return scan(Planes.of(photo.toRgb()));
    }

    /** @param photo sRGB in [0, 1], 3 channels */
    public List<Plate> scan(Planes photo) {
        List<Plate> plates = new ArrayList<>();
        for (FoundPlates.Found found : finder.apply(photo)) {
            Planes front = PlateReader.front(photo, found.corners().grown(AROUND));
            Optional<PlateReading> reading = reader.fromFront(front);
            if (reading.isPresent() && reading.get().confidence() >= leastConfidence) {
                plates.add(new Plate(found.corners(), found.score(), reading.get(), restored(front, reading.get())));
            }
        }
        return plates;
    }

    private Optional<PlateReading> restored(Planes front, PlateReading first) {
        return restorer.flatMap(each -> reader.fromFront(each.restore(front, 0).inEightBits()))
                .filter(second -> !second.text().equals(first.text()));
    }
}
