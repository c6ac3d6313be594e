package dev.ganvas.cli;

import dev.ganvas.cli.option.SaliencyOptions;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.Sources;
import dev.ganvas.error.UsageException;
import dev.ganvas.explain.counterfactual.Counterfactual;
import dev.ganvas.explain.counterfactual.CounterfactualSearch;
import dev.ganvas.explain.counterfactual.NearestExamples;
import dev.ganvas.explain.saliency.HeatMap;
import dev.ganvas.features.DifferentiableClassifier;
import dev.ganvas.generate.Generator;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureTable;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What {@code explain} shows for another class: the nearest picture of it, and the picture changed into it by a generator. */
final class CounterEvidence implements AutoCloseable {
    private final DifferentiableClassifier classifier;
    private final Optional<PictureSource> among;
    private final Optional<Drawing> drawing;
    private final int label;
    private final CounterfactualSearch.Settings settings;
    private final Output output;

    /** A generator, and the search that changes its pictures. */
    private record Drawing(Generator generator, CounterfactualSearch search) implements AutoCloseable {
        static Drawing open(Path model, DifferentiableClassifier classifier) throws IOException {
            Generator generator = Generator.open(model);
            try {
                return new Drawing(generator, new CounterfactualSearch(classifier, generator));
            } catch (RuntimeException e) {
                generator.close();
                throw e;
            }
        }

        @Override
        public void close() {
            search.close();
            generator.close();
        }
    }

    private CounterEvidence(
            DifferentiableClassifier classifier,
            Optional<PictureSource> among,
            Optional<Drawing> drawing,
            int label,
            CounterfactualSearch.Settings settings,
            Output output) {
        this.classifier = classifier;
        this.among = among;
        this.drawing = drawing;
        this.label = label;
        this.settings = settings;
        this.output = output;
    }

    /** Opens what the options name; without {@code --against} there is nothing to show. */
    static CounterEvidence of(SaliencyOptions options, DifferentiableClassifier classifier, Seed seed, Output output)
            throws IOException {
        boolean shows = options.among().isPresent() || options.generator().isPresent();
        if (options.against().isPresent() != shows) {
            throw new UsageException(
                    shows
                            ? "Name the other class with --against CLASS."
                            : "--against needs pictures to look among (--among DATA), or a generator (--generator MODEL).");
        }
        int label = options.against()
                .map(name -> AnswerExplanation.label(classifier, name))
                .orElse(0);
        CounterfactualSearch.Settings usual = CounterfactualSearch.Settings.defaults(seed);
        CounterfactualSearch.Settings settings =
                new CounterfactualSearch.Settings(options.steps(), usual.changing(), seed);
        Optional<PictureSource> source = options.among().isPresent()
                ? Optional.of(Sources.open(options.among().get()))
                : Optional.empty();
        try {
            source.ifPresent(pictures ->
                    NearestExamples.label(pictures, options.against().orElseThrow()));
            Optional<Drawing> drawing = options.generator().isPresent()
                    ? Optional.of(Drawing.open(options.generator().get(), classifier))
                    : Optional.empty();
            return new CounterEvidence(classifier, source, drawing, label, settings, output);
        } catch (IOException | RuntimeException e) {
            if (source.isPresent()) {
                source.get().close();
            }
            throw e;
        }
    }

    /**
     * Writes what was asked for about one picture.
     *
     * @param answer the class it was taken for
     * @param explained the file about the picture, beside which others go
     * @return what goes into the result
     */
    Map<String, Object> of(Picture picture, int answer, Origin origin, Path explained) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (among.isEmpty() && drawing.isEmpty()) {
            return fields;
        }
        if (answer == label) {
            output.say("  The classifier's answer is " + name(label) + " already; name another class with --against.");
            return fields;
        }
        if (among.isPresent()) {
            fields.put("nearest", nearest(among.get(), picture, answer, origin, explained));
        }
        if (drawing.isPresent()) {
            fields.put("counterfactual", changed(drawing.get().search(), picture, origin, explained));
        }
        return fields;
    }

    private Map<String, Object> nearest(
            PictureSource source, Picture picture, int answer, Origin origin, Path explained) throws IOException {
        NearestExamples found = NearestExamples.of(classifier, picture, source, name(answer), name(label));
        List<Picture> cells = new ArrayList<>(List.of(shown(picture)));
        List<String> names = new ArrayList<>(List.of("picture"));
        List<Origin.Kind> kinds = new ArrayList<>(List.of(origin.kind()));
        Map<String, Object> fields = new LinkedHashMap<>();
        found.own().ifPresent(own -> {
            cells.add(shown(own.picture()));
            names.add(name(answer));
            kinds.add(own.origin());
            fields.put("own", own.name());
            fields.put("own_distance", own.distance());
        });
        cells.add(shown(found.other().picture()));
        names.add(name(label));
        kinds.add(found.other().origin());
        fields.put("other", found.other().name());
        fields.put("other_distance", found.other().distance());
        Path file = AnswerExplanation.beside(explained, "nearest");
        write(file, cells, names, new Origin(Origin.Kind.of(kinds), origin.software(), origin.details()));
        fields.put("file", file.toString());
        output.say(String.format(
                Locale.ROOT,
                "  Nearest %s: %s at %.3f%s  (cosine distance of features, 0 to 2)",
                name(label),
                found.other().name(),
                found.other().distance(),
                found.own()
                        .map(own -> String.format(
                                Locale.ROOT, "; nearest %s: %s at %.3f", name(answer), own.name(), own.distance()))
                        .orElse("")));
        if (found.unreadable() > 0) {
            output.warn(found.unreadable() + " pictures of " + source.name() + " could not be read");
        }
        return fields;
    }

    private Map<String, Object> changed(CounterfactualSearch search, Picture picture, Origin origin, Path explained)
            throws IOException {
        Counterfactual found = search.towards(label, picture, settings);
        Path file = AnswerExplanation.beside(explained, "changed");
        write(
                file,
                List.of(
                        HeatMap.shown(found.projection().target()),
                        HeatMap.shown(found.projection().picture()),
                        HeatMap.shown(found.changed()),
                        HeatMap.shown(found.difference())),
                List.of("picture", "as drawn", name(label), "difference"),
                new Origin(Origin.Kind.COMPOSITE, origin.software(), origin.details()));
        output.say("  As the generator draws it: " + found.quality());
        output.say(String.format(
                Locale.ROOT,
                found.reached()
                        ? "  Changed into %s (%.3f) by %.1f of 255, root mean square."
                        : "  No picture of %s was found nearby: the nearest reaches %.3f only, changed by %.1f of 255.",
                name(label),
                found.probability(),
                found.change()));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("reached", found.reached());
        fields.put("probability", found.probability());
        fields.put("change", found.change());
        fields.put("projection", found.trust().name().toLowerCase(Locale.ROOT));
        fields.put("projection_pixel_rmse", found.projection().pixelError());
        fields.put("projection_answer", name(found.projectedLabel()));
        fields.put("file", file.toString());
        return fields;
    }

    private Picture shown(Picture picture) {
        return HeatMap.shown(classifier.seen(picture));
    }

    private static void write(Path file, List<Picture> cells, List<String> names, Origin origin) throws IOException {
        PictureTable table = new PictureTable(cells, cells.size(), List.of(), names);
        Pictures.writePng(file, table.named().orElseGet(table::plain), origin);
    }

    private String name(int number) {
        return classifier.classes().get(number);
    }

    @Override
    public void close() throws IOException {
        drawing.ifPresent(Drawing::close);
        if (among.isPresent()) {
            among.get().close();
        }
    }
}
