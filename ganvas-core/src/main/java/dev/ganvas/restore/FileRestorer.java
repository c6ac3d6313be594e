package dev.ganvas.restore;

import dev.ganvas.data.ProgressListener;
import dev.ganvas.image.label.Origin;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterFile;
import dev.ganvas.image.raster.RasterHeader;
import dev.ganvas.image.raster.RasterReader;
import dev.ganvas.image.raster.RasterWriter;
import dev.ganvas.io.AtomicFile;
import dev.ganvas.repair.MemoryBudget;
import dev.ganvas.repair.RepairModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Restores picture files: looks at each, does what it needs, and keeps its format, bits, colours and metadata. Rows come and go, so
 * that size does not matter.
 *
 * <pre>{@code
 * try (FileRestorer restorer = FileRestorer.open(RestoreSettings.USUAL)) {
 *     System.out.println(restorer.restore(Path.of("scan.jpg"), Path.of("restored.jpg")));
 * }
 * }</pre>
 *
 * <p>Owns native memory until closed. For one thread at a time.
 */
public final class FileRestorer implements AutoCloseable {
    private final Restoration restoration;
    private final Optional<Filling> filling;
    private final MemoryBudget memory;

    private FileRestorer(Restoration restoration, Optional<Filling> filling, MemoryBudget memory) {
        this.restoration = restoration;
        this.filling = filling;
        this.memory = memory;
    }

    /** With the networks that ship, and the usual memory. */
    public static FileRestorer open(RestoreSettings settings) throws IOException {
        return open(settings, Optional.empty(), RepairModels.usual(), MemoryBudget.USUAL);
    }

    /**
     * With other networks, or filling.
     *
     * @param filling done first
     * @param models closed with this
     * @param memory that all may take
     * @throws dev.ganvas.error.UsageException when there is no network for what is asked for whatever the picture
     */
    public static FileRestorer open(
            RestoreSettings settings, Optional<Filling> filling, RepairModels models, MemoryBudget memory)
            throws IOException {
        Restoration restoration = new Restoration(settings, models);
        restoration.requireModels();
        return new FileRestorer(restoration, filling, memory);
    }

    /**
     * Restores a file. One that needs nothing is copied byte for byte.
     *
     * @param in JPEG, PNG, GIF, BMP, TIFF, WebP or PNM; stays as it is
     * @param out a PNG, JPEG, TIFF or WebP by its name; appears as a whole, or not at all
     * @return what was done, and what the file could not keep, in sentences for people
     * @throws dev.ganvas.error.MalformedFileException when the picture is damaged or beyond a limit
     * @throws dev.ganvas.error.UsageException when there is no network for what it needs, or too little memory
     */
    public List<String> restore(Path in, Path out) throws IOException {
        return restore(in, out, ProgressListener.NONE);
    }

    /**
     * {@link #restore(Path, Path)}.
     *
     * @param rows hears how many rows are done
     */
    public List<String> restore(Path in, Path out, ProgressListener rows) throws IOException {
        RasterReader picture = RasterReader.open(in);
        List<String> said = new ArrayList<>();
        if (filling.isPresent()) {
            Raster raster = picture.whole();
            long filled = filling.get().apply(raster);
            picture = RasterReader.of(raster);
            if (filled > 0) {
                said.add("filled " + filled + " pixels");
            }
        }
        List<Restoration.Step> steps = restoration.needed(Diagnosis.of(picture));
        steps.forEach(step -> said.add("mended " + step.words()));
        if (said.isEmpty() && isSameFormat(in, out)) {
            AtomicFile.write(out, to -> Files.copy(in, to));
            return List.of("needs nothing; copied");
        }
        RasterHeader header = said.isEmpty()
                ? picture.header()
                : picture.header().with(picture.header().metadata().saying(Origin.of(Origin.Kind.ENHANCED)));
        if (said.isEmpty()) {
            said.add("needs nothing");
        }
        said.addAll(header.notes());
        try (RasterWriter writer = RasterWriter.open(out, header)) {
            restoration.write(picture, steps, writer, memory, rows);
            said.addAll(writer.notes());
        }
        return said;
    }

    private static boolean isSameFormat(Path in, Path out) {
        return RasterFile.isWritten(in) && extension(in).equals(extension(out));
    }

    private static String extension(Path file) {
        String name = file.toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        restoration.models().close();
    }
}
