package dev.ganvas.cli.usage;

import dev.ganvas.error.GanvasException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Locale;

/** What is said of a failure: what, where, the likely reason and the next step, in one line. */
public final class Failures {
    /** How Linux, macOS and Windows put it; it has no exception of its own. */
    private static final List<String> DISK_FULL =
            List.of("no space left on device", "not enough space on the disk", "disk quota exceeded");

    private static final double GIB = 1L << 30;

    private Failures() {}

    public static String explained(Throwable failure) {
        if (failure instanceof OutOfMemoryError full) {
            return memory(String.valueOf(full.getMessage()));
        }
        if (failure instanceof InvalidPathException path) {
            return path(path);
        }
        if (isDiskFull(failure)) {
            return failure.getMessage()
                    + "; free some space and run the same command again. What was saved before is whole.";
        }
        if (failure instanceof FileSystemException file) {
            return file(file);
        }
        if (failure instanceof GanvasException || failure instanceof IOException) {
            return failure.getMessage();
        }
        return "an unexpected failure: " + failure + ". This is a defect; --verbose shows where it happened.";
    }

    private static boolean isDiskFull(Throwable failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return failure instanceof IOException && DISK_FULL.stream().anyMatch(message::contains);
    }

    private static String file(FileSystemException failure) {
        String file = failure.getFile();
        if (failure instanceof AccessDeniedException) {
            return file + ": permission denied; choose a place you may write to, or read from.";
        }
        if (failure instanceof NoSuchFileException) {
            return file + ": there is no such file or folder; check the name.";
        }
        if (failure instanceof NotDirectoryException) {
            return file + " is a file, where a folder is needed; name another.";
        }
        if (failure instanceof FileAlreadyExistsException || failure instanceof DirectoryNotEmptyException) {
            return file + " is there already, as a file or folder of another kind; name another place.";
        }
        return file + ": "
                + (failure.getReason() == null ? "the system refuses without a reason" : failure.getReason());
    }

    /** The heap, the memory beside it, or threads. */
    private static String memory(String message) {
        if (message.contains("thread")) {
            return "the system gives no more threads (" + message
                    + "); ask for fewer with --threads, or raise the limit" + " of processes (ulimit -u).";
        }
        if (message.contains("heap") || message.contains("GC overhead")) {
            return String.format(
                    Locale.ROOT,
                    "the Java heap of %.1f GiB is full; ask for fewer or smaller pictures, or give it more with the"
                            + " environment variable JAVA_TOOL_OPTIONS=-Xmx8g.",
                    Runtime.getRuntime().maxMemory() / GIB);
        }
        return "the computer has too little memory (" + message + "); end other programs, or use a smaller batch, size"
                + " or number of pictures.";
    }

    /** Mostly a name with letters that the locale cannot express, such as any but English ones under LC_ALL=C. */
    private static String path(InvalidPathException failure) {
        String encoding =
                System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name());
        return encoding.toUpperCase(Locale.ROOT).startsWith("UTF")
                ? "'" + failure.getInput() + "' is no name of a file: " + failure.getReason() + "."
                : "'" + failure.getInput() + "' cannot be expressed in the encoding of this locale (" + encoding
                        + "); set the environment variable LC_ALL=C.UTF-8 and run the same command again.";
    }
}
