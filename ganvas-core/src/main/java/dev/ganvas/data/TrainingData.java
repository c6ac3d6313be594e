package dev.ganvas.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalInt;

/** What a training learns from, opened: enough for its record, and to tell whether a continued run has the same. */
public interface TrainingData extends AutoCloseable {
    /** Usable pictures. */
    int count();

    /** SHA-256 of the pictures as they are learned from, in hexadecimal. */
    String contentHash();

    /**
     * What people should see before the training: what was understood, what is odd about it, and what was left out.
     *
     * @param heldOut pictures the training never learns from; absent when it learns from all
     */
    List<String> lines(OptionalInt heldOut);

    /** What a run's record says of its data: at least {@code name}, {@code kind}, {@code pictures} and {@code content_sha256}. */
    ObjectNode description();

    @Override
    void close();
}
