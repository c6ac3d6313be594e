package dev.ganvas.data;

import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureSize;
import dev.ganvas.image.label.Origin;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Where pictures come from: a folder, an archive, a published set, or the built-in renderer.
 *
 * <p>A source lists its items once, cheaply and in a fixed order, and decodes one when asked. An item that cannot be
 * decoded stays in the list; reading it throws. Reading is safe from several threads.
 */
public interface PictureSource extends AutoCloseable {
    /** A short name for people, such as the folder's name. */
    String name();

    /** What the source is, for people: {@code "folder"}, {@code "StyleGAN dataset zip"}, {@code "CIFAR-10"}. */
    String kind();

    /** Number of items listed, readable or not. */
    int count();

    /** Class names in label order; empty when the source has no classes. */
    List<String> classes();

    /** The label of item {@code index}, in {@code [0, classes().size())}; empty when it has none. */
    OptionalInt label(int index);

    /** The item's name within the source: a path with {@code /}, or a number. */
    String itemName(int index);

    /**
     * Decodes one item to upright 8-bit sRGB, with a channel of opacity if some pixel is not opaque.
     *
     * @throws dev.ganvas.error.MalformedFileException with the reason when the item is no usable picture
     */
    Picture read(int index) throws IOException;

    /**
     * The size of item {@code index} as its file states it, which is more than that of the picture when it was so large that
     * it was read coarsely.
     *
     * @param read what {@link #read} gave for the item
     */
    default PictureSize size(int index, Picture read) throws IOException {
        return new PictureSize(read.width(), read.height());
    }

    /**
     * What item {@code index} says of how it came about; a file with a label of generated pictures is one.
     *
     * @throws IOException when it cannot be read
     */
    default Origin.Kind origin(int index) throws IOException {
        return Origin.Kind.REAL;
    }

    /** What is known to be true of item {@code index} besides its class (attributes of rendered pictures); may be empty. */
    default Map<String, String> attributes(int index) {
        return Map.of();
    }

    /**
     * Whether left and right may be exchanged: digits and letters change their meaning in a mirror, photographs hardly.
     */
    default boolean mirrorable() {
        return true;
    }

    /** Names of the parts of the set, such as {@code train} and {@code val}, the one opened first; empty when it has none. */
    default List<String> parts() {
        return List.of();
    }

    /** What people should know of how the source was understood, a sentence each. */
    default List<String> notes() {
        return List.of();
    }

    /** Items seen but left out of the list, by name and reason (a dangling link, a file that is no picture). */
    default Map<String, String> leftOut() {
        return Map.of();
    }

    /**
     * A string that changes when the content changes and is cheap to compute: it keys the decoded cache. For files it
     * covers names, sizes and modification times; for the renderer its seed and version.
     */
    String contentKey() throws IOException;

    @Override
    void close() throws IOException;
}
