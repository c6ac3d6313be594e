package dev.ganvas.spark;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Puts labels into files, whose pixels stay byte for byte. */
final class LabelWork implements PictureWork<byte[]> {
    private static final long serialVersionUID = 1L;

    private final LabelOptions options;

    LabelWork(LabelOptions options) {
        this.options = options;
    }

    @Override
    public StructType columns() {
        return new StructType().add(PictureRows.CONTENT, DataTypes.BinaryType);
    }

    @Override
    public byte[] prepare(String name, byte[] content) throws IOException {
        return options.labelled(content, name);
    }

    @Override
    public List<Object[]> results(List<byte[]> prepared) {
        return List.<Object[]>of(new Object[] {prepared.get(0)});
    }
}
