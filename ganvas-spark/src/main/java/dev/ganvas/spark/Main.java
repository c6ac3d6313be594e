package dev.ganvas.spark;

import dev.ganvas.enhance.Enlargement;
import dev.ganvas.enhance.Toning;
import dev.ganvas.error.GanvasException;
import dev.ganvas.error.UsageException;
import dev.ganvas.restore.RestoreSettings;
import dev.ganvas.restore.Treatment;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code spark-submit} starts: a verb, where pictures are, and where results go. */
@Command(
        name = "ganvas-spark",
        description = "Pictures on a cluster: generate, restore, enhance, recognize, embed, label.",
        mixinStandardHelpOptions = true,
        subcommands = {
            Main.Generate.class,
            Main.Restore.class,
            Main.Enhance.class,
            Main.Recognize.class,
            Main.Embed.class,
            Main.Label.class
        })
public final class Main {
    private static final int FAILED = 1;

    private Main() {}

    public static void main(String[] arguments) {
        int code = run(arguments);
        if (code != 0) {
            System.exit(code);
        }
    }

    static int run(String... arguments) {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    if (failure instanceof GanvasException || failure instanceof IOException) {
                        line.getErr().println("ganvas: " + failure.getMessage());
                        return FAILED;
                    }
                    throw failure;
                })
                .execute(arguments);
    }

    @Command(name = "generate", description = "Draws pictures by a generator.", mixinStandardHelpOptions = true)
    static final class Generate implements Callable<Integer> {
        @Option(
                names = "--model",
                required = true,
                description = "A file on the driver's disk, or a generator that ships.")
        private String model;

        @Option(names = "--count", defaultValue = "64", description = "Pictures (default: ${DEFAULT-VALUE}).")
        private long count;

        @Option(names = "--seed", defaultValue = "0", description = "Names the pictures (default: ${DEFAULT-VALUE}).")
        private long seed;

        @Option(names = "--class", defaultValue = "", description = "Draw this class (default: all in turn).")
        private String className;

        @Option(
                names = "--truncation",
                defaultValue = "1",
                description = "Above 0 to 1: smaller is more typical (default: ${DEFAULT-VALUE}).")
        private double truncation;

        @Mixin
        private ResultOptions results;

        @Override
        public Integer call() throws IOException {
            SparkSession session = SparkSession.builder().getOrCreate();
            Generation generation = new Generation(model, count, seed, className, truncation);
            return results.write(SparkPictures.on(session).generate(generation), true);
        }
    }

    @Command(
            name = "restore",
            description = "Takes noise, JPEG blocks, scratches and blur out.",
            mixinStandardHelpOptions = true)
    static final class Restore implements Callable<Integer> {
        @Mixin
        private InputOptions pictures;

        @Option(names = "--old-photo", description = "All that an old photograph needs.")
        private boolean oldPhoto;

        @Option(names = "--deblur", description = "Sharpen what is mildly blurred.")
        private boolean deblur;

        @Option(
                names = "--strength",
                defaultValue = "1",
                description = "0 to 1: how much of the change is taken (default: ${DEFAULT-VALUE}).")
        private double strength;

        @Mixin
        private ModelOptions models;

        @Mixin
        private ResultOptions results;

        @Override
        public Integer call() throws IOException {
            boolean old = oldPhoto;
            boolean sharper = deblur;
            double much = strength;
            RestoreOptions options = new RestoreOptions(
                    () -> new RestoreSettings(RestoreSettings.Amount.AUTO, true, sharper, much),
                    () -> old ? Treatment.Wanted.OLD_PHOTO : Treatment.Wanted.NOTHING_MORE,
                    models.files);
            SparkPictures ganvas = SparkPictures.on(SparkSession.builder().getOrCreate());
            return results.write(ganvas.restore(pictures.read(ganvas), options), true);
        }
    }

    @Command(
            name = "enhance",
            description = "Makes pictures larger, and brings light and colour to them.",
            mixinStandardHelpOptions = true)
    static final class Enhance implements Callable<Integer> {
        @Mixin
        private InputOptions pictures;

        @Option(
                names = "--scale",
                defaultValue = "1",
                description = "1 to 4: times as wide and high (default: ${DEFAULT-VALUE}).")
        private int scale;

        @Option(names = "--light", defaultValue = "0", description = "0 to 1 (default: ${DEFAULT-VALUE}).")
        private double light;

        @Option(names = "--color", defaultValue = "0", description = "0 to 1 (default: ${DEFAULT-VALUE}).")
        private double color;

        @Mixin
        private ModelOptions models;

        @Mixin
        private ResultOptions results;

        @Override
        public Integer call() throws IOException {
            if (scale == 1 && light == 0 && color == 0) {
                throw new UsageException("Say what is to be better: --scale, --light or --color.");
            }
            int times = scale;
            double lighter = light;
            double colourful = color;
            EnhanceOptions options = new EnhanceOptions(
                    () -> times == 1 ? Optional.empty() : Optional.of(new Enlargement(times, OptionalDouble.empty())),
                    () -> new Toning(0, OptionalDouble.of(lighter), 0, colourful),
                    models.files);
            SparkPictures ganvas = SparkPictures.on(SparkSession.builder().getOrCreate());
            return results.write(ganvas.enhance(pictures.read(ganvas), options), true);
        }
    }

    @Command(name = "recognize", description = "Says what is in pictures.", mixinStandardHelpOptions = true)
    static final class Recognize implements Callable<Integer> {
        @Mixin
        private InputOptions pictures;

        @Option(
                names = "--model",
                defaultValue = "cifar10-objects",
                description = "A file on the driver's disk, or a classifier that ships (default: ${DEFAULT-VALUE}).")
        private String model;

        @Option(names = "--top", defaultValue = "5", description = "Classes to name (default: ${DEFAULT-VALUE}).")
        private int top;

        @Mixin
        private ResultOptions results;

        @Override
        public Integer call() throws IOException {
            SparkPictures ganvas = SparkPictures.on(SparkSession.builder().getOrCreate());
            return results.write(ganvas.recognize(pictures.read(ganvas), model, top), false);
        }
    }

    @Command(name = "embed", description = "Turns pictures into vectors.", mixinStandardHelpOptions = true)
    static final class Embed implements Callable<Integer> {
        @Mixin
        private InputOptions pictures;

        @Option(
                names = "--model",
                defaultValue = "cifar10-features",
                description = "A file on the driver's disk, or an extractor that ships (default: ${DEFAULT-VALUE}).")
        private String model;

        @Mixin
        private ResultOptions results;

        @Override
        public Integer call() throws IOException {
            SparkPictures ganvas = SparkPictures.on(SparkSession.builder().getOrCreate());
            return results.write(ganvas.embed(pictures.read(ganvas), model), false);
        }
    }

    @Command(
            name = "label",
            description = "Labels pictures of other programs as generated.",
            mixinStandardHelpOptions = true)
    static final class Label implements Callable<Integer> {
        @Mixin
        private InputOptions pictures;

        @Option(names = "--producer", required = true, description = "Name or code of who generated them.")
        private String producer;

        @Option(names = "--composite", description = "Only parts are generated.")
        private boolean composite;

        @Option(
                names = "--key",
                defaultValue = "",
                description = "Sign with this key; a file at the same path on each machine.")
        private String key;

        @Mixin
        private ResultOptions results;

        @Override
        public Integer call() throws IOException {
            SparkPictures ganvas = SparkPictures.on(SparkSession.builder().getOrCreate());
            LabelOptions options = new LabelOptions(producer, composite, key);
            return results.write(ganvas.label(pictures.read(ganvas), options), true);
        }
    }

    /** Networks of one's own. */
    static final class ModelOptions {
        @Option(names = "--model", description = "A file on the driver's disk, before those that ship.")
        private List<String> files = List.of();
    }

    /** Where pictures are. */
    static final class InputOptions {
        @Parameters(
                arity = "1..*",
                paramLabel = "IN",
                description = "Folders of pictures, of any file system of Spark's.")
        private List<String> inputs;

        @Option(
                names = "--most-bytes",
                defaultValue = "67108864",
                description = "Larger files are not read (default: ${DEFAULT-VALUE}).")
        private long mostBytes;

        Dataset<Row> read(SparkPictures ganvas) {
            return ganvas.read(inputs, mostBytes);
        }
    }
}
