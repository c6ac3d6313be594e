package dev.ganvas.spark;

import dev.ganvas.enhance.FileEnhancer;
import dev.ganvas.error.Require;
import dev.ganvas.error.UsageException;
import dev.ganvas.features.TrainedFeatures;
import dev.ganvas.generate.Generator;
import dev.ganvas.restore.FileRestorer;
import dev.ganvas.vision.Prediction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ganvas on a cluster: data sets of pictures in, data sets out.
 *
 * <pre>{@code
 * SparkPictures ganvas = SparkPictures.on(session);
 * Dataset<Row> scans = ganvas.read("hdfs:///scans");
 * ganvas.restore(scans, RestoreOptions.USUAL).write().parquet("hdfs:///restored");
 * }</pre>
 *
 * <p>Pictures are files in a binary column {@code content}; a column {@code path} is their name in messages; all other columns stay. A
 * picture that cannot be used has its reason in the column {@code error}, and the job goes on. What comes of a picture depends on
 * the picture, the model, the settings and {@code spark.task.cpus} alone.
 *
 * <p>Give a task all processors of its executor ({@code spark.task.cpus} = {@code spark.executor.cores}): tasks take turns at a model, and the
 * network runs on as many threads as a task has processors.
 */
public final class SparkPictures {
    private static final Logger LOG = LoggerFactory.getLogger(SparkPictures.class);
    private static final String DEFAULT_OF_SPARK = "1";

    private final SparkSession session;
    private final LongAccumulator loads;

    private SparkPictures(SparkSession session) {
        this.session = session;
        this.loads = session.sparkContext().longAccumulator("models opened");
    }

    /** On a session, whose context must be of this process. */
    public static SparkPictures on(SparkSession session) {
        int task = Integer.parseInt(session.sparkContext().conf().get("spark.task.cpus", DEFAULT_OF_SPARK));
        int executor = Integer.parseInt(session.sparkContext().conf().get("spark.executor.cores", DEFAULT_OF_SPARK));
        if (task < executor) {
            LOG.warn(
                    "A task has {} of its executor's {} processors (spark.task.cpus); tasks take turns at the model, so"
                            + " give a task all of them.",
                    task,
                    executor);
        }
        return new SparkPictures(session);
    }

    /** How often executors have opened a model for this, in tasks that have ended well. */
    public long modelsOpened() {
        return loads.sum();
    }

    /** Picture files below these folders, of at most {@link PictureFiles#USUAL_BYTES} bytes each; see {@link PictureFiles}. */
    public Dataset<Row> read(String... paths) {
        return read(Arrays.asList(paths), PictureFiles.USUAL_BYTES);
    }

    /**
     * Picture files below these folders.
     *
     * @param paths of any file system that Spark reads
     * @param mostBytes larger files are not read; their rows have no {@code content}, and an error after what is done with them
     */
    public Dataset<Row> read(List<String> paths, long mostBytes) {
        return PictureFiles.read(session, paths, mostBytes);
    }

    /**
     * Draws pictures, with the labels that the driver's properties and environment ask for.
     *
     * @return rows of {@code number}, {@code class} (null without classes) and {@code content}, a PNG: the same bytes for a number
     *     whatever the partitions
     */
    public Dataset<Row> generate(Generation generation) throws IOException {
        SharedModels.Handle<Generator> model =
                handle("generator", List.of(generation.model()), files -> Generator.open(files.get(0)));
        long blocks = (generation.count() + GeneratedBlocks.BLOCK - 1) / GeneratedBlocks.BLOCK;
        // Small enough that a lost task costs little, large enough that Spark has little to do.
        long parts = Math.min(blocks, 4L * session.sparkContext().defaultParallelism());
        FlatMapFunction<Long, Row> draw = new GeneratedBlocks(model, generation, LabelChoice.configured());
        return session.range(0, blocks, 1, (int) parts).flatMap(draw, Encoders.row(GeneratedBlocks.SCHEMA));
    }

    /**
     * Restores pictures.
     *
     * @return {@code content} restored, {@code done} in sentences for people, {@code error}
     */
    public Dataset<Row> restore(Dataset<Row> pictures, RestoreOptions options) throws IOException {
        SharedModels.Handle<FileRestorer> model = handle(options.kind(), options.models(), options::open);
        return PictureRows.of(pictures, new FileWork<>(model, (restorer, in, out) -> restorer.restore(in, out)));
    }

