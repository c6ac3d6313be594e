package dev.ganvas.data;

import dev.ganvas.data.format.Formats;
import dev.ganvas.data.format.Locations;
import dev.ganvas.error.MalformedFileException;
import dev.ganvas.error.UsageException;
import java.io.IOException;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds out what a location holds and opens it. */
public final class Sources {
    private static final Map<String, SourceScheme> SCHEMES =
            ServiceLoader.load(SourceScheme.class, Sources.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .collect(Collectors.toUnmodifiableMap(SourceScheme::name, Function.identity()));

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
        SourceScheme scheme = SCHEMES.get(location.split("[:?]", 2)[0]);
        if (scheme != null) {
            return scheme.open(location);
        }
        return Formats.open(Locations.existing(location));
    }
}
