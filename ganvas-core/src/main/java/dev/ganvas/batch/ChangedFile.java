package dev.ganvas.batch;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.image.PictureFormat;
import dev.ganvas.image.raster.RasterFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A picture file in memory after something was done with it that goes from file to file.
 *
 * @param content the new file: of the same format where that is written, otherwise a PNG
 * @param done what was done, in sentences for people
 */
public record ChangedFile(byte[] content, List<String> done) {
    /** What is done with a file. */
    @FunctionalInterface
    public interface Change {
        /**
         * Makes a file of another.
         *
         * @param in stays as it is
         * @param out does not exist yet
         * @return what was done, in sentences for people
         */
        List<String> apply(Path in, Path out) throws IOException;
    }

    /**
     * Does something with a file in memory, by way of the system's folder for temporary files, where nothing stays.
     *
     * @param name what messages call the file
     * @throws MalformedFileException when the picture is damaged or beyond a limit
     * @throws IOException when the disk refuses
     */
    public static ChangedFile of(byte[] content, String name, Change change) throws IOException {
        String extension =
                PictureFormat.of(content).map(PictureFormat::extension).orElse("");
        Path folder = Files.createTempDirectory("ganvas-");
        Path in = folder.resolve("in" + extension);
        Path out = folder.resolve(RasterFile.isWritten(in) ? "out" + extension : "out.png");
        try {
            Files.write(in, content);
            List<String> done = change.apply(in, out);
            return new ChangedFile(Files.readAllBytes(out), done);
        } catch (MalformedFileException e) {
            throw new MalformedFileException(name, e.reason(), e);
        } finally {
            for (Path left : List.of(in, out, folder)) {
                Files.deleteIfExists(left);
            }
        }
    }
}
