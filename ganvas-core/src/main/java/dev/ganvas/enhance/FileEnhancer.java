package dev.ganvas.enhance;

import dev.ganvas.data.ProgressListener;
import dev.ganvas.image.label.Origin;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterHeader;
import dev.ganvas.image.raster.RasterReader;
import dev.ganvas.image.raster.RasterWriter;
import dev.ganvas.image.tone.CubeFile;
import dev.ganvas.repair.MemoryBudget;
import dev.ganvas.repair.RasterRepair;
import dev.ganvas.repair.RepairModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Enhances picture files: makes them larger, and brings light and colour to where they look best; format, bits and metadata stay.
 * Enlarging works on rows that come and go, so that size does not matter; light and colour hold the picture as its file has it, and no more.
 *
 * <pre>{@code
 * try (FileEnhancer enhancer = FileEnhancer.open(4, new Toning(0, OptionalDouble.empty(), 0, 0.3))) {
 *     enhancer.enhance(Path.of("small.jpg"), Path.of("large.jpg"));
 * }
 * }</pre>
 *
 * <p>Owns native memory until closed. For one thread at a time.
 */
public final class FileEnhancer implements AutoCloseable {
    private final Optional<Enlargement> enlargement;
    private final Toning toning;
    private final RepairModels models;
    private final MemoryBudget memory;
    private Optional<Path> colourTable = Optional.empty();

    private FileEnhancer(Optional<Enlargement> enlargement, Toning toning, RepairModels models, MemoryBudget memory) {
        this.enlargement = enlargement;
        this.toning = toning;
        this.models = models;
        this.memory = memory;
    }

    /**
     * With the networks that ship, and the usual memory.
     *
     * @param scale 1 to 4: times as wide and high
     */
    public static FileEnhancer open(int scale, Toning toning) throws IOException {
        Optional<Enlargement> enlargement =
                scale == 1 ? Optional.empty() : Optional.of(new Enlargement(scale, OptionalDouble.empty()));
        return open(enlargement, toning, RepairModels.usual(), MemoryBudget.USUAL);
    }

    /**
     * With other networks.
     *
     * @param enlargement empty to keep the size
     * @param models closed with this
     * @param memory that all may take
     */
    public static FileEnhancer open(
            Optional<Enlargement> enlargement, Toning toning, RepairModels models, MemoryBudget memory) {
        return new FileEnhancer(enlargement, toning, models, memory);
    }

    /** Writes the change of colour of each picture to this {@code .cube} file from now on. Returns this. */
    public FileEnhancer exportingColour(Optional<Path> file) {
        colourTable = file;
        return this;
    }

    /**
     * Enhances a file.
     *
     * @param in JPEG, PNG, GIF, BMP, TIFF, WebP or PNM; stays as it is
     * @param out a PNG, JPEG, TIFF or WebP by its name; appears as a whole, or not at all
     * @return the size, and what the file could not keep, in sentences for people
     * @throws dev.ganvas.error.MalformedFileException when the picture is damaged or beyond a limit
     * @throws dev.ganvas.error.UsageException when there is no network for this scale, or too little memory
     */
    public List<String> enhance(Path in, Path out) throws IOException {
        return enhance(in, out, ProgressListener.NONE);
    }

    /**
     * {@link #enhance(Path, Path)}.
     *
     * @param rows hears how many rows are done
     */
    public List<String> enhance(Path in, Path out, ProgressListener rows) throws IOException {
        try (RasterReader opened = RasterReader.open(in)) {
            return enhance(opened, in, out, rows);
        }
    }

    private List<String> enhance(RasterReader opened, Path in, Path out, ProgressListener rows) throws IOException {
        RasterReader picture = opened;
        List<String> toned = new ArrayList<>();
        boolean changed = enlargement.isPresent();
        if (!toning.isNone()) {
            Raster raster = picture.whole();
            Toning.Outcome outcome = toning.apply(raster, models, rows);
            toned.addAll(outcome.did());
            changed |= outcome.changed();
            if (colourTable.isPresent() && outcome.table().isPresent()) {
                CubeFile.write(colourTable.get(), outcome.table().get(), String.valueOf(in.getFileName()));
            }
            picture = RasterReader.of(raster);
        }
        RasterHeader larger =
                enlargement.isEmpty() ? picture.header() : enlargement.get().header(picture);
        RasterHeader header = changed ? larger.with(larger.metadata().saying(Origin.of(Origin.Kind.ENHANCED))) : larger;
        List<String> said = new ArrayList<>(List.of(header.width() + "x" + header.height()));
        said.addAll(toned);
        said.addAll(header.notes());
        try (RasterWriter writer = RasterWriter.open(out, header)) {
            if (enlargement.isEmpty()) {
                RasterRepair.write(picture, new RasterRepair.Work(List.of(), 1, 1), writer, done -> {});
            } else {
                enlargement.get().write(picture, writer, models, memory, rows);
            }
            said.addAll(writer.notes());
        }
        return said;
    }

    @Override
    public void close() {
        models.close();
    }
}
