package dev.ganvas.cli;

import dev.ganvas.cli.option.PictureParameters;
import dev.ganvas.cli.terminal.Output;
import dev.ganvas.image.InvisibleMark;
import dev.ganvas.image.label.Labelling;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterFile;
import dev.ganvas.image.watermark.Detection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code ganvas label} does with invisible marks. */
@Command(
        name = "watermark",
        description = "Puts invisible marks into pictures, and finds them.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "ACTION",
        subcommands = {WatermarkCommands.Read.class, WatermarkCommands.Write.class},
        footer = {"", "Example:  ganvas label watermark read picture.jpg"})
final class WatermarkCommands {
    private WatermarkCommands() {}

    @Command(
            name = "read",
            description = {
                "Says whether pictures hold a mark, its number, and how unlikely it is that chance looks so.",
                "Exit code 0 when all hold one, otherwise 1."
            },
            mixinStandardHelpOptions = true,
            footer = {"", "Example:  ganvas label watermark read picture.jpg --producer \"My Company\""})
    static final class Read implements Callable<Integer> {
        @Mixin
        private PictureParameters pictures;

        @Option(
                names = "--producer",
                paramLabel = "NAME",
                description = "Also say whether the number is that which follows from this name.")
        private Optional<String> producer = Optional.empty();

        @Mixin
        private Output output;

        @Override
        public Integer call() throws IOException {
            List<Map<String, Object>> rows = new ArrayList<>();
            boolean all = true;
            for (Path picture : pictures.files()) {
                Optional<Detection> found =
                        InvisibleMark.in(RasterFile.read(picture).planes());
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("file", picture.toString());
                row.put("marked", found.map(Detection::marked).orElse(false));
                found.ifPresent(detection -> {
                    row.put("strength", detection.strength());
                    row.put("false_positives", detection.falsePositives());
                    detection.number().ifPresent(number -> row.put("number", number));
                });
                rows.add(row);
                all &= found.map(Detection::marked).orElse(false);
                output.say(picture + ": " + words(found));
            }
            output.result(Map.of("pictures", rows));
            return all ? 0 : Main.FAILED;
        }

        private String words(Optional<Detection> found) {
            if (found.isEmpty()) {
                return "too small to hold a mark";
            }
            Detection detection = found.get();
            if (!detection.marked()) {
                return "no mark";
            }
            String sure = String.format(
                    Locale.ROOT, "; at most %.0e of pictures without one look so", detection.falsePositives());
            if (detection.number().isEmpty()) {
                return "a mark whose number cannot be read" + sure;
            }
            long number = detection.number().getAsLong();
            String whose = producer.map(
                            name -> Labelling.Choice.markNumber(Labelling.Choice.BY_PRODUCER, name) == number
                                    ? ", that of " + name
                                    : ", not that of " + name)
                    .orElse("");
            return "mark " + number + whose + sure;
        }
    }

    @Command(
            name = "write",
            description = {
                "Puts an invisible mark into pictures of 256 pixels and more on each side. It changes pixels a little, so the seal of a"
                        + " label there no longer fits: label them afterwards."
            },
            mixinStandardHelpOptions = true,
            footer = {"", "Example:  ganvas label watermark write photo.png --out marked"})
    static final class Write implements Callable<Integer> {
        @Mixin
        private PictureParameters pictures;

        @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the results.")
        private Path out;

        @Option(
                names = "--number",
                paramLabel = "NUMBER",
                description = "Up to 48 bits (default: one that follows from the producer).")
        private String number = Labelling.Choice.BY_PRODUCER;

        @Option(names = "--producer", paramLabel = "NAME", description = "Who marks (default: as configured).")
        private Optional<String> producer = Optional.empty();

        @Mixin
        private Output output;

        @Override
        public Integer call() throws IOException {
            String who =
                    producer.or(() -> Labelling.Choice.configured().producer()).orElse(Labelling.METADATA.producer());
            long mark = Labelling.Choice.markNumber(number, who);
            List<String> written = new ArrayList<>();
            for (Path picture : pictures.files()) {
                Raster raster = RasterFile.read(picture);
                raster.put(0, 0, InvisibleMark.on(raster.planes(), mark));
                Path target = out.resolve(picture.getFileName());
                RasterFile.write(target, raster).forEach(output::note);
                written.add(target.toString());
                output.say("Marked: " + target);
            }
            output.result(Map.of("number", mark, "written", written));
            return 0;
        }
    }
}
