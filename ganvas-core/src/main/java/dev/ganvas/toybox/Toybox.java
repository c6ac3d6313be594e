package dev.ganvas.toybox;

import dev.ganvas.data.PictureSource;
import dev.ganvas.image.Picture;
import dev.ganvas.random.Seed;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * The built-in data set: pictures of faces, animals, buildings and vehicles, painted when asked for.
 *
 * <p>Item {@code i} is a pure function of seed, version, classes, {@code i} and size, from any thread and in any order.
 * The scene and its attributes, drawn in exact arithmetic, are the same on every machine and Java version, and so is the
 * scene of item {@code i} at every size. The pixels come from Java2D's own rasteriser, which asks neither the graphics
 * card nor the machine's fonts: on one JDK build they are the same to the byte, interpreted or compiled; another JDK may
 * round an antialiased edge differently. Between OpenJDK 17 and 25 one byte in a million differs, by at most 2 of 255
 * levels.
 *
 * <p>Every item has the attribute {@code class}; {@code face} adds skin, hair, expression, glasses and others,
 * {@code vehicle} its kind, colour and the text of its plate, and so on. A key that makes no sense for an item, such as
 * the plate of a vehicle seen from the side, has the value {@code none}.
 */
public final class Toybox implements PictureSource {
    /** Goes up whenever any option would give other pictures or attributes than before. */
    private static final int VERSION = 1;

    private final ToyboxOptions options;
    private final List<ToyClass> classes;
    private final Seed seed;

    private Toybox(ToyboxOptions options) {
        this.options = options;
        this.classes = options.classes().stream().map(ToyboxOptions::toyClass).toList();
        this.seed = Seed.of(options.seed()).child("toybox").child(VERSION);
    }

    /**
     * Opens the box a location names; see {@link ToyboxOptions#parse}.
     *
     * @throws dev.ganvas.error.UsageException naming the choices when the location does not fit
     */
    public static Toybox open(String location) {
        return of(ToyboxOptions.parse(location));
    }

    public static Toybox of(ToyboxOptions options) {
        return new Toybox(options);
    }

    public ToyboxOptions options() {
        return options;
    }

    @Override
    public String name() {
        return "toybox";
    }

    @Override
    public String kind() {
        return "Toybox";
    }

    /** The pictures bear letters, and there is no end of them anyway. */
    @Override
    public boolean mirrorable() {
        return false;
    }

    @Override
    public int count() {
        return options.count();
    }

    @Override
    public List<String> classes() {
        return options.classes();
    }

    /** Classes take turns: item {@code i} has label {@code i mod classes().size()}. */
    @Override
    public OptionalInt label(int index) {
        return OptionalInt.of(Objects.checkIndex(index, count()) % classes.size());
    }

    @Override
    public String itemName(int index) {
        return classes().get(label(index).getAsInt()) + "/" + index;
    }

    @Override
    public Picture read(int index) {
        Scene scene = scene(index);
        Canvas canvas = new Canvas(options.size(), scene.backdrop().light());
        new BackdropPainter(canvas, scene.backdrop()).paint();
        canvas.enter(scene.pose());
        scene.paint(canvas);
        return canvas.toPicture();
    }

    /**
     * Where the subject of item {@code index} is: the pixels that differ from the backdrop alone.
     *
     * @return {@code size * size} answers, rows after one another
     */
    public boolean[] subject(int index) {
        Backdrop backdrop = scene(index).backdrop();
        Canvas canvas = new Canvas(options.size(), backdrop.light());
        new BackdropPainter(canvas, backdrop).paint();
        byte[] without = canvas.toPicture().pixels();
        byte[] with = read(index).pixels();
        boolean[] differs = new boolean[without.length / 3];
        for (int i = 0; i < without.length; i++) {
            differs[i / 3] |= without[i] != with[i];
        }
        return differs;
    }

    /** What is true of item {@code index}, in a key order fixed for its class; drawn, not painted, so cheap. */
    @Override
    public Map<String, String> attributes(int index) {
        return scene(index).attributes();
    }

    @Override
    public String contentKey() {
        return options.location() + "&version=" + VERSION;
    }

    @Override
    public void close() {}

    private Scene scene(int index) {
        ToyClass drawn = classes.get(label(index).getAsInt());
        return drawn.draw(seed.child(index).stream());
    }
}
