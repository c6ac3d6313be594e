package dev.ganvas.cli.option;

import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import dev.ganvas.explain.direction.DirectionFile;
import dev.ganvas.explain.direction.LatentAxes;
import dev.ganvas.explain.direction.LatentDirection;
import dev.ganvas.generate.Generator;
import dev.ganvas.generate.Latent;
import dev.ganvas.generate.latent.LatentFile;
import dev.ganvas.generate.latent.LatentInversion;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.label.Origin;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/** Which latent points are drawn: those of a seed, of a file, or near a picture's; and how they are moved. */
public final class LatentOptions {
    @Option(
            names = "--from-latent",
            paramLabel = "FILE",
            description = "Draw the latent points of this file instead, which 'ganvas project --latent' wrote.")
    private Path file;

    @Option(
            names = "--like",
            paramLabel = "PICTURE",
            description = "Draw pictures near this one instead: as near as the generator can come, then neighbours.")
    private Path like;

    @Option(
            names = "--strength",
            defaultValue = "0.2",
            description = "With --like: 0 for the picture itself to 1 for any (default: ${DEFAULT-VALUE}).")
    private double strength;

    @Option(
            names = "--edit",
            paramLabel = "NAME=AMOUNT",
            description =
                    "Move along a direction, by deviations such as +2 or -1.5; may be given several times. axis-1 and on"
                            + " are the strongest axes of the first layer and need no file.")
    private List<String> edits = new ArrayList<>();

    @Option(
            names = "--directions",
            paramLabel = "FILE",
            description = "Where the directions are, which 'ganvas explain' wrote as " + DirectionFile.NAME + ".")
    private Path directions;

    /** The points that {@code request} asks for, or the other source named. */
    public List<Latent> of(Generator generator, Generator.Request request) throws IOException {
        List<Latent> points = new ArrayList<>(unmoved(generator, request));
        for (String edit : edits) {
            LatentDirection direction = named(generator, edit.substring(0, equals(edit)));
            double amount = amount(edit);
            points.replaceAll(point -> direction.move(point, amount));
        }
        return points;
    }

    private List<Latent> unmoved(Generator generator, Generator.Request request) throws IOException {
        if (file != null && like != null) {
            throw new UsageException("Give --from-latent or --like, not both.");
        }
        if (file != null) {
            List<Latent> points = LatentFile.read(file, generator);
            return request.label().isEmpty()
                    ? points
                    : points.stream()
                            .map(point -> point.as(request.label().getAsInt()))
                            .toList();
        }
        if (like == null) {
            return generator.latents(request);
        }
        Latent nearest = nearest(generator, request.seed(), request.label());
        return IntStream.range(0, request.count())
                .mapToObj(i -> i == 0
                        ? nearest
                        : nearest.neighbour(
                                strength, request.seed().child("neighbour").child(i)))
                .toList();
    }

    private Latent nearest(Generator generator, Seed seed, OptionalInt label) throws IOException {
        try (LatentInversion inversion = new LatentInversion(generator)) {
            return inversion
                    .project(PictureDecoder.decode(like), LatentInversion.Settings.defaults(seed, label))
                    .latent();
        }
    }

    private LatentDirection named(Generator generator, String name) throws IOException {
        if (LatentAxes.isName(name)) {
            int number = Integer.parseInt(name.substring(name.indexOf('-') + 1));
            List<LatentDirection> axes = LatentAxes.of(generator, number);
            Require.that(axes.size() >= number, "This generator has no " + name + ".");
            return axes.get(number - 1);
        }
        if (directions == null) {
            throw new UsageException("--edit needs --directions FILE; 'ganvas explain MODEL --out DIR' writes DIR/"
                    + DirectionFile.NAME + ". Without it there are axis-1, axis-2 and so on, which have no names.");
        }
        List<LatentDirection> all = DirectionFile.read(directions);
        return all.stream()
                .filter(direction -> direction.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("There is no direction '" + name + "' in " + directions
                        + "; it has "
                        + String.join(
                                ", ", all.stream().map(LatentDirection::name).toList()) + "."));
    }

    /** The last one: names such as {@code hair-color=black} hold one themselves. */
    private static int equals(String edit) {
        int equals = edit.lastIndexOf('=');
        if (equals < 1) {
            throw new UsageException("--edit is NAME=AMOUNT, such as brightness=+2, not '" + edit + "'.");
        }
        return equals;
    }

    private static double amount(String edit) {
        try {
            double amount = Double.parseDouble(edit.substring(equals(edit) + 1));
            if (Double.isFinite(amount)) {
                return amount;
            }
        } catch (NumberFormatException e) {
            throw new UsageException("--edit needs a number after '=', such as brightness=+2, not '" + edit + "'.", e);
        }
        throw new UsageException("--edit needs a finite number, not '" + edit + "'.");
    }

    /** The origin of what is drawn by these options. */
    public Origin describe(Origin drawn) {
        Origin origin = drawn;
        if (file != null) {
            origin = origin.with("latents", String.valueOf(file.getFileName()));
        }
        if (like != null) {
            origin =
                    origin.with("like", String.valueOf(like.getFileName())).with("strength", Double.toString(strength));
        }
        return edits.isEmpty() ? origin : origin.with("edit", String.join(" ", edits));
    }
}
