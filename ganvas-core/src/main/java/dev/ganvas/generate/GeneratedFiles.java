package dev.ganvas.generate;

import dev.ganvas.data.PhaseListener;
import dev.ganvas.data.format.LabelledFolder;
import dev.ganvas.error.UsageException;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureTable;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Writes drawn pictures as PNG files: one, numbered ones in a folder, or a sub-folder of these for each class.
 *
 * @param generator stays the caller's to close
 * @param points what is drawn
 * @param origin goes into each file, beside number and class of its picture
 * @param listener hears of the phase {@code generating}
 */
public record GeneratedFiles(Generator generator, Points points, Origin origin, PhaseListener listener) {
    /** Cells of the table that shows what was drawn, at most. */
    private static final int MOST_CELLS = 400;

    /** A multiple of the sampler's block, so that each picture keeps its place in it. */
    private static final int CHUNK = 256;

    /** The latent points of a class. */
    @FunctionalInterface
    public interface Points {
        /** @param label the class; absent for whatever classes they have themselves */
        List<Latent> of(OptionalInt label) throws IOException;
    }

    /**
     * What was written.
     *
     * @param pictures how many
     * @param table the first of them; a row for each class where every one has its folder
     */
    public record Written(long pictures, PictureTable table) {}

    /** Whether a path names one picture rather than a folder: it ends in {@code .png} and no folder is called so. */
    public static boolean isNameOfOne(Path out) {
        return String.valueOf(out.getFileName()).toLowerCase(Locale.ROOT).endsWith(".png") && !Files.isDirectory(out);
    }

    /** Writes one picture. */
    public void single(Path file, Latent latent) throws IOException {
        Pictures.writePng(file, generator.draw(List.of(latent)).get(0), described(latent, 0));
    }

    /**
     * Writes {@code 000000.png} and so on; files of these names are replaced, others stay.
     *
     * @param label the class; absent, the points have theirs
     * @throws UsageException when {@code folder} is a file
     */
    public Written folder(Path folder, OptionalInt label) throws IOException {
        requireFolder(folder);
        List<Latent> latents = points.of(label);
        List<Picture> cells = new ArrayList<>();
        write(folder, latents, new Counting(0, latents.size(), MOST_CELLS, cells));
        int columns = Math.max(1, (int) Math.round(Math.sqrt(cells.size())));
        return new Written(latents.size(), new PictureTable(cells, columns, List.of(), List.of()));
    }

    /**
     * Writes a sub-folder for each class, as {@link #folder} does.
     *
     * @throws UsageException when the generator has no classes
     */
    public Written classFolders(Path folder) throws IOException {
        requireFolder(folder);
        List<String> classes = generator.classes();
        if (classes.isEmpty()) {
            throw new UsageException("This generator was trained without classes; there are no folders of classes.");
        }
        List<Picture> cells = new ArrayList<>();
        long written = 0;
        int columns = 1;
        for (int label = 0; label < classes.size(); label++) {
            List<Latent> latents = points.of(OptionalInt.of(label));
            columns = Math.max(1, Math.min(latents.size(), MOST_CELLS / classes.size()));
            Counting counting = new Counting(written, (long) latents.size() * classes.size(), columns, cells);
            write(folder.resolve(LabelledFolder.folderName(classes.get(label))), latents, counting);
            written += latents.size();
        }
        return new Written(written, new PictureTable(cells, columns, classes, List.of()));
    }

    private static void requireFolder(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UsageException(folder + " is a file; name a folder for several pictures.");
        }
    }

    /**
     * How far the whole is.
     *
     * @param before pictures written before this folder
     * @param total of all folders
     * @param shown pictures of this folder that go into {@code cells}, at most
     */
    private record Counting(long before, long total, int shown, List<Picture> cells) {}

    private void write(Path folder, List<Latent> latents, Counting counting) throws IOException {
        for (int first = 0; first < latents.size(); first += CHUNK) {
            List<Latent> chunk = latents.subList(first, Math.min(first + CHUNK, latents.size()));
            List<Picture> pictures = generator.draw(chunk);
            for (int i = 0; i < chunk.size(); i++) {
                int number = first + i;
                Path file = folder.resolve(String.format("%06d.png", number));
                Pictures.writePng(file, pictures.get(i), described(chunk.get(i), number));
                if (number < counting.shown()) {
                    counting.cells().add(pictures.get(i));
                }
                listener.at("generating", counting.before() + number + 1, counting.total());
            }
        }
    }

    private Origin described(Latent latent, int number) {
        Origin described = origin.with("number", Integer.toString(number));
        OptionalInt label = latent.label();
        return label.isEmpty()
                ? described
                : described.with("class", generator.classes().get(label.getAsInt()));
    }
}
