package dev.ganvas.data;

import dev.ganvas.image.Picture;
import dev.ganvas.random.RandomStream;
import dev.ganvas.random.Seed;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/** Pictures of several sizes, made in memory: waves, stripes and edges in colour, which noise shows on. Every fifth is 20 x 20. */
public final class TexturePictures implements PictureSource {
    private final int count;

    /** How often one was read. */
    public final AtomicInteger reads = new AtomicInteger();

    public TexturePictures(int count) {
        this.count = count;
    }

    @Override
    public String name() {
        return "textures";
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
        return List.of();
    }

    @Override
    public OptionalInt label(int index) {
        return OptionalInt.empty();
    }

    @Override
    public String itemName(int index) {
        return Integer.toString(index);
    }

    @Override
    public Picture read(int index) {
        reads.incrementAndGet();
        int width = index % 5 == 4 ? 20 : 100 + 3 * (index % 7);
        int height = index % 5 == 4 ? 20 : 98 + index % 3;
        RandomStream random = Seed.of(index).stream();
        double across = random.nextDouble(0.02, 0.3);
        double down = random.nextDouble(0.02, 0.3);
        int edge = random.nextInt(width);
        byte[] rgb = new byte[width * height * 3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    double wave = StrictMath.sin(across * x + c) + StrictMath.cos(down * y - c);
                    double stripe = Math.floorMod(x + y / 2, 11) < 5 ? 20 : -20;
                    rgb[(y * width + x) * 3 + c] = (byte) Math.round(108 + 30 * wave + stripe + (x > edge ? 40 : 0));
                }
            }
        }
        return new Picture(width, height, rgb);
    }

    @Override
    public String contentKey() {
        return "textures " + count;
    }

    @Override
    public void close() {}
}
