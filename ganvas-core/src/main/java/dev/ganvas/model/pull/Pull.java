package dev.ganvas.model.pull;

import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import dev.ganvas.model.pull.KnownModel.KnownFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Fetches models of others: tries the addresses of a file one after the other, goes on where it was cut off, checks size and SHA-256,
 * and only then puts the file in its place.
 *
 * @param store where they go
 * @param mirror an address under which {@code NAME/FILE} is tried first
 * @param source opens addresses
 */
public record Pull(ModelStore store, Optional<String> mirror, RemoteFiles source) {
    private static final String PART = ".part";
    private static final String LOCK = ".lock";
    private static final long WAIT_MILLIS = 200;

    /** Hears of what is going on. */
    public interface Listener {
        /** A line for people: an address that failed, another that is tried. */
        void note(String line);

        /** So many bytes of a file are here. */
        void progress(String file, long bytes, long of);
    }

    /**
     * Fetches what is not there yet. A second one at the same time waits for the first.
     *
     * @return the network's file
     * @throws UsageException when no address gave the right file, with what each gave
     */
    public Path fetch(KnownModel model, Listener listener) throws IOException {
        Files.createDirectories(store.folder(model));
        return locked(model, listener, () -> {
            for (KnownFile file : model.files()) {
                Path target = store.file(model, file);
                if (!Files.isRegularFile(target) || !isWhole(target, file)) {
                    room(model, file);
                    fetch(model, file, target, listener);
                }
            }
            store.describe(model);
            return store.file(model, model.files().get(0));
        });
    }

    /**
     * Takes files that came by other means, for machines without a network; names do not matter, hashes do.
     *
     * @param given at least one file for each of the model's
     * @return the network's file
     * @throws UsageException when one is missing among them
     */
    public Path take(KnownModel model, List<Path> given, Listener listener) throws IOException {
        Files.createDirectories(store.folder(model));
        return locked(model, listener, () -> {
            for (KnownFile file : model.files()) {
                take(model, file, given);
            }
            store.describe(model);
            return store.file(model, model.files().get(0));
        });
    }

    private void take(KnownModel model, KnownFile file, List<Path> given) throws IOException {
        List<String> reasons = new ArrayList<>();
        for (Path candidate : given) {
            if (!Files.isRegularFile(candidate)) {
                throw new UsageException("There is no file " + candidate + ".");
            }
            try {
                ModelStore.check(candidate, file);
                Path target = store.file(model, file);
                Path part = part(target);
                Files.copy(candidate, part, StandardCopyOption.REPLACE_EXISTING);
                place(part, target);
                return;
            } catch (MalformedFileException e) {
                reasons.add(e.getMessage());
            }
        }
        throw new UsageException(file.name() + " of " + model.name() + " is not among the files given: "
                + String.join("; ", reasons) + ".");
    }

    private static boolean isWhole(Path file, KnownFile known) throws IOException {
        try {
            ModelStore.check(file, known);
            return true;
        } catch (MalformedFileException damaged) {
            return false;
        }
    }

    private void room(KnownModel model, KnownFile file) throws IOException {
        Path part = part(store.file(model, file));
        long missing = file.bytes() - (Files.exists(part) ? Files.size(part) : 0);
        long free = Files.getFileStore(store.folder(model)).getUsableSpace();
        if (free < missing) {
            throw new UsageException(file.name() + " needs " + missing + " bytes more, but the disk of " + store.path()
                    + " has " + free + " free; make room, or set GANVAS_MODELS to a folder on another disk.");
        }
    }

    private void fetch(KnownModel model, KnownFile file, Path target, Listener listener) throws IOException {
        List<String> addresses = new ArrayList<>(file.addresses());
        mirror.ifPresent(base -> addresses.add(0, base.replaceAll("/+$", "") + "/" + model.name() + "/" + file.name()));
        List<String> failures = new ArrayList<>();
        Path part = part(target);
        for (String address : addresses) {
            try {
                if (!arrives(address, part, file, listener)) {
                    // What was there already may have been another file's beginning.
                    download(address, part, file, listener);
                    ModelStore.check(part, file);
                }
                place(part, target);
                return;
            } catch (MalformedFileException e) {
                // What came is not the file: nothing of it helps the next address.
                Files.deleteIfExists(part);
                failures.add(address + ": " + e.reason());
            } catch (RemoteFiles.Failure e) {
                failures.add(address + ": " + e.getMessage());
            }
            listener.note(failures.get(failures.size() - 1));
        }
        throw new UsageException("None of the addresses of " + file.name() + " gave it: " + String.join("; ", failures)
                + ". A file that came by other means can be given instead.");
    }

    /** Whether the file came whole; false when it went on from something that was there and came out wrong, which is gone then. */
    private boolean arrives(String address, Path part, KnownFile file, Listener listener) throws IOException {
        boolean goesOn = Files.exists(part) && Files.size(part) > 0;
        try {
            download(address, part, file, listener);
            ModelStore.check(part, file);
            return true;
        } catch (MalformedFileException e) {
            if (!goesOn) {
                throw e;
            }
            Files.deleteIfExists(part);
            return false;
        }
    }

    private void download(String address, Path part, KnownFile file, Listener listener) throws IOException {
        long there = Files.exists(part) ? Files.size(part) : 0;
        if (there > file.bytes()) {
            Files.delete(part);
            there = 0;
        }
        if (there == file.bytes()) {
            return;
        }
        source.copy(address, there, file.bytes(), part, bytes -> listener.progress(file.name(), bytes, file.bytes()));
    }

    private static Path part(Path target) {
        return target.resolveSibling("." + target.getFileName() + PART);
    }

    private static void place(Path part, Path target) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private interface Work {
        Path run() throws IOException;
    }

    private Path locked(KnownModel model, Listener listener, Work work) throws IOException {
        Path file = store.folder(model).resolve(LOCK);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock lock = lock(channel, model, listener::note);
            try {
                return work.run();
            } finally {
                lock.release();
            }
        }
    }

    private static FileLock lock(FileChannel channel, KnownModel model, Consumer<String> note) throws IOException {
        for (boolean first = true; ; first = false) {
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return lock;
                }
            } catch (OverlappingFileLockException e) {
                // Another thread of this process has it.
            }
            if (first) {
                note.accept("waiting for another that is fetching " + model.name());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(WAIT_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while another fetches " + model.name(), e);
            }
        }
    }
}
