package dev.ganvas.data.format;

import dev.ganvas.data.PictureSource;
import dev.ganvas.image.Picture;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Pictures that lie uncompressed in records of one length: CIFAR's binary files and MNIST's IDX. */
final class RecordPictures implements PictureSource {
    /**
     * How records lie in a file: {@code start} bytes of file header, then records of {@code prefix} bytes (labels) and
     * {@code [channels, height, width]} bytes of pixels; one channel is grey, three are red, green and blue.
     */
    record Layout(int start, int prefix, int channels, int height, int width) {
        int pixels() {
            return Math.multiplyExact(channels, Math.multiplyExact(height, width));
        }

        int record() {
            return Math.addExact(prefix, pixels());
        }
    }

    /** What the source is called, and the key of its content. */
    record Title(String name, String kind, String contentKey) {}

    private final Title title;
    private final Layout layout;
    private final List<ByteSource> files;
    private final ClassLabels labels;
    private final int[] firstOfFile;

    /**
     * @param labels one for each record of all files in order
     */
    RecordPictures(Title title, Layout layout, List<ByteSource> files, ClassLabels labels) {
        this.title = title;
        this.layout = layout;
        this.files = List.copyOf(files);
        this.labels = labels;
        this.firstOfFile = new int[files.size() + 1];
        for (int i = 0; i < files.size(); i++) {
            firstOfFile[i + 1] = firstOfFile[i] + records(files.get(i), layout);
        }
    }

    static int records(ByteSource file, Layout layout) {
        return Math.toIntExact((file.length() - layout.start()) / layout.record());
    }

    @Override
    public String name() {
        return title.name();
    }

    @Override
    public String kind() {
        return title.kind();
    }

    /** IDX sets are of digits and letters. */
    @Override
    public boolean mirrorable() {
        return !title.kind().equals(IdxFiles.KIND);
    }

    @Override
    public int count() {
        return firstOfFile[files.size()];
    }

    @Override
    public List<String> classes() {
        return labels.classes();
    }

    @Override
    public OptionalInt label(int index) {
        int label = labels.labels()[index];
        return label == ClassLabels.NONE ? OptionalInt.empty() : OptionalInt.of(label);
    }

    @Override
    public String itemName(int index) {
        return String.format(Locale.ROOT, "%06d", index);
    }

    @Override
    public Picture read(int index) throws IOException {
        int file = 0;
        while (index >= firstOfFile[file + 1]) {
            file++;
        }
        long position = layout.start() + (long) (index - firstOfFile[file]) * layout.record() + layout.prefix();
        byte[] planes = files.get(file).read(position, layout.pixels());
        int plane = layout.height() * layout.width();
        byte[] rgb = new byte[3 * plane];
        for (int i = 0; i < plane; i++) {
            for (int c = 0; c < 3; c++) {
                rgb[3 * i + c] = planes[i + (layout.channels() == 1 ? 0 : c * plane)];
            }
        }
        return new Picture(layout.width(), layout.height(), rgb);
    }

    @Override
    public String contentKey() {
        return title.contentKey();
    }

    @Override
    public void close() throws IOException {
        for (ByteSource file : files) {
            file.close();
        }
    }
}
