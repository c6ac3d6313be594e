package dev.ganvas.spring;

import dev.ganvas.batch.ChangedFile;
import dev.ganvas.random.Seed;
import dev.ganvas.repair.MemoryBudget;
import dev.ganvas.repair.RepairModels;
import dev.ganvas.restore.FileRestorer;
import dev.ganvas.restore.Restoration;
import dev.ganvas.restore.RestoreSettings;
import dev.ganvas.restore.Treatment;
import java.io.IOException;
import java.util.Optional;

/** Restores pictures: looks at each, and does what it needs. For any thread. */
public final class PictureRestorer implements AutoCloseable {
    private final PictureEngine engine;
    private final LazyModel<FileRestorer> usual;
    private final LazyModel<FileRestorer> oldPhoto;

    PictureRestorer(PictureEngine engine, RepairFiles files) {
        this.engine = engine;
        this.usual = new LazyModel<>(engine, "restorer", () -> open(files, Treatment.Wanted.NOTHING_MORE));
        this.oldPhoto =
                new LazyModel<>(engine, "restorer of old photographs", () -> open(files, Treatment.Wanted.OLD_PHOTO));
    }

    private static FileRestorer open(RepairFiles files, Treatment.Wanted wanted) throws IOException {
        RepairModels models = files.open();
        Restoration restoration = new Restoration(RestoreSettings.USUAL, models);
        return FileRestorer.open(
                new Treatment(wanted, restoration, Seed.of(0)), Optional.empty(), new MemoryBudget(files.memory()));
    }

    /**
     * Takes noise and JPEG blocks out, where there are some.
     *
     * @param file JPEG, PNG, GIF, BMP, TIFF, WebP or PNM
     * @return the file, of the same format where that is written, otherwise a PNG, and what was done
     * @throws dev.ganvas.error.MalformedFileException when the picture is damaged or beyond a limit
     * @throws BusyException when its turn does not come
     */
    public ChangedFile restore(byte[] file) throws IOException {
        return restore(file, usual);
    }

    /** {@link #restore} and all else that an old photograph needs: scratches filled, contrast and colour brought back. */
    public ChangedFile restoreOldPhoto(byte[] file) throws IOException {
        return restore(file, oldPhoto);
    }

    private ChangedFile restore(byte[] file, LazyModel<FileRestorer> model) throws IOException {
        return ChangedFile.of(
                engine.admitted(file),
                "picture",
                (in, out) -> model.use("restore", restorer -> restorer.restore(in, out)));
    }

    @Override
    public void close() {
        usual.close();
        oldPhoto.close();
    }
}
