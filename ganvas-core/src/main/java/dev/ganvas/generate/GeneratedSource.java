package dev.ganvas.generate;

import dev.ganvas.data.PictureSource;
import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Picture;
import dev.ganvas.image.label.Origin;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What a generator draws, as pictures to learn from: its classes in turn, each picture drawn when it is asked for. */
public final class GeneratedSource implements PictureSource {
    /** Pictures drawn at once. */
    private static final int BLOCK = 128;

    /** Blocks that are kept, since those who read ask in several threads for pictures that lie near each other. */
    private static final int KEPT = 4;

    private final String name;
    private final Generator generator;
    private final List<Latent> points;
    private final String key;
    private final Map<Integer, List<Picture>> blocks = new LinkedHashMap<>();

    private GeneratedSource(String name, Generator generator, List<Latent> points, String key) {
        this.name = name;
        this.generator = generator;
        this.points = points;
        this.key = key;
    }

    /**
     * @param file of the generator
     * @param each pictures of each class; of a generator without classes, all
     * @param seed names the pictures
     * @throws UsageException when there is no such file
     */
    public static GeneratedSource open(Path file, int each, Seed seed) throws IOException {
        Require.positive(each, "generated pictures of each class");
        Generator generator = Generator.open(file);
        int count = Math.multiplyExact(each, Math.max(1, generator.classes().size()));
        List<Latent> points = generator.latents(new Generator.Request(count, seed, 1, OptionalInt.empty()));
        String key = "generated " + generator.weightsSha256() + " " + seed.value() + " " + count;
        return new GeneratedSource(file.toString(), generator, points, key);
    }

    /** SHA-256 of the generator's weights, in hexadecimal. */
    public String weightsSha256() {
        return generator.weightsSha256();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String kind() {
        return "generator";
    }

    @Override
    public int count() {
        return points.size();
    }

    @Override
    public List<String> classes() {
        return generator.classes();
    }

    @Override
    public OptionalInt label(int index) {
        return points.get(index).label();
    }

    @Override
    public String itemName(int index) {
        return Integer.toString(index);
    }

    @Override
    public synchronized Picture read(int index) {
        int number = index / BLOCK;
        List<Picture> block = blocks.get(number);
        if (block == null) {
            int from = number * BLOCK;
            block = generator.draw(points.subList(from, Math.min(points.size(), from + BLOCK)));
            if (blocks.size() == KEPT) {
                blocks.remove(blocks.keySet().iterator().next());
            }
            blocks.put(number, block);
        }
        return block.get(index % BLOCK);
    }

    @Override
    public Origin.Kind origin(int index) {
        return Origin.Kind.GENERATED;
    }

    @Override
    public String contentKey() {
        return key;
    }

    @Override
    public void close() {
        generator.close();
    }
}
