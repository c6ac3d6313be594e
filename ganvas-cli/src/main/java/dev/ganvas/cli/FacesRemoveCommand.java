package dev.ganvas.cli;

import dev.ganvas.cli.option.GalleryOptions;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.faces.FaceGallery;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "remove",
        description = "Removes a person from a gallery; nothing of the person stays in the file.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:  ganvas faces remove \"Ada Lovelace\" --gallery people.faces"})
final class FacesRemoveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The person, as 'faces gallery' lists it.")
    private String person;

    @Option(names = "--gallery", required = true, paramLabel = "FILE", description = "The gallery.")
    private Path gallery;

    @Mixin
    private GalleryOptions options;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        int removed;
        try (Closeable held = GalleryOptions.held(gallery)) {
            removed = FaceGallery.open(gallery, options.password()).remove(person);
        }
        if (removed == 0) {
            output.warn(person + ": not in " + gallery);
        } else {
            output.say(removed + (removed == 1 ? " face of " : " faces of ") + person + " removed from " + gallery);
        }
        output.result(Map.of("removed", removed));
        return removed == 0 ? Main.FAILED : 0;
    }
}
