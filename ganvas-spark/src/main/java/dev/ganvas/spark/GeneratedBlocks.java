package dev.ganvas.spark;

import dev.ganvas.generate.Generator;
import dev.ganvas.generate.Latent;
import dev.ganvas.image.Picture;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.label.Origin;
import dev.ganvas.io.Version;
import dev.ganvas.random.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Draws blocks of pictures, each named by its number, so that it does not matter who draws which, nor how often. */
final class GeneratedBlocks implements FlatMapFunction<Long, Row> {
    private static final long serialVersionUID = 1L;

    /** Pictures of a block: a multiple of what the sampler draws at once, so that each keeps its place. */
    static final int BLOCK = 32;

    static final StructType SCHEMA = new StructType()
            .add("number", DataTypes.LongType, false)
            .add("class", DataTypes.StringType)
            .add(PictureRows.CONTENT, DataTypes.BinaryType, false);

    private final SharedModels.Handle<Generator> model;
    private final Generation generation;
    private final LabelChoice labels;

    GeneratedBlocks(SharedModels.Handle<Generator> model, Generation generation, LabelChoice labels) {
        this.model = model;
        this.generation = generation;
        this.labels = labels;
    }

    /** A picture before it is a file. */
    private record Drawn(long number, String className, Picture picture) {}

    @Override
    public Iterator<Row> call(Long block) {
        try {
            Origin[] origin = new Origin[1];
            List<Drawn> drawn = model.use(generator -> {
                origin[0] = origin(generator);
                return drawn(generator, block * BLOCK);
            });
            // Other tasks may use the model while this one encodes.
            return drawn.stream().map(each -> row(each, origin[0])).iterator();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Drawn> drawn(Generator generator, long first) {
        int count = (int) Math.min(BLOCK, generation.count() - first);
        OptionalInt label = generation.className().isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(generator.classNumber(generation.className()));
        List<Latent> points = generator.latents(
                new Generator.Request(count, Seed.of(generation.seed()), generation.truncation(), label), first);
        List<Picture> pictures = generator.draw(points);
        List<Drawn> drawn = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            OptionalInt number = points.get(i).label();
            String name = number.isEmpty() ? null : generator.classes().get(number.getAsInt());
            drawn.add(new Drawn(first + i, name, pictures.get(i)));
        }
        return drawn;
    }

    /** What every picture says of itself, as those of the command line do. */
    private Origin origin(Generator generator) throws IOException {
        return Origin.of(Origin.Kind.GENERATED, labels.labelling())
                .by(Version.current())
                .with("model", model.files().get(0).name())
                .with("model-sha256", generator.weightsSha256())
                .with("seed", Long.toString(generation.seed()))
                .with("truncation", Double.toString(generation.truncation()));
    }

    private static Row row(Drawn drawn, Origin common) {
        Origin origin = common.with("number", Long.toString(drawn.number()));
        Origin own = drawn.className() == null ? origin : origin.with("class", drawn.className());
        Object[] values = {drawn.number(), drawn.className(), Pictures.png(drawn.picture(), own)};
        return new GenericRowWithSchema(values, SCHEMA);
    }
}
