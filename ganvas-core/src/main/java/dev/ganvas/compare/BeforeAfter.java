package dev.ganvas.compare;

import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.image.raster.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The pictures of a batch before and after, put onto a page, into strips, or both, in the folder of the results. For one thread at
 * a time.
 */
public final class BeforeAfter {
    /** Name of the page within the folder. */
    public static final String PAGE = "compare.html";

    /** Name of the folder of strips within the folder. */
    public static final String STRIPS = "compare";

    private final Path folder;
    private final Optional<ComparePage> page;
    private final boolean strips;

    /**
     * Begins a comparison.
     *
     * @param folder of the results
     * @param page empty for no page
     * @param strips whether each picture gets a PNG of both beside each other
     */
    public BeforeAfter(Path folder, Optional<ComparePage> page, boolean strips) {
        this.folder = folder;
        this.page = page;
        this.strips = strips;
    }

    /** Keeps how a picture looks before anything is done to it. */
    public Looks of(Raster before) {
        boolean seen = strips || (page.isPresent() && !page.get().isFull());
        return new Looks(seen ? Optional.of(ComparePage.view(before)) : Optional.empty());
    }

    /** How one picture looks on its way. */
    public final class Looks {
        private final Optional<Picture> before;
        private final List<ComparePage.Step> steps = new ArrayList<>();

        private Looks(Optional<Picture> before) {
            this.before = before;
        }

        /** Keeps how it looks after a step. */
        public void step(String name, Raster raster) {
            if (page.isPresent() && before.isPresent() && !page.get().isFull()) {
                steps.add(new ComparePage.Step(name, ComparePage.view(raster)));
            }
        }

        /**
         * Ends with the picture as it is now.
         *
         * @param name of its file below the folder
         * @param said what was found and done
         */
        public void end(Path name, Raster after, List<String> said) throws IOException {
            if (before.isEmpty()) {
                page.ifPresent(ComparePage::count);
                return;
            }
            Picture now = ComparePage.view(after);
            if (strips) {
                Path strip = folder.resolve(STRIPS).resolve(name.resolveSibling(name.getFileName() + ".png"));
                Pictures.writePng(strip, ComparePage.strip(before.get(), now), Origin.real());
            }
            if (page.isPresent()) {
                // One step is what is seen anyway.
                page.get().add(name.toString(), before.get(), now, said, steps.size() > 1 ? steps : List.of());
            }
        }
    }

    /** Writes the page, if there is to be one with anything on it, and says where it is. */
    public Optional<Path> write() throws IOException {
        if (page.isEmpty() || page.get().isEmpty()) {
            return Optional.empty();
        }
        Path file = folder.resolve(PAGE);
        page.get().write(file);
        return Optional.of(file);
    }
}
