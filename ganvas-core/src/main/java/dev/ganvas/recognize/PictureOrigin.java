package dev.ganvas.recognize;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.label.FileLabel;
import dev.ganvas.image.label.Origin;
import dev.ganvas.image.label.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a picture comes from, as far as that can be said: by what its file says, else by detectors of known generators, each with
 * its measured error. Never a verdict on pictures of which nothing is known.
 *
 * @param answer {@code generated}, {@code enhanced}, what the file says in IPTC's words such as {@code digitalCapture}, or
 *     {@code unknown}
 * @param certainty how far the answer holds
 * @param because why, a sentence without full stop
 */
public record PictureOrigin(String answer, Certainty certainty, String because) {
    private static final String GENERATED = "generated";
    private static final String UNKNOWN = "unknown";
    private static final double MORE_LIKELY = 0.5;

    /** How far an answer holds. */
    public enum Certainty {
        /** The file says so itself. */
        CERTAIN,
        /** A detector of a known generator, in pictures of the kind and size that it was measured on. */
        STRONG,
        /** May be wrong as often as it says, or more. */
        HINT,
        /** Nothing is known. */
        NONE
    }

    /**
     * Looks at a file.
     *
     * @param detectors asked where the file says nothing
     * @throws MalformedFileException when it is no picture, or damaged
     */
    public static PictureOrigin of(Path file, List<OriginDetector> detectors) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        // Before anything else, so that no answer is given of what is no picture.
        Picture picture = PictureDecoder.decode(file);
        Optional<PictureOrigin> said = said(bytes, file.toString());
        if (said.isPresent() && said.get().certainty() == Certainty.CERTAIN) {
            return said.get();
        }
        Optional<PictureOrigin> detected = detected(picture, detectors);
        return detected.filter(found -> said.isEmpty() || found.certainty() == Certainty.STRONG)
                .or(() -> said)
                .orElse(new PictureOrigin(
                        UNKNOWN,
                        Certainty.NONE,
                        "its file says nothing, and no generator was named to compare it with"));
    }

    private static Optional<PictureOrigin> said(byte[] bytes, String name) {
        Verification found;
        try {
            found = Verification.of(bytes, name, Optional.empty());
        } catch (MalformedFileException e) {
            // A picture of a format that holds no labels, or whose metadata are damaged.
            return Optional.empty();
        }
        FileLabel label = found.label();
        String why = String.join("; ", found.findings());
        return switch (found.verdict()) {
            case SIGNED, UNCHANGED, UNPROTECTED ->
                Optional.of(new PictureOrigin(GENERATED, Certainty.CERTAIN, "its file says so: " + why));
            case TAMPERED, INVALID ->
                Optional.of(new PictureOrigin(
                        GENERATED, Certainty.HINT, "its file has a label that does not hold: " + why));
            case NONE -> ofSourceType(label);
        };
    }

    private static Optional<PictureOrigin> ofSourceType(FileLabel label) {
        String type = label.digitalSourceType();
        if (type.isEmpty()) {
            return Optional.empty();
        }
        boolean enhanced = Origin.Kind.ENHANCED.digitalSourceType().orElse("").equals(type);
        String code = type.substring(type.lastIndexOf('/') + 1);
        return Optional.of(new PictureOrigin(
                enhanced ? "enhanced" : code.isEmpty() ? UNKNOWN : code,
                code.isEmpty() ? Certainty.NONE : Certainty.CERTAIN,
                "its file says so: digital source type " + type));
    }

    private static Optional<PictureOrigin> detected(Picture picture, List<OriginDetector> detectors) {
        List<PictureOrigin> found = new ArrayList<>();
        for (OriginDetector detector : detectors) {
            found.add(by(detector, picture));
        }
        return found.stream().min((a, b) -> a.certainty().compareTo(b.certainty()));
    }

    private static PictureOrigin by(OriginDetector detector, Picture picture) {
        OriginDetector.Claim claim = detector.claim();
        double probability = detector.probability(picture);
        boolean itsSize = picture.width() == claim.size().width()
                && picture.height() == claim.size().height();
        String errors = String.format(
                Locale.ROOT,
                "by measurement it takes %s of real pictures for its own, and misses %s of these",
                claim.falseAlarms().toTextWithInterval(),
                claim.missed().toTextWithInterval());
        String how = String.format(Locale.ROOT, "%s: probability %.3f; %s", claim.generator(), probability, errors);
        if (probability >= claim.threshold() && itsSize) {
            return new PictureOrigin(GENERATED, Certainty.STRONG, "drawn by " + how);
        }
        if (probability >= claim.threshold()) {
            return new PictureOrigin(
                    GENERATED,
                    Certainty.HINT,
                    "like " + how + ", in pictures of " + claim.size() + " px, which this is not");
        }
        return probability >= MORE_LIKELY
                ? new PictureOrigin(GENERATED, Certainty.HINT, "somewhat like " + how)
                : new PictureOrigin(
                        UNKNOWN, Certainty.NONE, "no sign of " + how + "; nothing is said of other generators");
    }
}
