package dev.ganvas.data.format;

import dev.ganvas.image.PictureDecoder;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A place that holds named files: a folder, a zip, a tar. Knows nothing of pictures or classes. */
interface Container extends Closeable {
    /** The largest file that is read out of a container. */
    long MAX_ENTRY_BYTES = PictureDecoder.MAX_FILE_BYTES;

    /** The most files that are listed; more is taken for an error or an attack. */
    int MAX_ENTRIES = 20_000_000;

    /** Its own name, for people. */
    String name();

    /** {@code "folder"}, {@code "zip"} or {@code "tar"}. */
    String kind();

    /** The files in the order in which reading is fastest, as paths with {@code /} that never lead outside. */
    List<String> files();

    /** What cannot be read at all, by name and reason. */
    Map<String, String> leftOut();

    /** The bytes of file {@code index}. Safe from several threads. */
    byte[] read(int index) throws IOException;

    /** The first bytes of file {@code index}, {@code count} or all there are. Safe from several threads. */
    byte[] start(int index, int count) throws IOException;

    /** What messages call file {@code index}. */
    String locationOf(int index);

    /** Changes when the content changes. */
    String contentKey();
}
