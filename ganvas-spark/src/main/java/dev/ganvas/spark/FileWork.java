package dev.ganvas.spark;

import dev.ganvas.batch.ChangedFile;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Makes a better file of each. */
final class FileWork<M extends AutoCloseable> implements PictureWork<FileWork.NamedFile> {
    private static final long serialVersionUID = 1L;

    /** What a model does with a file. */
    @FunctionalInterface
    interface Change<M> extends Serializable {
        /** Makes one file of the other, and says what was done. */
        List<String> apply(M model, Path in, Path out) throws IOException;
    }

    /** A file that waits for its turn. */
    record NamedFile(String name, byte[] content) {}

    private final SharedModels.Handle<M> model;
    private final Change<M> change;

    FileWork(SharedModels.Handle<M> model, Change<M> change) {
        this.model = model;
        this.change = change;
    }

    @Override
    public StructType columns() {
        return new StructType()
                .add(PictureRows.CONTENT, DataTypes.BinaryType)
                .add("done", DataTypes.createArrayType(DataTypes.StringType, false));
    }

    @Override
    public NamedFile prepare(String name, byte[] content) {
        return new NamedFile(name, content);
    }

    @Override
    public List<Object[]> results(List<NamedFile> prepared) throws IOException {
        NamedFile file = prepared.get(0);
        ChangedFile changed = ChangedFile.of(
                file.content(), file.name(), (in, out) -> model.use(opened -> change.apply(opened, in, out)));
        return List.<Object[]>of(new Object[] {changed.content(), changed.done().toArray(String[]::new)});
    }
}
