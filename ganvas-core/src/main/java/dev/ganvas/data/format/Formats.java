package dev.ganvas.data.format;

import dev.ganvas.data.PictureSource;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells by its content in which format a data set is. */
public final class Formats {
    private static final int SNIFFED_BYTES = 1024;

    private Formats() {}

    /**
     * Opens what lies at {@code path}.
     *
     * @throws UsageException when there is no picture in it
     * @throws MalformedFileException when it is damaged, beyond a limit or of no known format
     * @throws IOException when the disk refuses
     */
    public static PictureSource open(Path path) throws IOException {
        try {
            return requireContent(Files.isDirectory(path) ? openFolder(path) : openFile(path), path);
        } catch (AccessDeniedException e) {
            throw new UsageException(e.getFile() + ": may not be read; check its permissions", e);
        }
    }

    private static PictureSource openFolder(Path folder) throws IOException {
        Optional<Path> cifar = KnownFolder.find(folder, CifarFiles::isIn);
        if (cifar.isPresent()) {
            return CifarFiles.openFolder(cifar.get());
        }
        Optional<Path> idx = KnownFolder.find(folder, IdxFiles::isIn);
        return idx.isPresent()
                ? IdxFiles.open(IdxFiles.imagesIn(idx.get()).orElseThrow())
                : ContainedPictures.of(new FolderContainer(folder));
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
            return ContainedPictures.of(ZipContainer.open(file));
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
        if (FileNames.extension(file.getFileName().toString()).equals("zip")) {
            return ContainedPictures.of(
                    ZipContainer.open(file)); // Its directory lies at the end, whatever lies in front.
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
