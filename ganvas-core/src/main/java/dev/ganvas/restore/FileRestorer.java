package dev.ganvas.restore;

import dev.ganvas.data.PhaseListener;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.image.label.LabelledFile;
import dev.ganvas.image.label.Origin;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterFile;
import dev.ganvas.image.raster.RasterHeader;
import dev.ganvas.image.raster.RasterReader;
import dev.ganvas.image.raster.RasterWriter;
import dev.ganvas.io.AtomicFile;
import dev.ganvas.random.Seed;
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
    private final Treatment treatment;
    private final Optional<Filling> filling;
    private final MemoryBudget memory;

    private FileRestorer(Treatment treatment, Optional<Filling> filling, MemoryBudget memory) {
        this.treatment = treatment;
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
        return open(new Treatment(Treatment.Wanted.NOTHING_MORE, restoration, Seed.of(0)), filling, memory);
    }

    /**
     * With more than a restoration. What more there is needs the picture as a whole in memory.
     *
     * @param treatment whose models are closed with this
     * @param filling done first
     * @param memory that all may take
     * @throws dev.ganvas.error.UsageException when there is no network for what is asked for whatever the picture
     */
    public static FileRestorer open(Treatment treatment, Optional<Filling> filling, MemoryBudget memory)
            throws IOException {
        treatment.requireModels();
        return new FileRestorer(treatment, filling, memory);
    }

    /**
     * What goes with one file.
     *
     * @param filling done first, in place of that of the restorer
     * @param steps hears of steps, unless all are taken in rows
     * @param rows hears how many rows are done
     */
    public record Watch(Optional<Filling> filling, Treatment.Listener steps, ProgressListener rows) {}

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
        return restore(in, out, new Watch(filling, Treatment.Listener.NONE, rows));
    }

    /** {@link #restore(Path, Path)}, watched. */
    public List<String> restore(Path in, Path out, Watch watch) throws IOException {
        try (RasterReader opened = RasterReader.open(in)) {
            return restore(opened, in, out, watch);
        }
    }

    private List<String> restore(RasterReader opened, Path in, Path out, Watch watch) throws IOException {
        RasterReader picture = opened;
        List<Restoration.Step> steps = new ArrayList<>();
        List<Treatment.Taken> taken = new ArrayList<>();
        if (watch.filling().isPresent() || !treatment.wanted().isNothingMore()) {
            Raster raster = picture.whole();
            PhaseListener phases = (phase, done, total) -> watch.rows().at(done, total);
            taken.addAll(treatment.apply(raster, watch.filling(), phases, watch.steps()));
            picture = RasterReader.of(raster);
        } else {
            for (Restoration.Step step : treatment.restoration().needed(Diagnosis.of(picture))) {
                Treatment.Taken what = treatment.taken(step);
                taken.add(what);
                if (what.changed()) {
                    steps.add(step);
                }
            }
        }
        boolean changed = taken.stream().anyMatch(Treatment.Taken::changed);
        List<String> said = new ArrayList<>();
        taken.forEach(step -> said.add(step.words()));
        if (!changed) {
            said.add(taken.isEmpty() ? "needs nothing" : "nothing else");
        }
        if (!changed && isSameFormat(in, out)) {
            AtomicFile.write(out, to -> Files.copy(in, to));
            said.add("copied");
            return said;
        }
        Origin origin =
                taken.stream().anyMatch(Treatment.Taken::madeUp) ? Origin.composite() : Origin.of(Origin.Kind.ENHANCED);
        RasterHeader header =
                changed ? picture.header().with(picture.header().metadata().saying(origin)) : picture.header();
        said.addAll(header.notes());
        try (RasterWriter writer = RasterWriter.open(out, header)) {
            treatment.restoration().write(picture, steps, writer, memory, watch.rows());
            said.addAll(writer.notes());
        }
        LabelledFile.label(out, origin);
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
        treatment.restoration().models().close();
    }
}
