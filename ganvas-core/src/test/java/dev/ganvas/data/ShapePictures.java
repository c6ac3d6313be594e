package dev.ganvas.data;

import dev.ganvas.image.Picture;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.List;
import java.util.OptionalInt;

/** Small pictures of two classes, made in memory: bright discs on dark, and dark bars on bright. */
public final class ShapePictures implements PictureSource {
    private static final int SIDE = 32;

    private final int count;

    public ShapePictures(int count) {
        this.count = count;
    }

    @Override
    public String name() {
        return "shapes";
    }

    @Override
    public String kind() {
        return "test";
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public List<String> classes() {
        return List.of("disc", "bar");
    }

    @Override
    public OptionalInt label(int index) {
        return OptionalInt.of(index % 2);
    }

    @Override
    public String itemName(int index) {
        return Integer.toString(index);
    }

    @Override
    public Picture read(int index) {
        RandomStream random = Seed.of(index).stream();
        double cx = random.nextDouble(10, 22);
        double cy = random.nextDouble(10, 22);
        double radius = random.nextDouble(4, 9);
        byte[] rgb = new byte[SIDE * SIDE * 3];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                boolean inside = index % 2 == 0 ? Math.hypot(x - cx, y - cy) < radius : Math.abs(x - cx) < radius / 2;
                for (int c = 0; c < 3; c++) {
                    rgb[(y * SIDE + x) * 3 + c] = (byte) (inside == (index % 2 == 0) ? 200 + 20 * c : 30 + 10 * c);
                }
            }
        }
        return new Picture(SIDE, SIDE, rgb);
    }

    @Override
    public String contentKey() {
        return "shapes " + count;
    }

    @Override
    public void close() {}
}