    /**
     * Makes pictures larger, or brings light and colour to them.
     *
     * @return {@code content} enhanced, {@code done} in sentences for people, {@code error}
     */
    public Dataset<Row> enhance(Dataset<Row> pictures, EnhanceOptions options) throws IOException {
        SharedModels.Handle<FileEnhancer> model = handle(options.kind(), options.models(), options::open);
        return PictureRows.of(pictures, new FileWork<>(model, (enhancer, in, out) -> enhancer.enhance(in, out)));
    }

    /**
     * Says what is in pictures.
     *
     * @param model a classifier's file on the driver's disk, or the name of one that ships, such as {@code cifar10-objects}
     * @param top classes to name
     * @return {@code class} (null when it is none of them) and {@code confidence} of the best, {@code answers}, {@code error}; no
     *     {@code content}
     */
    public Dataset<Row> recognize(Dataset<Row> pictures, String model, int top) throws IOException {
        Require.positive(top, "classes to name");
        StructType answer = new StructType()
                .add("class", DataTypes.StringType, false)
                .add("probability", DataTypes.DoubleType, false);
        StructType columns = new StructType()
                .add("class", DataTypes.StringType)
                .add("confidence", DataTypes.DoubleType)
                .add("answers", DataTypes.createArrayType(answer, false));
        return PictureRows.of(
                pictures, new NetworkWork(features(model), columns, (network, shown) -> network.predict(shown).stream()
                        .map(each -> answers(each, network.calibration().threshold(), top))
                        .toList()));
    }

    private static Object[] answers(Prediction prediction, double threshold, int top) {
        Row[] answers = prediction.best(top).stream()
                .map(answer -> RowFactory.create(answer.name(), answer.probability()))
                .toArray(Row[]::new);
        String name = prediction.isNone(threshold) ? null : prediction.best().name();
        return new Object[] {name, prediction.best().probability(), answers};
    }

    /**
     * Turns pictures into vectors that are near each other for pictures that look alike.
     *
     * @param model a feature extractor's file on the driver's disk, or the name of one that ships, such as {@code cifar10-features}
     * @return {@code vector}, {@code error}; no {@code content}
     */
    public Dataset<Row> embed(Dataset<Row> pictures, String model) throws IOException {
        StructType columns = new StructType().add("vector", DataTypes.createArrayType(DataTypes.FloatType, false));
        return PictureRows.of(
                pictures,
                new NetworkWork(
                        features(model), columns, (network, shown) -> vectors(network.embed(shown), shown.size())));
    }

    private static List<Object[]> vectors(float[] all, int count) {
        int dimension = all.length / count;
        List<Object[]> vectors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            vectors.add(new Object[] {Arrays.copyOfRange(all, i * dimension, (i + 1) * dimension)});
        }
        return vectors;
    }

    /**
     * Labels pictures of other programs as generated; pixels stay byte for byte.
     *
     * @return {@code content} with its label, {@code error}
     */
    public Dataset<Row> label(Dataset<Row> pictures, LabelOptions options) {
        return PictureRows.of(pictures, new LabelWork(options));
    }

    /**
     * How many pictures could not be used.
     *
     * @param done what came of pictures, best read again from where it was written
     * @param most the proportion that may be so, 0 to 1
     * @return how many
     * @throws UsageException when there are more, which names the most frequent reasons
     */
    public static long requireFewErrors(Dataset<Row> done, double most) {
        Require.within(most, 0, 1, "proportion of errors");
        Dataset<Row> failed = done.filter(functions.col(PictureRows.ERROR).isNotNull());
        long errors = failed.count();
        long all = done.count();
        if (errors > most * all) {
            List<String> reasons = new ArrayList<>();
            for (Row row : failed.groupBy(PictureRows.ERROR)
                    .count()
                    .orderBy(functions.col("count").desc())
                    .takeAsList(3)) {
                reasons.add(row.getLong(1) + " x " + row.getString(0));
            }
            throw new UsageException(
                    errors + " of " + all + " pictures could not be used: " + String.join("; ", reasons));
        }
        return errors;
    }

    private SharedModels.Handle<TrainedFeatures> features(String model) throws IOException {
        return handle("features", List.of(model), files -> TrainedFeatures.open(files.get(0)));
    }

    private <M extends AutoCloseable> SharedModels.Handle<M> handle(
            String kind, List<String> models, SharedModels.Opener<M> opener) throws IOException {
        List<BroadcastModel> files = new ArrayList<>();
        for (String model : models) {
            files.add(BroadcastModel.of(session, model));
        }
        return new SharedModels.Handle<>(kind, List.copyOf(files), opener, loads);
    }
}
