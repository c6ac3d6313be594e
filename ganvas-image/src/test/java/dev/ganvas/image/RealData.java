package dev.ganvas.image;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Published pictures in the folder that GANVAS_DATA names; a test that needs them is skipped without them. */
public final class RealData {
    private RealData() {}

    /** The files of a folder whose names end so, sorted. */
    public static List<Path> files(String folder, String ending) throws IOException {
        String root = System.getenv("GANVAS_DATA");
        assumeTrue(root != null && !root.isBlank(), "set GANVAS_DATA to the folder of real data to run this test");
        Path path = Path.of(root, folder.split("/"));
        assumeTrue(Files.isDirectory(path), path + " is not there");
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    /** In three channels, also when the file is grey. */
    public static Planes read(Path file) throws IOException {
        return Planes.of(PictureDecoder.decode(file));
    }
}
