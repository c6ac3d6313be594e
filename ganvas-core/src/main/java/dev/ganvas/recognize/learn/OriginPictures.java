package dev.ganvas.recognize.learn;

import dev.ganvas.data.PictureSource;
import dev.ganvas.data.PixelLayout;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Planes;
import dev.ganvas.image.degrade.Jpeg;
import dev.ganvas.image.degrade.Span;
import dev.ganvas.random.Seed;
import dev.ganvas.recognize.OriginDetector;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;

/**
 * Real and generated pictures in turn, to learn to tell them apart. All come to one size and half of each kind were compressed as
 * JPEG, so that size and format give nothing away: detectors that went by these looked better than they were (Grommelt et al., "Fake
 * or JPEG?", 2024).
 *
 * @param layout of the generator's pictures
 */
record OriginPictures(PictureSource real, PictureSource generated, PixelLayout layout) implements PictureSource {
    private static final Span QUALITY = new Span(60, 95);
    private static final Seed TREATED = Seed.of(0).child("origin");

    @Override
    public String name() {
        return real.name() + " and pictures of " + generated.name();
    }

    @Override
    public String kind() {
        return "real and generated pictures";
    }

    /** As many of each kind. */
    @Override
    public int count() {
        return 2 * Math.min(real.count(), generated.count());
    }

    @Override
    public List<String> classes() {
        return List.of(OriginDetector.REAL, OriginDetector.GENERATED);
    }

    @Override
    public OptionalInt label(int index) {
        return OptionalInt.of(index % 2);
    }

    @Override
    public String itemName(int index) {
        return classes().get(index % 2) + "/" + (index % 2 == 0 ? real : generated).itemName(index / 2);
    }

    @Override
    public Picture read(int index) throws IOException {
        Picture picture =
                layout.of((index % 2 == 0 ? real : generated).read(index / 2)).toRgb();
        Seed seed = TREATED.child(index);
        return seed.stream().nextInt(2) == 0
                ? picture
                : new Jpeg(QUALITY).apply(Planes.of(picture), seed).toPicture();
    }

    @Override
    public String contentKey() throws IOException {
        return "origin 1 " + layout + " " + real.contentKey() + " " + generated.contentKey();
    }

    /** Those who gave the two close them. */
    @Override
    public void close() {}
}
