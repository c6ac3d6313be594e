package dev.ganvas.faces;

import dev.ganvas.error.Require;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterFile;
import dev.ganvas.vision.Face;
import dev.ganvas.vision.FaceDetector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the faces of picture files unreadable and looks again whether a detector still finds one; what it still finds is covered by one
 * colour. Of the metadata only what colours need is kept: previews hold the face, and other parts tell of people and places.
 *
 * @param detectors that look for faces; what any of them finds is covered. Stay the caller's
 * @param cover how
 */
public record FaceBlur(List<FaceDetector> detectors, FaceCover cover) {
    /** Looks after the first. */
    private static final int MOST_LOOKS = 3;

    /** Part of a face's box that must lie under a cover for it to count as covered already. */
    private static final double SAME = 0.1;

    /** Boxes of two detectors that overlap by more are of one face. */
    private static final double SAME_FACE = 0.5;

    public FaceBlur {
        detectors = List.copyOf(detectors);
        Require.that(!detectors.isEmpty(), "no detector to find faces with");
    }

    /**
     * What came of a picture.
     *
     * @param covered faces
     * @param left faces that a detector still finds where none was covered, or in spite of the cover
     * @param notes what the file could not keep, in sentences for people
     */
    public record Outcome(List<Face> covered, int left, List<String> notes) {}

    /**
     * Covers the faces of a file.
     *
     * @param in stays as it is
     * @param out appears as a whole, or not at all
     */
    public Outcome apply(Path in, Path out) throws IOException {
        Raster picture = RasterFile.read(in);
        Outcome outcome = apply(picture);
        List<String> notes = new ArrayList<>(picture.notes());
        Raster bare = picture.with(picture.metadata().colourOnly());
        notes.addAll(RasterFile.write(out, bare, bare.encoding().forFile(out)));
        return new Outcome(outcome.covered(), outcome.left(), notes);
    }

    /** Covers the faces of a picture in memory. */
    public Outcome apply(Raster picture) {
        List<Face> covered = new ArrayList<>(found(picture));
        cover.apply(picture, covered);
        List<Face> left = covered.isEmpty() ? List.of() : found(picture);
        for (int look = 0; look < MOST_LOOKS && !left.isEmpty(); look++) {
            FaceCover.FILL.apply(picture, left);
            for (Face face : left) {
                if (covered.stream().noneMatch(other -> other.overlap(face) > SAME)) {
                    covered.add(face);
                }
            }
            left = found(picture);
        }
        return new Outcome(covered, left.size(), List.of());
    }

    private List<Face> found(Raster picture) {
        List<Face> all = new ArrayList<>();
        for (FaceDetector detector : detectors) {
            all.addAll(detector.find(picture.toPicture()));
        }
        return Face.distinct(all, SAME_FACE);
    }
}
