package dev.ganvas.data.format;

import dev.ganvas.data.Fingerprint;
import dev.ganvas.data.PictureSource;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.PictureSize;
import dev.ganvas.image.label.Origin;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The pictures among a container's files. Classes come from {@code dataset.json} when there is one, else from a table
 * such as {@code labels.csv}, else from the sub-folders.
 */
final class ContainedPictures implements PictureSource {
    /** Goes up when the same files are understood in another way than before. */
    private static final int VERSION = 2;

    private final Container container;
    private final String kind;
    private final Contents contents;

    private ContainedPictures(Container container, String kind, Contents contents) {
        this.container = container;
        this.kind = kind;
        this.contents = contents;
    }

    /** Takes the container over; it is closed with the source, or at once when this fails. */
    static PictureSource of(Container container) throws IOException {
        try {
            return list(container);
        } catch (IOException | RuntimeException e) {
            container.close();
            throw e;
        }
    }

    private static PictureSource list(Container container) throws IOException {
        Contents contents = Contents.of(container);
        String kind = contents.styleGan() ? "StyleGAN dataset " + container.kind() : container.kind();
        return new ContainedPictures(container, kind, contents);
    }

    @Override
    public String name() {
        return container.name();
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public int count() {
        return contents.positions().length;
    }

    @Override
    public List<String> classes() {
        return contents.labels().classes();
    }

    @Override
    public OptionalInt label(int index) {
        int label = contents.labels().labels()[index];
        return label == ClassLabels.NONE ? OptionalInt.empty() : OptionalInt.of(label);
    }

    @Override
    public String itemName(int index) {
        return container.files().get(contents.positions()[index]);
    }

    @Override
    public Picture read(int index) throws IOException {
        String location = container.locationOf(contents.positions()[index]);
        try {
            return PictureDecoder.decodeWithOpacity(container.read(contents.positions()[index]), location);
        } catch (OutOfMemoryError e) {
            throw new MalformedFileException(location, PictureDecoder.OUT_OF_MEMORY, e);
        }
    }

    @Override
    public PictureSize size(int index, Picture read) throws IOException {
        int position = contents.positions()[index];
        return PictureDecoder.mayBeCoarse(read)
                ? PictureDecoder.size(container.read(position), container.locationOf(position))
                : PictureSource.super.size(index, read);
    }

    @Override
    public Origin.Kind origin(int index) throws IOException {
        return Origin.Kind.saidBy(container.read(contents.positions()[index]));
    }

    @Override
    public List<String> parts() {
        return contents.parts();
    }

    @Override
    public List<String> notes() {
        return contents.notes();
    }

    @Override
    public Map<String, String> leftOut() {
        return contents.leftOut();
    }

    @Override
    public String contentKey() {
        // The same files understood otherwise are other data.
        return new Fingerprint()
                .add("contained")
                .add(VERSION)
                .add(container.contentKey())
                .hex();
    }

    @Override
    public void close() throws IOException {
        container.close();
    }
}
