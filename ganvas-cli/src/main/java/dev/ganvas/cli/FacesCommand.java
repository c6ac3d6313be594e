package dev.ganvas.cli;

import dev.ganvas.cli.usage.Group;
import dev.ganvas.cli.usage.InGroup;
import dev.ganvas.error.UsageException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@InGroup(Group.UNDERSTAND)
@Command(
        name = "faces",
        description = "Finds faces, compares them, and makes them unreadable.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "ACTION",
        subcommands = {
            FacesDetectCommand.class,
            FacesVerifyCommand.class,
            FacesEnrolCommand.class,
            FacesFindCommand.class,
            FacesGalleryCommand.class,
            FacesRemoveCommand.class,
            FacesBlurCommand.class,
            FacesCropCommand.class
        },
        footer = {"", "Example:  ganvas faces blur photos --out published"})
final class FacesCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new UsageException("Name an action: detect, verify, enrol, find, gallery, remove, blur or crop.");
    }
}
