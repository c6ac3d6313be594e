package dev.ganvas.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ganvas.data.PictureSource;
import dev.ganvas.data.ProgressListener;
import dev.ganvas.data.TrainingData;
import dev.ganvas.engine.machine.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a capability gives to be trained by {@link Training}: its settings, and its networks on opened pictures.
 *
 * @param <D> what it makes of a source; {@link FixedSizeTask} for pictures of one size
 */
public interface TrainingTask<D extends TrainingData> {
    /** What is chosen about every training. */
    RunSettings run();

    /** The task in records, such as {@code generate}. */
    String name();

    /** Kind of the models it trains; a model of another kind cannot be begun with. */
    default String modelKind() {
        return name();
    }

    /** Puts its own settings, if it has any, into a record, each as text, number or truth value, by stable names. */
    default void describe(ObjectNode settings) {}

    /**
     * The same task with none of its own settings chosen: one that an older run's record lacks had this value. For a task
     * without settings of its own, itself.
     */
    default TrainingTask<D> usual() {
        return this;
    }

    /**
     * Opens the pictures as the task learns from them.
     *
     * @param source stays the caller's to close, and open while the result is
     * @param cacheRoot where decoded pictures may be kept
     * @throws dev.ganvas.error.UsageException when it has too few
     */
    D open(PictureSource source, Path cacheRoot, ProgressListener decoding) throws IOException;

    /** How many of the pictures it never learns from; absent when it learns from all. */
    default OptionalInt heldOut(D pictures) {
        return OptionalInt.empty();
    }

    /**
     * Makes the task ready for pictures.
     *
     * @param pictures outlive what is returned
     * @param record of the run that is continued; empty for a new one
     * @throws dev.ganvas.error.UsageException when it cannot be learned from these
     */
    Prepared on(D pictures, Optional<ObjectNode> record) throws IOException;

    /** A task on its pictures. */
    @FunctionalInterface
    interface Prepared extends AutoCloseable {
        /** A trainable at its beginning; always the same one. The caller closes it. */
        Trainable trainable(Precision precision) throws IOException;

        /** What people should see of what was decided by the pictures, a sentence each, if anything. */
        default List<String> lines() {
            return List.of();
        }

        /** Adds what was decided by the pictures, if anything, to a new run's record. */
        default void describe(ObjectNode record) {}

        /** Lets go of what it holds, if anything. */
        @Override
        default void close() {}
    }
}
