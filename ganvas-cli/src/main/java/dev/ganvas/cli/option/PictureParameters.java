package dev.ganvas.cli.option;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Parameters;

/** Picture files that a verb looks at one after the other: its parameters. */
public final class PictureParameters {
    @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "PNG, JPEG, WebP, TIFF or GIF files.")
    private List<Path> files;

    public List<Path> files() {
        return files;
    }
}
