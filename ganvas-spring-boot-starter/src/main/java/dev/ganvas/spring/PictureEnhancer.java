package dev.ganvas.spring;

import dev.ganvas.batch.ChangedFile;
import dev.ganvas.enhance.Enlargement;
import dev.ganvas.enhance.FileEnhancer;
import dev.ganvas.enhance.Toning;
import dev.ganvas.repair.MemoryBudget;
import dev.ganvas.repair.RepairModels;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;

/** Makes pictures larger, and brings light and colour to them. For any thread. */
public final class PictureEnhancer implements AutoCloseable {
    /** Changes neither light nor colour. */
    private static final Toning SAME = new Toning(0, OptionalDouble.of(0), 0, 0);

    private final PictureEngine engine;
    private final RepairFiles files;
    private final LazyModel<RepairModels> models;

    PictureEnhancer(PictureEngine engine, RepairFiles files) {
        this.engine = engine;
        this.files = files;
        this.models = new LazyModel<>(engine, "enhancer", files::open);
    }

    /**
     * Makes a picture larger.
     *
     * @param file JPEG, PNG, GIF, BMP, TIFF, WebP or PNM
     * @param scale 2, 3 or 4: times as wide and high
     * @return the file, of the same format where that is written, otherwise a PNG, and what was done
     * @throws dev.ganvas.error.MalformedFileException when the picture is damaged or beyond a limit
     * @throws BusyException when its turn does not come
     */
    public ChangedFile enlarge(byte[] file, int scale) throws IOException {
        return enhance(file, Optional.of(new Enlargement(scale, OptionalDouble.empty())), SAME);
    }

    /** Brings light and colour to a picture of the same size. */
    public ChangedFile tone(byte[] file, Toning toning) throws IOException {
        return enhance(file, Optional.empty(), toning);
    }

    private ChangedFile enhance(byte[] file, Optional<Enlargement> enlargement, Toning toning) throws IOException {
        return ChangedFile.of(
                engine.admitted(file),
                "picture",
                // The models are this bean's to close, not each enhancer's.
                (in, out) -> models.use("enhance", open -> FileEnhancer.open(
                                enlargement, toning, open, new MemoryBudget(files.memory()))
                        .enhance(in, out)));
    }

    @Override
    public void close() {
        models.close();
    }
}
