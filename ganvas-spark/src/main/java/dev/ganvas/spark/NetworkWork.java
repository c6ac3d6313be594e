package dev.ganvas.spark;

import dev.ganvas.features.TrainedFeatures;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.Pictures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * What a network says of pictures, always of {@value #BLOCK} at once: sums are added in another order for each size of a batch, and
 * what is said of a picture must not depend on how many share its partition.
 */
final class NetworkWork implements PictureWork<Picture> {
    private static final long serialVersionUID = 1L;
    private static final int BLOCK = 16;

    /** Asks a network. */
    @FunctionalInterface
    interface Question extends java.io.Serializable {
        /** The values of the columns for each picture. */
        List<Object[]> ask(TrainedFeatures network, List<Picture> pictures);
    }

    private final SharedModels.Handle<TrainedFeatures> model;
    private final StructType columns;
    private final Question question;
    private transient int side;

    NetworkWork(SharedModels.Handle<TrainedFeatures> model, StructType columns, Question question) {
        this.model = model;
        this.columns = columns;
        this.question = question;
    }

    @Override
    public StructType columns() {
        return columns;
    }

    @Override
    public int block() {
        return BLOCK;
    }

    @Override
    public Picture prepare(String name, byte[] content) throws IOException {
        if (side == 0) {
            side = model.use(network -> network.input().width());
        }
        // As small as the network sees it, so that a block of large pictures fits into memory.
        return Pictures.square(PictureDecoder.decode(content, name), side);
    }

    @Override
    public List<Object[]> results(List<Picture> prepared) throws IOException {
        List<Picture> full = new ArrayList<>(prepared);
        while (full.size() < BLOCK) {
            full.add(prepared.get(0));
        }
        return model.use(network -> question.ask(network, full)).subList(0, prepared.size());
    }
}
