package dev.ganvas.generate.latent;

import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import dev.ganvas.generate.Generator;
import dev.ganvas.generate.Latent;
import dev.ganvas.image.Animation;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Pictures of latent points side by side and one after another. */
public final class LatentGallery {
    /** Cells a table may have. */
    public static final int MAX_CELLS = 4_000;

    private static final int GAP = 2;
    private static final int MILLIS_PER_SECOND = 1000;

    private final Generator generator;

    /** @param generator stays the caller's to close */
    public LatentGallery(Generator generator) {
        this.generator = generator;
    }

    /**
     * The same points as every class: a row a class, a column a point.
     *
     * @throws UsageException when the generator has no classes
     */
    public Picture classes(List<Latent> points) {
        requireClasses("sweep");
        List<Latent> cells = new ArrayList<>();
        for (int label : allLabels()) {
            points.forEach(point -> cells.add(point.as(label)));
        }
        return table(cells, points.size());
    }

    /**
     * One point as every mixture of two classes: the form is that of the row's class, the finish that of the column's. On
     * the diagonal are the pictures that {@link #classes} shows.
     *
     * @throws UsageException when the generator has no classes
     */
    public Picture mixtures(Latent point) {
        requireClasses("mix");
        List<Latent> cells = new ArrayList<>();
        List<Integer> finish = new ArrayList<>();
        for (int row : allLabels()) {
            for (int column : allLabels()) {
                cells.add(point.as(row));
                finish.add(column);
            }
        }
        requireCells(cells);
        return Pictures.grid(generator.draw(cells, finish), allLabels().size(), GAP);
    }

    private void requireClasses(String verb) {
        if (generator.classes().isEmpty()) {
            throw new UsageException("This generator was trained without classes; there are none to " + verb + ".");
        }
    }

    /**
     * The round trip through {@code points} as a table: a row for the way from each point to the next, {@code steps}
     * pictures long.
     */
    public Picture strip(List<Latent> points, int steps) {
        return table(Interpolation.loop(points, steps), steps);
    }

    private Picture table(List<Latent> cells, int columns) {
        requireCells(cells);
        return Pictures.grid(generator.draw(cells), columns, GAP);
    }

    private static void requireCells(List<Latent> cells) {
        Require.within(cells.size(), 1, MAX_CELLS, "cells of a picture table");
    }

    /**
     * The round trip through {@code points} as an animation.
     *
     * @param steps frames from each point to the next
     * @param framesPerSecond 1 to 50
     */
    public Animation loop(List<Latent> points, int steps, int framesPerSecond) {
        return animation(
                Interpolation.loop(points, steps).stream().map(List::of).toList(), framesPerSecond);
    }

    /** The same round trip for every class at once, in cells side by side. */
    public Animation loopOfClasses(List<Latent> points, int steps, int framesPerSecond) {
        List<List<Latent>> frames = Interpolation.loop(points, steps).stream()
                .map(point -> allLabels().stream().map(point::as).toList())
                .toList();
        return animation(frames, framesPerSecond);
    }

    private List<Integer> allLabels() {
        return IntStream.range(0, generator.classes().size()).boxed().toList();
    }

    private Animation animation(List<List<Latent>> frames, int framesPerSecond) {
        Require.within(framesPerSecond, 1, 50, "frames a second");
        Require.within(frames.size(), 1, Animation.MAX_FRAMES, "frames of an animation");
        int cells = frames.get(0).size();
        List<Picture> pictures =
                generator.draw(frames.stream().flatMap(List::stream).toList());
        int columns = (int) Math.ceil(Math.sqrt(cells));
        List<Picture> drawn = IntStream.range(0, frames.size())
                .mapToObj(i -> cells == 1
                        ? pictures.get(i)
                        : Pictures.grid(pictures.subList(i * cells, (i + 1) * cells), columns, GAP))
                .toList();
        return Animation.steady(drawn, MILLIS_PER_SECOND / framesPerSecond);
    }
}
