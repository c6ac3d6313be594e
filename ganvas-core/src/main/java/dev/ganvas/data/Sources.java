package dev.ganvas.data;

import dev.ganvas.data.toybox.Toybox;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds out what a location holds and opens it. */
public final class Sources {
    private static final int SNIFFED_BYTES = 1024;

    /** Sources that are made, not read as they lie: {@code name} or {@code name:options}. */
    private static final Map<String, Opener> MADE =
            Map.of("toybox", Toybox::open, StackedMnist.SCHEME, StackedMnist::open);

    /** Opens what a whole location names. */
    @FunctionalInterface
    private interface Opener {
        PictureSource open(String location) throws IOException;
    }

    private Sources() {}

    /**
     * Opens pictures to learn from.
     *
     * <p>A folder (classes from its sub-folders or from {@code labels.csv}), a zip or tar of such a folder, a StyleGAN
     * dataset (zip or folder with {@code dataset.json}), CIFAR-10/100 binary (folder, one {@code .bin}, or the
     * {@code .tar.gz}), MNIST's IDX files (folder or the images file), or ImageNet's tar of class tars. Of sets that have
     * both, the training part is opened. Files are told apart by content. Besides, {@code toybox} and
     * {@code stacked-mnist:PATH} are made from what follows their name.
     *
     * @throws UsageException when there is nothing at {@code location}, or no picture in it
     * @throws MalformedFileException when what is there is damaged, beyond a limit or of no known format
     * @throws IOException when the disk refuses
     */
    public static PictureSource open(String location) throws IOException {
        if (location.isBlank()) {
            throw new UsageException(
                    "no data named; give a folder of pictures, a zip or tar of one, or a known data set");
        }
        Opener made = MADE.get(location.split("[:?]", 2)[0]);
        if (made != null) {
            return made.open(location);
        }
        Path path = existing(location);
        try {
            return requireContent(Files.isDirectory(path) ? openFolder(path) : openFile(path), path);
        } catch (AccessDeniedException e) {
            throw new UsageException(e.getFile() + ": may not be read; check its permissions", e);
        }
    }

    static Path existing(String location) {
        Path path;
        try {
            path = Path.of(location);
        } catch (InvalidPathException e) {
            throw new UsageException(location + ": not a path (" + e.getReason() + ")", e);
        }
        if (!Files.exists(path)) {
            boolean dangling = Files.isSymbolicLink(path);
            throw new UsageException(path + ": " + (dangling ? "a link to nothing" : "no such file or folder")
                    + (path.isAbsolute() ? "" : " in " + Path.of("").toAbsolutePath())
                    + "; check the spelling");
        }
        return path;
    }

    private static PictureSource openFolder(Path folder) throws IOException {
        if (CifarFiles.isIn(folder)) {
            return CifarFiles.openFolder(folder);
        }
        Optional<Path> idx = IdxFiles.imagesIn(folder);
        return idx.isPresent() ? IdxFiles.open(idx.get()) : ContainedPictures.of(new FolderContainer(folder));
    }

    private static PictureSource openFile(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(SNIFFED_BYTES);
        }
        if (start.length == 0) {
            throw new MalformedFileException(file, "zero bytes");
        }
        if (start[0] == 'P' && start.length > 1 && start[1] == 'K') {
            return ContainedPictures.of(new ZipContainer(file));
        }
        if (Gzip.isGzip(start)) {
            byte[] unpacked = Gzip.start(file, SNIFFED_BYTES);
            return TarIndex.isTar(unpacked) ? CifarFiles.openTarGz(file) : IdxFiles.open(file);
        }
        if (IdxFiles.isImages(start)) {
            return IdxFiles.open(file);
        }
        if (TarIndex.isTar(start)) {
            return ContainedPictures.of(new TarContainer(file));
        }
        if (CifarFiles.isRecords(file.getFileName().toString())) {
            return CifarFiles.openFile(file);
        }
        if (FileNames.whyLeftOut(file.getFileName().toString()).isEmpty()) {
            throw new UsageException(
                    file + ": a single picture is no data set; give the folder that holds the pictures");
        }
        throw new MalformedFileException(
                file, "no known data set; give a folder of pictures, a zip or tar of one, IDX or CIFAR binary files");
    }

    private static PictureSource requireContent(PictureSource source, Path path) throws IOException {
        if (source.count() > 0) {
            return source;
        }
        source.close();
        Map<String, Long> reasons = source.leftOut().values().stream()
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        String seen = reasons.isEmpty()
                ? "it is empty"
                : "left out: "
                        + reasons.entrySet().stream()
                                .map(reason -> reason.getValue() + " x " + reason.getKey())
                                .collect(Collectors.joining(", "));
        throw new UsageException(
                path + ": no pictures found (" + seen + "); expected files such as .jpg, .png or .webp");
    }
}
