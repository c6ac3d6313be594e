package dev.ganvas.data;

import dev.ganvas.image.Channels;
import dev.ganvas.image.Picture;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/** {@link ShapePictures} seen through a change, for sources of other kinds of pictures. */
public final class DrawnPictures implements PictureSource {
    private final ShapePictures shapes;
    private final String name;
    private final IntFunction<Picture> change;

    private DrawnPictures(ShapePictures shapes, String name, IntFunction<Picture> change) {
        this.shapes = shapes;
        this.name = name;
        this.change = change;
    }

    /** Without colours. */
    public static DrawnPictures grey(int count) {
        return greyBut(count, -1);
    }

    /** Without colours, but for one. */
    static DrawnPictures greyBut(int count, int coloured) {
        ShapePictures shapes = new ShapePictures(count);
        return new DrawnPictures(
                shapes,
                "grey but " + coloured,
                i -> i == coloured
                        ? shapes.read(i)
                        : Channels.GREY.of(shapes.read(i)).toRgb());
    }

    /** The first {@code transparent} with their left half cut out. */
    public static DrawnPictures cutOut(int count, int transparent) {
        ShapePictures shapes = new ShapePictures(count);
        return new DrawnPictures(
                shapes,
                transparent + " cut out",
                i -> i < transparent ? withoutLeftHalf(shapes.read(i)) : shapes.read(i));
    }

    private static Picture withoutLeftHalf(Picture picture) {
        byte[] rgba = Channels.RGBA.of(picture).pixels();
        for (int i = 0; i < picture.width() * picture.height(); i++) {
            if (2 * (i % picture.width()) < picture.width()) {
                rgba[4 * i + 3] = 0;
            }
        }
        return new Picture(picture.width(), picture.height(), 4, rgba);
    }

    @Override
    public Picture read(int index) {
        return change.apply(index);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String kind() {
        return shapes.kind();
    }

    @Override
    public int count() {
        return shapes.count();
    }

    @Override
    public List<String> classes() {
        return shapes.classes();
    }

    @Override
    public OptionalInt label(int index) {
        return shapes.label(index);
    }

    @Override
    public String itemName(int index) {
        return shapes.itemName(index);
    }

    @Override
    public String contentKey() {
        return name + shapes.contentKey();
    }

    @Override
    public void close() {}
}
