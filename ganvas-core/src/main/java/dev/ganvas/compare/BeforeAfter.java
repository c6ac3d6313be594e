package dev.ganvas.compare;

import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterFile;
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
    private final List<ComparePage.Step> steps = new ArrayList<>();

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

    /** Forgets what was kept of a picture that came to no end. */
    public void begin() {
        steps.clear();
    }

    /** Keeps how a picture looks after a step. */
    public void step(String name, Raster raster) {
        if (page.isPresent() && !page.get().isFull()) {
            steps.add(new ComparePage.Step(name, ComparePage.view(raster)));
        }
    }

    /**
     * Adds a picture, read from its files, with the steps kept since {@link #begin}.
     *
     * @param name of its file below the folder
     * @param before its file
     * @param after that of the result
     * @param said what was found and done
     */
    public void add(Path name, Path before, Path after, List<String> said) throws IOException {
        boolean shown = page.isPresent() && !page.get().isFull();
        if (page.isPresent() && !shown) {
            page.get().count();
        }
        if (!shown && !strips) {
            return;
        }
        Picture was = ComparePage.view(RasterFile.read(before));
        Picture is = ComparePage.view(RasterFile.read(after));
        if (strips) {
            Path strip = folder.resolve(STRIPS).resolve(name + ".png");
            Pictures.writePng(strip, ComparePage.strip(was, is), Origin.real());
        }
        if (shown) {
            // One step is what is seen anyway.
            page.get().add(name.toString(), was, is, said, steps.size() > 1 ? List.copyOf(steps) : List.of());
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
