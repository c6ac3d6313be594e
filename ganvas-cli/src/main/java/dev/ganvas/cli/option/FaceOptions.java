package dev.ganvas.cli.option;

import dev.ganvas.data.PhaseListener;
import dev.ganvas.error.UsageException;
import dev.ganvas.faces.FaceAlignment;
import dev.ganvas.faces.FaceReader;
import dev.ganvas.features.TrainedFeatures;
import dev.ganvas.image.Picture;
import dev.ganvas.image.PictureDecoder;
import dev.ganvas.image.Pictures;
import dev.ganvas.image.raster.Raster;
import dev.ganvas.image.raster.RasterFile;
import dev.ganvas.model.pull.KnownModel;
import dev.ganvas.model.pull.KnownModels;
import dev.ganvas.model.pull.ModelStore;
import dev.ganvas.onnx.OnnxEmbedder;
import dev.ganvas.onnx.OnnxFaceDetector;
import dev.ganvas.repair.RepairModels;
import dev.ganvas.restore.Restoration;
import dev.ganvas.restore.RestoreSettings;
import dev.ganvas.vision.Embedder;
import dev.ganvas.vision.Face;
import dev.ganvas.vision.FaceDetector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What finds faces, and what comes before. */
public final class FaceOptions {
    /** Looked for in this order. */
    private static final List<String> DETECTORS = List.of("yunet", "ultraface");

    @Option(
            names = "--detector",
            paramLabel = "MODEL",
            description =
                    "An ONNX file of YuNet or Ultra-Light-Fast, or a model that was fetched; may be given more than once,"
                            + " and what any of them finds counts (default: yunet or ultraface, whichever was fetched).")
    private List<Path> detectors = new ArrayList<>();

    @Option(
            names = "--least",
            paramLabel = "P",
            defaultValue = "" + OnnxFaceDetector.LEAST_CONFIDENCE,
            description = "0 to 1: faces less certain than this are not told (default: ${DEFAULT-VALUE}).")
    private double least;

    @Option(
            names = "--restore",
            description = "Mend noise and the blocks of JPEG in what is looked at first; files stay as they are.")
    private boolean restore;

    @Option(
            names = "--cropped",
            description = "Each picture is one face that was cut out already: nothing is looked for.")
    private boolean cropped;

    /** The detectors; the caller's to close. */
    public List<FaceDetector> detectors() throws IOException {
        if (cropped) {
            return List.of(new Cropped());
        }
        List<Path> files = detectors.isEmpty() ? List.of(fetched()) : PulledOptions.resolved(detectors);
        List<FaceDetector> opened = new ArrayList<>();
        try {
            for (Path file : files) {
                opened.add(OnnxFaceDetector.open(file, Runtime.getRuntime().availableProcessors(), least));
            }
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.forEach(FaceDetector::close);
            throw e;
        }
    }

    private static Path fetched() throws IOException {
        KnownModels known = KnownModels.builtIn();
        for (String name : DETECTORS) {
            Optional<Path> here = ModelStore.usual().find(known.require(name));
            if (here.isPresent()) {
                return here.get();
            }
        }
        KnownModel first = known.require(DETECTORS.get(0));
        throw new UsageException("No face detector is here. Fetch one with 'ganvas models pull " + first.name() + "' ("
                + first.licence().id() + ", " + first.bytes() / 1000 + " kB), or name a file with --detector.");
    }

    /** What reads faces by the first detector and an embedder; the caller's to close. */
    public FaceReader reader(Optional<Path> embedder) throws IOException {
        List<FaceDetector> opened = detectors();
        try {
            for (FaceDetector other : opened.subList(1, opened.size())) {
                other.close();
            }
            return new FaceReader(opened.get(0), embedder(embedder));
        } catch (IOException | RuntimeException e) {
            opened.get(0).close();
            throw e;
        }
    }

    private static Embedder embedder(Optional<Path> named) throws IOException {
        Path file =
                PulledOptions.resolved(List.of(named.orElse(Path.of("sface")))).get(0);
        if (named.isEmpty() && !Files.exists(file)) {
            KnownModel sface = KnownModels.builtIn().require("sface");
            throw new UsageException("Nothing that compares faces is here. Fetch it with 'ganvas models pull sface' ("
                    + sface.licence().id() + ", " + sface.bytes() / 1_000_000 + " MB), or name a file with --embedder,"
                    + " such as one of 'ganvas train PEOPLE --task identity'.");
        }
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".onnx")
                ? OnnxEmbedder.open(file, Runtime.getRuntime().availableProcessors())
                : TrainedFeatures.open(file);
    }

    /** A picture as it is looked at. */
    public Picture picture(Path file) throws IOException {
        if (!restore) {
            return PictureDecoder.decode(file);
        }
        Raster raster = RasterFile.read(file);
        try (RepairModels models = RepairModels.usual()) {
            Restoration restoration = new Restoration(RestoreSettings.USUAL, models);
            restoration.apply(raster, restoration.needed(raster), PhaseListener.NONE);
        }
        return raster.toPicture().toRgb();
    }

    /** Takes each picture for one face. */
    private static final class Cropped implements FaceDetector {
        @Override
        public String name() {
            return "whole picture";
        }

        @Override
        public List<Face> find(Picture picture) {
            return List.of(new Face(0, 0, picture.width(), picture.height(), 1, List.of()));
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    /** A face with room around it, for people to look at. */
    public static Picture shown(Picture aligned) {
        return Pictures.resize(aligned, 2 * FaceAlignment.SIDE, 2 * FaceAlignment.SIDE);
    }
}
