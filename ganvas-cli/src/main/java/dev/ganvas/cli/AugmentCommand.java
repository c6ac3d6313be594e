package dev.ganvas.cli;

import dev.ganvas.cli.option.LabelOptions;
import dev.ganvas.cli.option.ModelOption;
import dev.ganvas.cli.option.SeedOption;
import dev.ganvas.cli.terminal.Interruption;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.cli.terminal.PhaseBar;
import dev.ganvas.cli.usage.Group;
import dev.ganvas.cli.usage.InGroup;
import dev.ganvas.cli.usage.OnDevice;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.Sources;
import dev.ganvas.engine.tensor.Threads;
import dev.ganvas.generate.GeneratedDataSet;
import dev.ganvas.generate.RejectionSampling;
import dev.ganvas.generate.RejectionSampling.Refusal;
import dev.ganvas.generate.RejectionSampling.Tally;
import dev.ganvas.image.label.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@InGroup(Group.MAKE)
@OnDevice
@Command(
        name = "augment",
        description = {
            "Makes a labelled data set of generated pictures, where real ones are scarce.",
            "It draws each class and keeps what is no copy of a training picture, real enough for the discriminator,"
                    + " recognised as its class, and no near-duplicate of another."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Picture number N of a class is what 'ganvas generate' draws as its number N for the same seed.",
            "",
            "Example:  ganvas augment photos --model my-run/best.ganvas --out more --per-class 500"
        })
final class AugmentCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DATA", description = "The real pictures the model was trained on, as for 'ganvas train'.")
    private String data;

    @Mixin
    private ModelOption model;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "New folder to write: a sub-folder a class, and labels.csv.")
    private Path out;

    @Option(
            names = "--per-class",
            defaultValue = "500",
            description = "Pictures of each class, or in all without classes; drawn are at most "
                    + RejectionSampling.MOST_DRAWS_EACH + " times as many (default: ${DEFAULT-VALUE}).")
    private int perClass;

    @Mixin
    private SeedOption seed;

    @Option(
            names = "--least-real",
            paramLabel = "SHARE",
            defaultValue = "0.25",
            description = "Refuse this share of what the model draws of a class, the part that the discriminator finds"
                    + " least real; 0 leaves it out (default: ${DEFAULT-VALUE}).")
    private double leastReal;

    @Option(
            names = "--classifier",
            paramLabel = "FILE",
            description =
                    "A trained extractor that tells the model's classes apart ('ganvas train --task classify'); by default"
                            + " one that ships, if it does.")
    private Optional<Path> extractor;

    @Mixin
    private LabelOptions labels;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        GeneratedDataSet.Order order = new GeneratedDataSet.Order(
                model.file(),
                out,
                new RejectionSampling.Settings(perClass, seed.seed(), leastReal),
                extractor,
                origin());
        try (Threads threads = Threads.use(Runtime.getRuntime().availableProcessors());
                Interruption interruption = Interruption.of(
                        output, "Interrupted; nothing is written.", "Stopping; nothing is written ...");
                PictureSource source = Sources.open(data);
                PhaseBar bar = new PhaseBar(output)) {
            GeneratedDataSet.Result made = GeneratedDataSet.write(source, order, new Display(bar, interruption));
            bar.close();
            if (made.stopped()) {
                return Main.INTERRUPTED;
            }
            report(made);
            output.result(fields(made));
            return made.kept() > 0 ? 0 : Main.FAILED;
        }
    }

    /** Shows how it goes and passes Ctrl-C on. */
    private final class Display implements GeneratedDataSet.Listener {
        private final PhaseBar bar;
        private final Interruption interruption;

        Display(PhaseBar bar, Interruption interruption) {
            this.bar = bar;
            this.interruption = interruption;
        }

        @Override
        public void at(String phase, long done, long total) {
            bar.at(phase, done, total);
        }

        @Override
        public void noted(String message) {
            output.warn(message);
        }

        @Override
        public void writing() {
            interruption.hold();
        }

        @Override
        public boolean stopRequested() {
            return Interruption.requested();
        }
    }

    private Origin origin() throws IOException {
        return labels.origin(Origin.Kind.GENERATED, output)
                .by(Main.Version.current())
                .with("model", String.valueOf(model.file().getFileName()))
                .with("seed", Long.toString(seed.number()))
                .with("least-real", Double.toString(leastReal));
    }

    private void report(GeneratedDataSet.Result made) {
        for (Map.Entry<String, Tally> entry : made.classes().entrySet()) {
            String name = entry.getKey().isEmpty() ? "pictures" : entry.getKey();
            Tally tally = entry.getValue();
            output.say(String.format(Locale.ROOT, "%s: %s", name, words(tally)));
            if (tally.kept() < perClass) {
                output.warn(String.format(
                        Locale.ROOT,
                        "Warning: %s: only %,d of %,d wanted pictures passed in %,d draws; a better model, %s or more real"
                                + " pictures would help.",
                        name,
                        tally.kept(),
                        perClass,
                        tally.drawn(),
                        tally.refused(Refusal.UNREAL) > tally.drawn() / 2 ? "a lower --least-real" : "another --seed"));
            }
        }
        if (made.kept() == 0) {
            output.warn("ganvas: no picture passed, so that nothing was written to " + out + ".");
        } else {
            output.say(made.kept() + (made.kept() == 1 ? " picture in " : " pictures in ") + out);
        }
    }

    private static String words(Tally tally) {
        return String.format(
                Locale.ROOT,
                "%,d drawn, %,d kept; refused: %,d copies of training pictures, %,d unreal, %,d not recognised, %,d"
                        + " near-duplicates",
                tally.drawn(),
                tally.kept(),
                tally.refused(Refusal.COPY),
                tally.refused(Refusal.UNREAL),
                tally.refused(Refusal.OTHER_CLASS),
                tally.refused(Refusal.REPEAT));
    }

    private Map<String, Object> fields(GeneratedDataSet.Result made) {
        List<Map<String, Object>> classes = new ArrayList<>();
        made.classes().forEach((name, tally) -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("class", name);
            fields.put("drawn", tally.drawn());
            fields.put("kept", tally.kept());
            for (Refusal refusal : Refusal.values()) {
                fields.put("refused_" + refusal.name().toLowerCase(Locale.ROOT), tally.refused(refusal));
            }
            classes.add(fields);
        });
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("pictures", made.kept());
        result.put("folder", out.toString());
        result.put("classes", classes);
        return result;
    }
}
