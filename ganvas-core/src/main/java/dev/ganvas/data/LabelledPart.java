package dev.ganvas.data;

import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureSize;
import dev.ganvas.image.label.Origin;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Those items of a source that have a label; the others are left out, with that reason. */
public final class LabelledPart implements PictureSource {
    private final PictureSource source;
    private final int[] items;

    private LabelledPart(PictureSource source) {
        this.source = source;
        this.items = IntStream.range(0, source.count())
                .filter(item -> source.label(item).isPresent())
                .toArray();
    }

    /** The labelled items of {@code source}; the source itself when all or none are. */
    public static PictureSource of(PictureSource source) {
        LabelledPart part = new LabelledPart(source);
        return part.items.length == 0 || part.items.length == source.count() ? source : part;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public String kind() {
        return source.kind();
    }

    @Override
    public int count() {
        return items.length;
    }

    @Override
    public List<String> classes() {
        return source.classes();
    }

    @Override
    public OptionalInt label(int index) {
        return source.label(items[index]);
    }

    @Override
    public String itemName(int index) {
        return source.itemName(items[index]);
    }

    @Override
    public Picture read(int index) throws IOException {
        return source.read(items[index]);
    }

    @Override
    public PictureSize size(int index, Picture read) throws IOException {
        return source.size(items[index], read);
    }

    @Override
    public Origin.Kind origin(int index) throws IOException {
        return source.origin(items[index]);
    }

    @Override
    public Map<String, String> attributes(int index) {
        return source.attributes(items[index]);
    }

    @Override
    public boolean mirrorable() {
        return source.mirrorable();
    }

    @Override
    public List<String> parts() {
        return source.parts();
    }

    @Override
    public List<String> notes() {
        return source.notes();
    }

    @Override
    public Map<String, String> leftOut() {
        Map<String, String> leftOut = new LinkedHashMap<>(source.leftOut());
        for (int i = 0; i < source.count(); i++) {
            if (source.label(i).isEmpty()) {
                leftOut.put(source.itemName(i), "without a label");
            }
        }
        return leftOut;
    }

    @Override
    public String contentKey() throws IOException {
        return new Fingerprint().add("labelled").add(source.contentKey()).hex();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
