package dev.ganvas.search;

import dev.ganvas.data.Fingerprint;
import dev.ganvas.data.PictureSource;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** Some files as a source of pictures, to decode them by all processors. */
record PictureFiles(List<Path> files) implements PictureSource {
    @Override
    public String name() {
        return "files";
    }

    @Override
    public String kind() {
        return "files";
    }

    @Override
    public int count() {
        return files.size();
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
        return files.get(index).toString();
    }

    @Override
    public Picture read(int index) throws IOException {
        return PictureDecoder.decode(files.get(index));
    }

    @Override
    public String contentKey() throws IOException {
        Fingerprint key = new Fingerprint();
        for (Path file : files) {
            key.add(file.toString()).addFile(file);
        }
        return key.hex();
    }

    @Override
    public void close() {
        // Each file is opened and closed by itself.
    }
}
